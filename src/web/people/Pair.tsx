/** Two records side by side: not the same, or one person: which stays, and what it takes from the other. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { HouseholdLine } from '../../modules/people/contract.ts'
import type { Decision, DuplicatePair, Merge } from '../../modules/people/duplicates/contract.ts'
import { send } from '../api.ts'
import { useFormat, useT } from '../languages.ts'
import { Badge } from '../ui/Badge.tsx'
import { Go } from '../ui/Go.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { likely } from './Candidates.tsx'
import { useFacts } from './Facts.tsx'
import { MergeDialog } from './MergeDialog.tsx'
import { Reasons } from './Reasons.tsx'
import { useBornWords } from './words.ts'

export type Decided = { outcome: 'same' | 'different'; merge: Merge | null }

export function Pair({ pair, onDone }: { pair: DuplicatePair; onDone: (decided: Decided) => void }) {
  const t = useT()
  const facts = useFacts()
  const [isMerging, setMerging] = useState(false)
  const decide = useDecide(pair, (decided) => {
    onDone(decided)
    setMerging(false)
  })
  return (
    <section className="stack" aria-label={t('web.people.candidate', { name: facts(pair.a).name })}>
      <div className="diff">
        <Side line={pair.a} />
        <Side line={pair.b} />
      </div>
      <Likely score={pair.score} />
      <Reasons reasons={pair.reasons} />
      {decide.isError && <ProblemNotice error={decide.error} />}
      {pair.may.decide && (
        <div className="row">
          <button type="button" className="primary" onClick={() => setMerging(true)}>
            {t('web.people.pair.same')}
          </button>
          <button
            type="button"
            disabled={decide.isPending}
            onClick={() => decide.mutate({ outcome: 'different', picks: [], reason: '' })}
          >
            {t('web.people.pair.different')}
          </button>
        </div>
      )}
      {isMerging && (
        <MergeDialog
          pair={pair}
          isBusy={decide.isPending}
          error={decide.error}
          onMerge={(decision) => decide.mutate(decision)}
          onClose={() => setMerging(false)}
        />
      )}
    </section>
  )
}

function Likely({ score }: { score: number }) {
  const t = useT()
  const format = useFormat()
  return (
    <p className="row">
      <Badge tone="attention">{t(`web.people.likely.${likely(score)}`)}</Badge>
      <span className="quiet">
        {t('web.people.pair.score', { share: format.number(score, { style: 'percent', maximumFractionDigits: 1 }) })}
      </span>
    </p>
  )
}

function useDecide(pair: DuplicatePair, onDone: (decided: Decided) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (decision: Omit<Decision, 'a' | 'b'>) =>
      send<Decided>('POST', '/people/duplicates/decide', { ...decision, a: pair.a.person.id, b: pair.b.person.id }),
    onSuccess: async (decided) => {
      onDone(decided)
      for (const key of ['duplicates', 'merges', 'households', 'household']) await queries.invalidateQueries({ queryKey: [key] })
    },
  })
}

function Side({ line }: { line: HouseholdLine }) {
  const t = useT()
  const born = useBornWords()
  const { name, facts } = useFacts()(line)
  return (
    <div className="stack">
      <b>{name}</b>
      <span>{born(line.person)}</span>
      <p className="quiet">{facts}</p>
      <p>
        <Go to={`/people/${line.id}`}>
          {t('web.people.open')}
          <span className="hide"> {name}</span>
        </Go>
      </p>
    </div>
  )
}
