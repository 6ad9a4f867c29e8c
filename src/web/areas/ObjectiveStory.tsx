/** One objective and its areas, as chapters; whoever may write sees how. */
import type { Objective } from '../../modules/plan/areas/contract.ts'
import { useT, useText } from '../languages.ts'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { AreaForm } from './AreaForm.tsx'
import { AreaStory } from './AreaStory.tsx'
import { MoveButton } from './MoveButton.tsx'
import { ObjectiveForm } from './ObjectiveForm.tsx'
import { moved } from './order.ts'
import { Coverage, Paragraphs } from './parts.tsx'
import { useWriteAreas } from './useAreas.ts'
import type { Writing } from './writing.ts'

export function ObjectiveStory({ objective, number, ...props }: Writing & { objective: Objective; number: number }) {
  const { plan, writing, write } = props
  const t = useT()
  const text = useText()
  const { totals } = objective
  return (
    <section className="stack objective" id={objective.id} aria-labelledby={`${objective.id}-name`}>
      {writing === objective.id ? (
        <ObjectiveForm plan={plan.code} objective={objective} onDone={() => write()} />
      ) : (
        <>
          <h2 id={`${objective.id}-name`}>{t('web.areas.objective.numbered', { n: number, name: text(objective.names) })}</h2>
          <Paragraphs words={text(objective.narratives)} />
          {totals.areas > 0 && (
            <Coverage required={totals.fundingRequiredUsd} confirmed={totals.fundingConfirmedUsd} isExample={totals.isExample} />
          )}
          <ObjectiveTools objective={objective} {...props} />
        </>
      )}
      {objective.areas.map((area, i) => (
        <AreaStory key={area.id} area={area} objective={objective} number={`${number}.${i + 1}`} {...props} />
      ))}
      {writing === `new in ${objective.id}` && (
        <AreaForm plan={plan.code} objectives={props.all.objectives} objectiveId={objective.id} onDone={() => write()} />
      )}
    </section>
  )
}

function ObjectiveTools({ objective, plan, all, mayWrite, writing, write }: Writing & { objective: Objective }) {
  const t = useT()
  const text = useText()
  const change = useWriteAreas(plan.code, () => write())
  if (!mayWrite || writing !== undefined) return null
  const name = text(objective.names)
  return (
    <>
      {change.isError && <ProblemNotice error={change.error} />}
      <p className="row tools">
        <button type="button" className="plain" onClick={() => write(objective.id)}>
          {t('web.areas.edit')}
          <span className="hide"> {name}</span>
        </button>
        <button type="button" className="plain" onClick={() => write(`new in ${objective.id}`)}>
          {t('web.areas.area.add')}
        </button>
        {([-1, 1] as const).map((by) => (
          <MoveButton key={by} plan={plan.code} name={name} by={by} order={moved(all, objective.id, by)} />
        ))}
        {objective.areas.length === 0 && (
          <button
            type="button"
            className="plain"
            onClick={() => change.mutate({ method: 'DELETE', path: `/objectives/${objective.id}?version=${objective.version}` })}
          >
            {t('web.areas.remove')}
            <span className="hide"> {name}</span>
          </button>
        )}
      </p>
    </>
  )
}
