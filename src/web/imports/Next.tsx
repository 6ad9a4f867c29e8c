/** What to do after an import: open the rows, download what must be mended, or take it all back. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Import } from '../../modules/activities/imports/contract.ts'
import { address, send } from '../api.ts'
import { useT } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Go } from '../ui/Go.tsx'
import { Icon } from '../ui/Icon.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'

const everywhere = { country: undefined, organisation: undefined, month: undefined, from: undefined, until: undefined }

export function Next({ one }: { one: Import }) {
  const t = useT()
  const kept = one.rowsRead - one.rowsRefused
  return (
    <aside className="stack" aria-label={t('web.imports.next')}>
      <div className="panel stack">
        <h3>{t('web.imports.next')}</h3>
        {one.rowsWithFindings > 0 && (
          <Go
            to="/activities"
            className="button primary"
            search={{ ...everywhere, plan: one.plan, importId: one.id, finding: 'any' }}
          >
            {t('web.imports.next.open', { n: one.rowsWithFindings })}
          </Go>
        )}
        {kept > 0 && (
          <Go
            to="/activities"
            className={one.rowsWithFindings > 0 ? 'button' : 'button primary'}
            search={{ ...everywhere, plan: one.plan, importId: one.id }}
          >
            {t('web.imports.next.open-all', { n: kept })}
          </Go>
        )}
        {one.rowsWithFindings > 0 && (
          <a className="button" href={address(`/imports/${one.id}/findings.xlsx`)} download>
            <Icon name="download" />
            {t('web.imports.next.findings')}
          </a>
        )}
        {one.rowsRefused > 0 && (
          <a className="button" href={address(`/imports/${one.id}/refused.xlsx`)} download>
            <Icon name="download" />
            {t('web.imports.next.refused')}
          </a>
        )}
        <p className="quiet">{t('web.imports.next.words')}</p>
      </div>
      {one.may.takeBack && <TakeBack one={one} />}
    </aside>
  )
}

function TakeBack({ one }: { one: Import }) {
  const t = useT()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const takeBack = useMutation({
    mutationFn: () => send('DELETE', `/imports/${one.id}`),
    onSuccess: async () => {
      setAsking(false)
      await queries.invalidateQueries()
    },
  })
  const rows = one.rowsRead - one.rowsRefused
  return (
    <div className="panel stack">
      <h3>{t('web.imports.undo')}</h3>
      <p className="quiet">{t('web.imports.undo.words')}</p>
      <button type="button" className="danger" onClick={() => setAsking(true)}>
        <Icon name="undo" />
        {t('web.imports.undo.do')}
      </button>
      {asking && (
        <Dialog title={t('web.imports.undo.ask', { name: one.fileName })} onClose={() => setAsking(false)}>
          <p>{t('web.imports.undo.ask.words', { n: rows })}</p>
          {takeBack.isError && <ProblemNotice error={takeBack.error} />}
          <div className="row">
            <button type="button" className="danger" disabled={takeBack.isPending} onClick={() => takeBack.mutate()}>
              {t('web.imports.undo.yes', { n: rows })}
            </button>
            <button type="button" onClick={() => setAsking(false)}>
              {t('web.ui.cancel')}
            </button>
          </div>
        </Dialog>
      )}
    </div>
  )
}
