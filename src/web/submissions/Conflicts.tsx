/** Somebody else wrote to the same activity meanwhile: what I typed beside what stands there now, and a choice. */
import type { Lists } from '../../modules/plan/rules/lists.ts'
import type { ActivityCell } from '../../modules/plan/submissions/contract.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { Notice } from '../ui/Notice.tsx'
import { shownText } from './names.ts'
import { fromServer } from './rows.ts'
import type { Saving } from './useSaving.ts'

export function Conflicts({ saving, lists }: { saving: Saving; lists: Lists }) {
  const t = useT()
  const format = useFormat()
  const text = useText()
  return saving.conflicts.map((conflict) => {
    const { mine, theirs } = conflict
    const cells = Object.keys(mine.typed) as ActivityCell[]
    const row = fromServer(theirs)
    return (
      <Notice key={theirs.id} tone="attention" title={t('web.submissions.conflict', { name: theirs.cells.title ?? '' })} says>
        <div className="diff">
          <div className="stack">
            <h3>{t('web.submissions.conflict.mine', { version: mine.version })}</h3>
            <dl className="pairs">
              {cells.flatMap((cell) => [
                <dt key={`${cell} n`}>{t(`plan.submission.cell.${cell}`)}</dt>,
                <dd key={cell}>{mine.typed[cell] || '–'}</dd>,
              ])}
            </dl>
            <button type="button" onClick={() => saving.decide(conflict, true)}>
              {t('web.submissions.conflict.keep-mine')}
            </button>
          </div>
          <div className="stack">
            <h3>{t('web.submissions.conflict.theirs', { version: theirs.version, at: format.moment(theirs.changedAt) })}</h3>
            <dl className="pairs">
              {cells.flatMap((cell) => [
                <dt key={`${cell} n`}>{t(`plan.submission.cell.${cell}`)}</dt>,
                <dd key={cell}>{shownText(cell, row, lists, { format, text }) || '–'}</dd>,
              ])}
            </dl>
            <button type="button" onClick={() => saving.decide(conflict, false)}>
              {t('web.submissions.conflict.take-theirs')}
            </button>
          </div>
        </div>
      </Notice>
    )
  })
}
