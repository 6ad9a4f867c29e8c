/** Rows kept on this device and not sent yet: save them, or take the changes back. */
import type { Lists } from '../../modules/activities/rules/lists.ts'
import { useT } from '../languages.ts'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { Conflicts } from './Conflicts.tsx'
import { DiscardButton } from './DiscardButton.tsx'
import { withKept } from './rows.ts'
import type { Kept } from './useKept.ts'

export function KeptBar({ kept, lists }: { kept: Kept; lists: Lists }) {
  const t = useT()
  const rows = [...kept.rows.values()]
  const { saving } = kept
  if (rows.length === 0)
    return saving.isSuccess && saving.data > 0 ? (
      <Notice tone="good" title={t('web.activities.saved', { n: saving.data })} says />
    ) : null
  const blocked = rows.filter((row) => withKept(undefined, row, lists).isBlocked).length
  return (
    <div className="stack kept-bar">
      <div className="notice" data-tone={kept.isWritten ? 'info' : 'wrong'} role="status">
        <Icon name={kept.isWritten ? 'history' : 'wrong'} />
        <div className="notice-words">
          <b>{t(kept.isWritten ? 'web.activities.kept' : 'web.activities.kept.not', { n: rows.length })}</b>
          {!kept.isWritten && <p>{t('web.activities.kept.not.words')}</p>}
          {blocked > 0 && <p className="quiet">{t('web.activities.kept.blocked', { n: blocked })}</p>}
        </div>
        <div className="row end">
          <DiscardButton ids={rows.map((row) => row.id)} onDrop={kept.drop} />
          <button
            type="button"
            className="primary"
            disabled={saving.isPending}
            onClick={() => saving.mutate(rows.map((row) => row.id))}
          >
            {saving.isPending ? t('web.activities.saving') : t('web.activities.save', { n: rows.length })}
          </button>
        </div>
      </div>
      {saving.isError && <ProblemNotice error={saving.error} />}
      <Conflicts kept={kept} lists={lists} />
    </div>
  )
}
