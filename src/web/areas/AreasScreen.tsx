/** The plan as it is told: to be read as a document, and written in place by the region. */
import { useState } from 'react'
import type { CrisisPlan } from '../../modules/plan/areas/contract.ts'
import type { Plan } from '../../modules/plan/contract.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { useMay } from '../me.ts'
import { PlanFrame } from '../plan/PlanFrame.tsx'
import { Answer } from '../ui/Answer.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ObjectiveForm } from './ObjectiveForm.tsx'
import { ObjectiveStory } from './ObjectiveStory.tsx'
import { ProfileForm } from './ProfileForm.tsx'
import { Paragraphs, Presence } from './parts.tsx'
import { Stated } from './Stated.tsx'
import { Totals } from './Totals.tsx'
import { useAreas } from './useAreas.ts'
import type { Writing } from './writing.ts'
import './areas.css'

export function AreasScreen() {
  const t = useT()
  return (
    <PlanFrame section="areas" says={() => t('web.areas.words')}>
      {({ plan }) => <Told plan={plan} />}
    </PlanFrame>
  )
}

/** One part is written at a time: its id, or `profile`, `new`. */
function Told({ plan }: { plan: Plan }) {
  const told = useAreas(plan.code)
  const mayWrite = useMay()('plan.edit')
  const [writing, write] = useState<string>()
  return <Answer query={told}>{(all) => <Document {...{ plan, all, mayWrite, writing, write }} />}</Answer>
}

function Document(props: Writing) {
  const { plan, all, mayWrite, writing, write } = props
  const t = useT()
  const isNothing = all.objectives.length === 0 && all.profile === null
  return (
    <div className="split">
      <article className="stack told">
        {plan.isSample && <Notice tone="attention">{t('web.areas.sample')}</Notice>}
        {isNothing && writing === undefined && (
          <Empty icon="plan" title={t('web.areas.none')}>
            <p>{t('web.areas.none.words')}</p>
          </Empty>
        )}
        <Whole {...props} />
        {all.objectives.map((objective, i) => (
          <ObjectiveStory key={objective.id} objective={objective} number={i + 1} {...props} />
        ))}
        {writing === 'new' && <ObjectiveForm plan={plan.code} onDone={() => write()} />}
        {mayWrite && writing === undefined && (
          <p className="row">
            <button type="button" onClick={() => write('new')}>
              {t('web.areas.objective.add')}
            </button>
          </p>
        )}
      </article>
      {!isNothing && <Contents all={all} />}
    </div>
  )
}

function Whole({ plan, all, mayWrite, writing, write }: Writing) {
  const t = useT()
  const text = useText()
  const { profile } = all
  if (writing === 'profile') return <ProfileForm plan={plan.code} profile={profile} onDone={() => write()} />
  return (
    <section className="stack">
      <Totals all={all} />
      <Paragraphs words={text(profile?.narratives)} />
      {profile && profile.donors.length > 0 && <Donors names={profile.donors} />}
      <Presence countries={all.countries} />
      {mayWrite && writing === undefined && (
        <p>
          <button type="button" className="plain" onClick={() => write('profile')}>
            {t('web.areas.profile.edit')}
          </button>
        </p>
      )}
      {profile && profile.stated.length > 0 && <Stated stated={profile.stated} />}
    </section>
  )
}

function Donors({ names }: { names: string[] }) {
  const t = useT()
  const format = useFormat()
  return <p>{t('web.areas.donors.list', { names: format.list(names) })}</p>
}

/** What stands where, and how fresh it is. */
function Contents({ all }: { all: CrisisPlan }) {
  const t = useT()
  const text = useText()
  const format = useFormat()
  return (
    <nav className="stack contents" aria-label={t('web.areas.contents')}>
      <h2>{t('web.areas.contents')}</h2>
      <ol>
        {all.objectives.map((objective) => (
          <li key={objective.id}>
            <a href={`#${objective.id}`}>{text(objective.names)}</a>
            <ol>
              {objective.areas.map((area) => (
                <li key={area.id}>
                  <a href={`#${area.id}`}>{text(area.names)}</a>
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ol>
      {all.updatedAt !== null && (
        <p className="quiet">{t('web.areas.updated', { by: all.updatedBy ?? '', at: format.moment(all.updatedAt) })}</p>
      )}
    </nav>
  )
}
