/** Asks once before an area is removed, and names it. */
import { useState } from 'react'
import type { Area } from '../../modules/plan/areas/contract.ts'
import { useT, useText } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { useWriteAreas } from './useAreas.ts'

export function RemoveArea({ plan, area, onDone }: { plan: string; area: Area; onDone: () => void }) {
  const t = useT()
  const name = useText()(area.names)
  const [asking, ask] = useState(false)
  const remove = useWriteAreas(plan, onDone)
  return (
    <>
      <button type="button" className="danger end" onClick={() => ask(true)}>
        {t('web.areas.remove')}
      </button>
      {asking && (
        <Dialog title={t('web.areas.remove.named', { name })} onClose={() => ask(false)}>
          {remove.isError && <ProblemNotice error={remove.error} />}
          <p>{t('web.areas.remove.words')}</p>
          <p className="row">
            <button
              type="button"
              className="danger"
              onClick={() => remove.mutate({ method: 'DELETE', path: `/${area.id}?version=${area.version}` })}
            >
              {t('web.areas.remove')}
            </button>
            <button type="button" onClick={() => ask(false)}>
              {t('web.areas.leave')}
            </button>
          </p>
        </Dialog>
      )}
    </>
  )
}
