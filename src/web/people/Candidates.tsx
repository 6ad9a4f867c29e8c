/** Somebody who may be the one in front of us: both side by side, why it is thought so, and a choice. */
import type { Candidate, HouseholdContent } from '../../modules/people/contract.ts'
import { useT } from '../languages.ts'
import { Badge } from '../ui/Badge.tsx'
import { Go } from '../ui/Go.tsx'
import { headOf } from './draft.ts'
import { useFacts } from './Facts.tsx'
import { Reasons } from './Reasons.tsx'
import { ageWords, nameOf, sexWords, useTotalWords } from './words.ts'

type Props = { candidates: Candidate[]; content: HouseholdContent; onOther: (household: string) => void }

export function Candidates({ candidates, content, onOther }: Props) {
  return (
    <ol className="candidates">
      {candidates.map((candidate) => (
        <li key={candidate.household.id}>
          <Beside candidate={candidate} content={content} onOther={() => onOther(candidate.household.id)} />
        </li>
      ))}
    </ol>
  )
}

function Beside({ candidate, content, onOther }: { candidate: Candidate; content: HouseholdContent; onOther: () => void }) {
  const t = useT()
  const facts = useFacts()(candidate.household)
  const totals = useTotalWords()
  const head = headOf(content)
  return (
    <section className="stack" aria-label={t('web.people.candidate', { name: facts.name })}>
      <div className="diff">
        <div className="stack">
          <span className="quiet">{t('web.people.candidate.new')}</span>
          <b>{nameOf(head, t)}</b>
          <p className="quiet">
            {sexWords(t, head.sex)}, {ageWords(t, head)} · {totals(content.persons)}
          </p>
        </div>
        <div className="stack">
          <span className="quiet">{t('web.people.candidate.known')}</span>
          <b>{facts.name}</b>
          <p className="quiet">{facts.facts}</p>
        </div>
      </div>
      <p className="row">
        <Badge tone="attention">{t(`web.people.likely.${likely(candidate.score)}`)}</Badge>
      </p>
      <Reasons reasons={candidate.reasons} />
      <div className="row">
        <Go to={`/people/${candidate.household.id}`} className="button primary">
          {t('web.people.candidate.open', { name: facts.name })}
        </Go>
        <button type="button" onClick={onOther}>
          {t('web.people.candidate.other')}
        </button>
      </div>
    </section>
  )
}

/** 0 to 1, in words. */
export const likely = (score: number): 'very' | 'quite' | 'perhaps' =>
  score >= 0.95 ? 'very' : score >= 0.8 ? 'quite' : 'perhaps'
