/** What a part said before: every version, by whom and when; an older one can be taken again. */
import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { TextVersion } from '../../modules/reports/contract.ts'
import { get } from '../api.ts'
import { useFormat, useT } from '../languages.ts'
import { Answer } from '../ui/Answer.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { PlainText } from './Conflict.tsx'
import { useComposer } from './composer.ts'

type Version = z.infer<typeof TextVersion>
type Props = { part: string; label: string; onTake: (body: string) => void; onClose: () => void }

export function HistoryDialog({ part, label, onTake, onClose }: Props) {
  const t = useT()
  const format = useFormat()
  const { overview, language, mayWrite } = useComposer()
  const versions = useQuery({
    queryKey: ['overview', overview.id, 'history', language, part],
    queryFn: () => get<Version[]>(`/overviews/${overview.id}/texts/${language}/${part}/history`),
  })
  return (
    <Dialog title={t('web.reports.history.of', { part: label })} onClose={onClose} wide>
      <Answer query={versions}>
        {(list) => (
          <ol className="history">
            {list.map((version, at) => (
              <li key={version.version}>
                <b>{t('web.reports.history.version', { version: version.version })}</b>{' '}
                <span className="quiet">
                  {version.savedBy} · {format.moment(version.savedAt)}
                </span>
                <PlainText body={version.body} />
                {at > 0 && mayWrite && (
                  <button
                    type="button"
                    onClick={() => {
                      onTake(version.body)
                      onClose()
                    }}
                  >
                    {t('web.reports.history.take')}
                  </button>
                )}
              </li>
            ))}
          </ol>
        )}
      </Answer>
    </Dialog>
  )
}
