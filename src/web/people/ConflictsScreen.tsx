/** Two versions of one household, written by two who did not see each other: side by side, and somebody decides. */
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { HouseholdConflict, Settlement } from '../../modules/people/households/contract.ts'
import { get, send } from '../api.ts'
import { useFormat, useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { Empty } from '../ui/Empty.tsx'
import { Go } from '../ui/Go.tsx'
import { Head } from '../ui/Head.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { More, pagesBy } from '../ui/pages.tsx'
import { Wait } from '../ui/Wait.tsx'
import { useFieldName, useValueWords } from './Changes.tsx'
import { Choice } from './Choice.tsx'
import { type Difference, differences, firstChoice, joined, type Side } from './content.ts'
import { useFacts } from './Facts.tsx'
import { PeopleTabs } from './PeopleTabs.tsx'
import './people.css'

type Page = { conflicts: HouseholdConflict[]; next: string | null }

export function ConflictsScreen() {
  const t = useT()
  const may = useMay()
  return (
    <>
      <Head title={t('web.people.conflicts')}>{t('web.people.conflicts.words')}</Head>
      {may('people.write') ? (
        <>
          <PeopleTabs />
          <List />
        </>
      ) : (
        <Notice tone="attention" title={t('web.people.not-yours')} />
      )}
    </>
  )
}

function List() {
  const t = useT()
  const query = useInfiniteQuery({
    queryKey: ['people-conflicts'],
    ...pagesBy((after) => get<Page>('/people/conflicts', { after })),
  })
  if (query.isError) return <ProblemNotice error={query.error} again={() => void query.refetch()} />
  if (!query.data) return <Wait />
  const conflicts = query.data.pages.flatMap((page) => page.conflicts)
  if (conflicts.length === 0)
    return (
      <Empty icon="check" title={t('web.people.conflicts.none')}>
        <p>{t('web.people.conflicts.none.words')}</p>
      </Empty>
    )
  return (
    <>
      <ol className="candidates">
        {conflicts.map((conflict) => (
          <li key={conflict.id}>
            <Conflict conflict={conflict} />
          </li>
        ))}
      </ol>
      <More pages={query} />
    </>
  )
}

function Conflict({ conflict }: { conflict: HouseholdConflict }) {
  const t = useT()
  const queries = useQueryClient()
  const { name, facts } = useFacts()(conflict.household)
  const list = differences(conflict.base, conflict.proposed, conflict.current)
  const [chosen, setChosen] = useState(() => firstChoice(list))
  const settle = useMutation({
    mutationFn: (decision: Settlement) =>
      send('POST', `/people/conflicts/${conflict.id}`, { ...decision, version: conflict.version }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['people-conflicts'] })
      void queries.invalidateQueries({ queryKey: ['household', conflict.household.id] })
    },
  })
  const join = () => settle.mutate({ outcome: 'joined', content: joined(conflict.current, list, chosen) })
  return (
    <section className="stack" aria-label={t('web.people.conflict.of', { name })}>
      <h2>{name}</h2>
      <p className="quiet">
        {facts} · <Go to={`/people/${conflict.household.id}`}>{t('web.people.open')}</Go>
      </p>
      {settle.isError && <ProblemNotice error={settle.error} />}
      <div className="diff">
        <Version
          side="mine"
          conflict={conflict}
          list={list}
          onKeep={() => settle.mutate({ outcome: 'mine' })}
          isBusy={settle.isPending}
        />
        <Version
          side="theirs"
          conflict={conflict}
          list={list}
          onKeep={() => settle.mutate({ outcome: 'theirs' })}
          isBusy={settle.isPending}
        />
      </div>
      {conflict.may.settle && list.length > 0 && (
        <details>
          <summary>{t('web.people.conflict.join')}</summary>
          <div className="stack">
            <Join list={list} chosen={chosen} onChoose={setChosen} conflict={conflict} />
            <p>
              <button type="button" className="primary" disabled={settle.isPending} onClick={join}>
                {t('web.people.conflict.join.do', {
                  n: list.filter(({ key }) => chosen[key] === 'mine').length,
                  all: list.length,
                })}
              </button>
            </p>
          </div>
        </details>
      )}
    </section>
  )
}

type VersionProps = { side: Side; conflict: HouseholdConflict; list: Difference[]; onKeep: () => void; isBusy: boolean }

function Version({ side, conflict, list, onKeep, isBusy }: VersionProps) {
  const t = useT()
  const format = useFormat()
  const nameOfField = useFieldName([...conflict.current.persons, ...conflict.proposed.persons])
  const wordsFor = useValueWords()
  const [by, at] = side === 'mine' ? [conflict.byName || conflict.by, conflict.at] : [conflict.currentBy, conflict.currentAt]
  return (
    <div className="stack">
      <b>{t(`web.people.conflict.${side}`)}</b>
      <span className="quiet">
        {by}, {format.moment(at)}
      </span>
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
      {conflict.may.settle && (
        <p>
          <button type="button" disabled={isBusy} onClick={onKeep}>
            {t(`web.people.conflict.keep-${side}`)}
          </button>
        </p>
      )}
    </div>
  )
}

type JoinProps = {
  list: Difference[]
  chosen: Record<string, Side>
  onChoose: (chosen: Record<string, Side>) => void
  conflict: HouseholdConflict
}

function Join({ list, chosen, onChoose, conflict }: JoinProps) {
  const nameOfField = useFieldName([...conflict.current.persons, ...conflict.proposed.persons])
  const wordsFor = useValueWords()
  return list.map((one) => (
    <Choice
      key={one.key}
      legend={nameOfField({ ...one, before: one.mine, after: one.theirs })}
      options={(['mine', 'theirs'] as const).map((side) => ({ value: side, name: wordsFor(one.field, one[side]) }))}
      value={chosen[one.key]}
      onChange={(side) => onChoose({ ...chosen, [one.key]: side })}
    />
  ))
}
