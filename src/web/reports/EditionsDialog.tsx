/** What was published, and the way to take it off the public pages. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { send } from '../api.ts'
import { useFormat, useT } from '../languages.ts'
import { Badge } from '../ui/Badge.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { useComposer } from './composer.ts'

export function EditionsDialog({ onClose }: { onClose: () => void }) {
  const t = useT()
  const format = useFormat()
  const { overview } = useComposer()
  const queries = useQueryClient()
  const [asking, setAsking] = useState<number>()
  const withdraw = useMutation({
    mutationFn: (edition: number) => send('POST', `/overviews/${overview.id}/withdraw`, { edition }),
    onSettled: () => {
      setAsking(undefined)
      return queries.invalidateQueries({ queryKey: ['overview', overview.id] })
    },
  })
  return (
    <Dialog title={t('web.reports.editions.title')} onClose={onClose} wide>
      {withdraw.isError && <ProblemNotice error={withdraw.error} />}
      <ol className="history">
        {overview.publications.map((one) => (
          <li key={one.edition}>
            <b>{t('web.reports.edition', { edition: one.edition })}</b>{' '}
            {one.withdrawn ? (
              <Badge tone="attention">{t('web.reports.withdrawn')}</Badge>
            ) : (
              <Badge tone="good">{t('web.reports.public')}</Badge>
            )}
            <br />
            <span className="quiet">
              {one.publishedBy} · {format.moment(one.publishedAt)} · {one.languages.join(', ')}
            </span>
            <div className="row">
              {!one.withdrawn &&
                one.languages.map((language) => (
                  <a key={language} href={`/overviews/${overview.slug}?language=${language}`} lang={language}>
                    {t('web.reports.open-public', { language })}
                  </a>
                ))}
              {!one.withdrawn && overview.may.publish && asking !== one.edition && (
                <button type="button" className="danger" onClick={() => setAsking(one.edition)}>
                  {t('web.reports.withdraw')}
                </button>
              )}
            </div>
            {asking === one.edition && (
              <div className="stack">
                <p>{t('web.reports.withdraw.words', { edition: one.edition })}</p>
                <div className="row">
                  <button
                    type="button"
                    className="danger"
                    disabled={withdraw.isPending}
                    onClick={() => withdraw.mutate(one.edition)}
                  >
                    {t('web.reports.withdraw.do', { edition: one.edition })}
                  </button>
                  <button type="button" onClick={() => setAsking(undefined)}>
                    {t('web.reports.not-yet')}
                  </button>
                </div>
              </div>
            )}
          </li>
        ))}
      </ol>
    </Dialog>
  )
}
