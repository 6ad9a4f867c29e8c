/** Somebody changed the same row meanwhile: both versions side by side, and a choice. */
import type { Column } from '../../modules/activities/contract.ts'
import type { Lists } from '../../modules/activities/rules/lists.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { Notice } from '../ui/Notice.tsx'
import { shownText } from './names.ts'
import { changedColumns } from './rows.ts'
import type { Kept } from './useKept.ts'
import type { Conflict } from './useSaving.ts'

export function Conflicts({ kept, lists }: { kept: Kept; lists: Lists }) {
  return (
    <>
      {kept.conflicts.map((conflict) => (
        <OneConflict
          key={conflict.theirs.id}
          conflict={conflict}
          lists={lists}
          onSettle={(mine) => kept.settle(conflict, mine)}
        />
      ))}
    </>
  )
}

function OneConflict({
  conflict,
  lists,
  onSettle,
}: {
  conflict: Conflict
  lists: Lists
  onSettle: (keepsMine: boolean) => void
}) {
  const t = useT()
  const format = useFormat()
  const text = useText()
  const { mine, theirs } = conflict
  const columns = changedColumns(mine, theirs)
  const shown = (column: Column, content: typeof mine | typeof theirs) =>
    shownText(column, content, lists, { t, format, text }) || t('web.activities.history.empty')
  const pairs = (content: typeof mine | typeof theirs) => (
    <dl className="pairs">
      {columns.flatMap((column) => [
        <dt key={`${column} name`}>{t(`web.activities.column.${column}`)}</dt>,
        <dd key={column}>{shown(column, content)}</dd>,
      ])}
    </dl>
  )
  return (
    <Notice tone="attention" title={t('web.activities.conflict', { row: String(theirs.rowNumber ?? '·') })} says>
      <p>{t('web.activities.conflict.words')}</p>
      <div className="diff">
        <div className="stack">
          <h3>{t('web.activities.conflict.mine')}</h3>
          {pairs(mine)}
          <button type="button" onClick={() => onSettle(true)}>
            {t('web.activities.conflict.keep-mine')}
          </button>
        </div>
        <div className="stack">
          <h3>{t('web.activities.conflict.theirs', { at: format.moment(theirs.changedAt) })}</h3>
          {pairs(theirs)}
          <button type="button" onClick={() => onSettle(false)}>
            {t('web.activities.conflict.take-theirs')}
          </button>
        </div>
      </div>
    </Notice>
  )
}
