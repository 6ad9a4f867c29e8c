/** Which record stays, and which fields it takes from the one that goes; nothing is lost, and it can be undone. */
import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import type { Household, PersonContent } from '../../modules/people/contract.ts'
import type { Decision, DuplicatePair, Pickable } from '../../modules/people/duplicates/contract.ts'
import { get } from '../api.ts'
import { useT } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { Wait } from '../ui/Wait.tsx'
import { useValueWords } from './Changes.tsx'
import { Choice } from './Choice.tsx'
import { differing } from './merging.ts'
import { ageWords, nameOf } from './words.ts'

type Merging = Omit<Decision, 'a' | 'b'>
type Props = {
  pair: DuplicatePair
  isBusy: boolean
  error: unknown
  onMerge: (decision: Merging) => void
  onClose: () => void
}

export function MergeDialog({ pair, isBusy, error, onMerge, onClose }: Props) {
  const t = useT()
  const opened = useQueries({
    queries: [pair.a, pair.b].map(({ id }) => ({
      queryKey: ['household', id, 'to-merge'],
      queryFn: () => get<Household>(`/people/households/${id}`),
      gcTime: 0,
    })),
  })
  const persons = opened.map(({ data }, i) => data?.persons.find(({ id }) => id === [pair.a, pair.b][i]?.person.id))
  const problem = opened.find(({ isError }) => isError)?.error ?? error
  const [a, b] = persons
  return (
    <Dialog title={t('web.people.merge')} onClose={onClose} wide>
      {Boolean(problem) && <ProblemNotice error={problem} />}
      {a && b ? <Picking a={a} b={b} pair={pair} isBusy={isBusy} onMerge={onMerge} /> : !problem && <Wait />}
    </Dialog>
  )
}

type PickingProps = {
  a: PersonContent
  b: PersonContent
  pair: DuplicatePair
  isBusy: boolean
  onMerge: (decision: Merging) => void
}

function Picking({ a, b, pair, isBusy, onMerge }: PickingProps) {
  const t = useT()
  const [keep, setKeep] = useState(a.id)
  const [picks, setPicks] = useState<Pickable[]>([])
  const [reason, setReason] = useState('')
  const [kept, gone] = keep === a.id ? [a, b] : [b, a]
  const of = (person: PersonContent, card: string) => `${nameOf(person, t)}, ${ageWords(t, person)} · ${card}`
  return (
    <form
      className="stack"
      inert={isBusy}
      onSubmit={(e) => {
        e.preventDefault()
        onMerge({ outcome: 'same', keep, picks, reason: reason.trim() })
      }}
    >
      <p>{t('web.people.merge.words')}</p>
      <Choice
        legend={t('web.people.merge.keep')}
        options={[
          { value: a.id, name: of(a, pair.a.card) },
          { value: b.id, name: of(b, pair.b.card) },
        ]}
        value={keep}
        onChange={(id) => {
          setKeep(id)
          setPicks([])
        }}
      />
      <Picks kept={kept} gone={gone} picks={picks} onPicks={setPicks} />
      <Field label={t('web.people.merge.reason')}>
        {(control) => <input {...control} maxLength={500} value={reason} onChange={(e) => setReason(e.target.value)} />}
      </Field>
      <p>
        <button type="submit" className="primary" disabled={isBusy}>
          {t('web.people.merge.do', { name: nameOf(kept, t) })}
        </button>
      </p>
    </form>
  )
}

type PicksProps = { kept: PersonContent; gone: PersonContent; picks: Pickable[]; onPicks: (picks: Pickable[]) => void }

function Picks({ kept, gone, picks, onPicks }: PicksProps) {
  const t = useT()
  const wordsFor = useValueWords()
  const fields = differing(kept, gone)
  if (fields.length === 0) return <p className="quiet">{t('web.people.merge.alike')}</p>
  return fields.map((field) => (
    <Choice
      key={field}
      legend={t(`web.people.field.${field}`)}
      options={[
        { value: 'kept', name: wordsFor(field, kept[field]) },
        { value: 'gone', name: wordsFor(field, gone[field]) },
      ]}
      value={picks.includes(field) ? 'gone' : 'kept'}
      onChange={(side) => onPicks(side === 'gone' ? [...picks, field] : picks.filter((one) => one !== field))}
    />
  ))
}
