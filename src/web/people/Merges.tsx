/** What was merged, found by name or card, and the way back. */
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import type { Merge } from '../../modules/people/duplicates/contract.ts'
import { get, send } from '../api.ts'
import { useFormat, useT } from '../languages.ts'
import { Badge } from '../ui/Badge.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { Empty } from '../ui/Empty.tsx'
import { FindField } from '../ui/FindField.tsx'
import { Go } from '../ui/Go.tsx'
import { Icon } from '../ui/Icon.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { More, pagesBy } from '../ui/pages.tsx'
import { Wait } from '../ui/Wait.tsx'

type Page = { merges: Merge[]; next: string | null }

export function Merges() {
  const t = useT()
  const [words, setWords] = useState('')
  const wanted = useDeferredValue(words.trim())
  const query = useMerges(wanted)
  const merges = query.data?.pages.flatMap((page) => page.merges)
  if (merges?.length === 0 && words === '' && wanted === '' && !query.isPlaceholderData)
    return (
      <Empty icon="people" title={t('web.people.merges.none')}>
        <p>{t('web.people.merges.none.words')}</p>
      </Empty>
    )
  return (
    <>
      {(merges || words) && <FindField label={t('web.people.merges.find')} words={words} onWords={setWords} />}
      <Found query={query} merges={merges} />
    </>
  )
}

const useMerges = (words: string) =>
  useInfiniteQuery({
    queryKey: ['merges', words],
    placeholderData: keepPreviousData,
    ...pagesBy((after, signal) => get<Page>('/people/merges', { words: words || undefined, after }, signal)),
  })

function Found({ query, merges }: { query: ReturnType<typeof useMerges>; merges: Merge[] | undefined }) {
  const t = useT()
  const [undoing, setUndoing] = useState<Merge>()
  if (query.isError) return <ProblemNotice error={query.error} again={() => void query.refetch()} />
  if (!merges) return <Wait />
  if (merges.length === 0)
    return (
      <Empty icon="search" title={t('web.people.merges.not-found')}>
        <p>{t('web.people.merges.not-found.words')}</p>
      </Empty>
    )
  return (
    <>
      <ul className="facts">
        {merges.map((merge) => (
          <OneMerge key={merge.id} merge={merge} onUndo={() => setUndoing(merge)} />
        ))}
      </ul>
      <More pages={query} />
      {undoing && <UndoDialog merge={undoing} onClose={() => setUndoing(undefined)} />}
    </>
  )
}

/** Two records of one person bear one name: their cards tell them apart. */
const saidOf = ({ name, card }: Merge['kept']): string => `${name} (${card})`

function OneMerge({ merge, onUndo }: { merge: Merge; onUndo: () => void }) {
  const t = useT()
  const format = useFormat()
  return (
    <li>
      <span>
        {t('web.people.merges.one', { kept: merge.kept.name, gone: merge.gone.name })}{' '}
        {merge.undoneAt && <Badge icon="undo">{t('web.people.merges.undone', { day: format.day(merge.undoneAt) })}</Badge>}
        <br />
        <small>
          <span className="nowrap">{merge.gone.card}</span> → <span className="nowrap">{merge.kept.card}</span> ·{' '}
          {[merge.byName || merge.by, format.moment(merge.at), merge.reason].filter(Boolean).join(' · ')}
        </small>
        <br />
        <Go to={`/people/${merge.kept.household}`}>
          {t('web.people.open')}
          <span className="hide"> {merge.kept.name}</span>
        </Go>
      </span>
      {merge.may.undo && !merge.undoneAt && (
        <button type="button" onClick={onUndo}>
          <Icon name="undo" />
          {t('web.people.merges.undo')}
        </button>
      )}
    </li>
  )
}

function UndoDialog({ merge, onClose }: { merge: Merge; onClose: () => void }) {
  const t = useT()
  const queries = useQueryClient()
  const undo = useMutation({
    mutationFn: () => send('POST', `/people/merges/${merge.id}/undo`),
    onSuccess: async () => {
      for (const key of ['merges', 'duplicates', 'households', 'household']) await queries.invalidateQueries({ queryKey: [key] })
      onClose()
    },
  })
  return (
    <ConfirmDialog
      title={t('web.people.merges.undo')}
      does={t('web.people.merges.undo.do')}
      tone="primary"
      disabled={undo.isPending}
      onDo={() => undo.mutate()}
      onClose={onClose}
    >
      <p>{t('web.people.merges.undo.words', { kept: saidOf(merge.kept), gone: saidOf(merge.gone) })}</p>
      {undo.isError && <ProblemNotice error={undo.error} />}
    </ConfirmDialog>
  )
}
