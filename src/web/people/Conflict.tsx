/** One conflict: both versions of the household side by side, on a phone field by field; one of them is kept, or what differs is chosen one by one. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { HouseholdConflict, Settlement } from '../../modules/people/households/contract.ts'
import { send } from '../api.ts'
import { useT } from '../languages.ts'
import { Go } from '../ui/Go.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { useFieldName, useValueWords } from './Changes.tsx'
import { Choice } from './Choice.tsx'
import { ConflictFields, Keep, sides, useWrittenBy } from './ConflictFields.tsx'
import { type Difference, differences, firstChoice, joined, type Side } from './content.ts'
import { useFacts } from './Facts.tsx'

export function Conflict({ conflict }: { conflict: HouseholdConflict }) {
  const t = useT()
  const queries = useQueryClient()
  const { name, facts } = useFacts()(conflict.household)
  const list = differences(conflict.base, conflict.proposed, conflict.current)
  const settle = useMutation({
    mutationFn: (decision: Settlement) =>
      send('POST', `/people/conflicts/${conflict.id}`, { ...decision, version: conflict.version }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['people-conflicts'] })
      void queries.invalidateQueries({ queryKey: ['household', conflict.household.id] })
    },
  })
  const keeping = { conflict, onKeep: (outcome: Side) => settle.mutate({ outcome }), isBusy: settle.isPending }
  return (
    <section className="stack" aria-label={t('web.people.conflict.of', { name })}>
      <h2>{name}</h2>
      <p className="quiet">
        {facts} · <Go to={`/people/${conflict.household.id}`}>{t('web.people.open')}</Go>
      </p>
      {settle.isError && <ProblemNotice error={settle.error} />}
      <ConflictFields list={list} {...keeping} />
      <div className="diff beside">
        {sides.map((side) => (
          <Version key={side} side={side} list={list} {...keeping} />
        ))}
      </div>
      {conflict.may.settle && list.length > 0 && (
        <Join
          list={list}
          conflict={conflict}
          onJoin={(chosen) => settle.mutate({ outcome: 'joined', content: joined(conflict.current, list, chosen) })}
          isBusy={settle.isPending}
        />
      )}
    </section>
  )
}

type VersionProps = { side: Side; conflict: HouseholdConflict; list: Difference[]; onKeep: (side: Side) => void; isBusy: boolean }

function Version({ side, conflict, list, onKeep, isBusy }: VersionProps) {
  const t = useT()
  const writtenBy = useWrittenBy()
  const nameOfField = useFieldName([...conflict.current.persons, ...conflict.proposed.persons])
  const wordsFor = useValueWords()
  return (
    <div className="stack">
      <b>{t(`web.people.conflict.${side}`)}</b>
      <span className="quiet">{writtenBy(conflict, side)}</span>
      <dl className="pairs">
        {list.map((one) => (
          <div key={one.key} className="pair">
            <dt>{nameOfField({ ...one, before: one.mine, after: one.theirs })}</dt>
            <dd>
              {one.only === undefined || one.only === side ? (
                <ins>{wordsFor(one.field, one[side])}</ins>
              ) : (
                wordsFor(one.field, one[side])
              )}
            </dd>
          </div>
        ))}
      </dl>
      <Keep side={side} conflict={conflict} onKeep={onKeep} isBusy={isBusy} />
    </div>
  )
}

type Chosen = ReturnType<typeof firstChoice>
type JoinProps = { list: Difference[]; conflict: HouseholdConflict; onJoin: (chosen: Chosen) => void; isBusy: boolean }

function Join({ list, conflict, onJoin, isBusy }: JoinProps) {
  const t = useT()
  const nameOfField = useFieldName([...conflict.current.persons, ...conflict.proposed.persons])
  const wordsFor = useValueWords()
  const [chosen, setChosen] = useState(() => firstChoice(list))
  return (
    <details>
      <summary>{t('web.people.conflict.join')}</summary>
      <div className="stack">
        {list.map((one) => (
          <Choice
            key={one.key}
            legend={nameOfField({ ...one, before: one.mine, after: one.theirs })}
            options={sides.map((side) => ({ value: side, name: wordsFor(one.field, one[side]) }))}
            value={chosen[one.key]}
            onChange={(side) => setChosen({ ...chosen, [one.key]: side })}
          />
        ))}
        <p>
          <button type="button" className="primary" disabled={isBusy} onClick={() => onJoin(chosen)}>
            {t('web.people.conflict.join.do', {
              n: list.filter(({ key }) => chosen[key] === 'mine').length,
              all: list.length,
            })}
          </button>
        </p>
      </div>
    </details>
  )
}
