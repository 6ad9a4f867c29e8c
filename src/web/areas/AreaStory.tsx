/** One activity area, to be read: why, what, for whom, with how much. */
import type { Area, Objective } from '../../modules/plan/areas/contract.ts'
import { useFormat, useLanguage, useT, useText } from '../languages.ts'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { AreaForm } from './AreaForm.tsx'
import { MoveButton } from './MoveButton.tsx'
import { moved } from './order.ts'
import { Coverage, Example, Paragraphs, Presence } from './parts.tsx'
import { useWriteAreas } from './useAreas.ts'
import type { Writing } from './writing.ts'

type Props = Writing & { area: Area; objective: Objective; number: string }

export function AreaStory({ area, objective, number, ...props }: Props) {
  const text = useText()
  const language = useLanguage()
  if (props.writing === area.id)
    return (
      <AreaForm
        plan={props.plan.code}
        objectives={props.all.objectives}
        objectiveId={objective.id}
        area={area}
        onDone={() => props.write()}
      />
    )
  const bullets = area.bullets[language] ?? area.bullets.en ?? Object.values(area.bullets)[0] ?? []
  return (
    <section className="stack area" id={area.id} aria-labelledby={`${area.id}-name`}>
      <h3 id={`${area.id}-name`}>
        <span className="quiet">{number}</span> {text(area.names)}
      </h3>
      <Paragraphs words={text(area.narratives)} />
      {bullets.length > 0 && (
        <ul>
          {bullets.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      <Facts area={area} />
      <Coverage
        required={area.fundingRequiredUsd}
        confirmed={area.fundingConfirmedUsd}
        isExample={area.examples.some((field) => field.startsWith('funding'))}
      />
      <Presence countries={area.countries} />
      <AreaTools area={area} {...props} />
    </section>
  )
}

function Facts({ area }: { area: Area }) {
  const t = useT()
  const format = useFormat()
  const numbers = [
    ['peopleTargeted', area.peopleTargeted],
    ['entitiesTargeted', area.entitiesTargeted],
  ] as const
  return (
    <dl className="pairs">
      {area.targetGroups.length > 0 && (
        <>
          <dt>{t('plan.versions.cell.targetGroups')}</dt>
          <dd>{format.list(area.targetGroups.map((group) => t(`plan.areas.group.${group}`)))}</dd>
        </>
      )}
      {numbers.map(([field, value]) =>
        value === null ? null : (
          <div key={field} className="pair">
            <dt>{t(`plan.versions.cell.${field}`)}</dt>
            <dd>
              {format.number(value)} {area.examples.includes(field) && <Example />}
            </dd>
          </div>
        ),
      )}
      {area.planTypes.length > 0 && (
        <>
          <dt>{t('plan.versions.cell.planTypes')}</dt>
          <dd>{format.list(area.planTypes.map((type) => t(`plan.areas.type.${type}`)))}</dd>
        </>
      )}
    </dl>
  )
}

function AreaTools({ area, plan, all, mayWrite, writing, write }: Omit<Props, 'objective' | 'number'>) {
  const t = useT()
  const text = useText()
  const format = useFormat()
  const change = useWriteAreas(plan.code, () => write())
  const name = text(area.names)
  const updated = t('web.areas.updated', { by: area.changedBy, at: format.moment(area.changedAt) })
  return (
    <>
      {change.isError && <ProblemNotice error={change.error} />}
      <p className="quiet">{area.source ? `${area.source} · ${updated}` : updated}</p>
      {mayWrite && writing === undefined && (
        <p className="row tools">
          <button type="button" className="plain" onClick={() => write(area.id)}>
            {t('web.areas.edit')}
            <span className="hide"> {name}</span>
          </button>
          {([-1, 1] as const).map((by) => (
            <MoveButton key={by} plan={plan.code} name={name} by={by} order={moved(all, area.id, by)} />
          ))}
        </p>
      )}
    </>
  )
}
