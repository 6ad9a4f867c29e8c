/** Keeping a household from being erased, or erasing it: asked once, with what follows. */
import { useState } from 'react'
import type { Household } from '../../modules/people/contract.ts'
import { useT } from '../languages.ts'
import { ReasonDialog } from './ReasonDialog.tsx'

export function ManagePart({ household }: { household: Household }) {
  const t = useT()
  const [open, setOpen] = useState<'hold' | 'erase'>()
  const isHeld = household.holdReason !== null
  if (!household.may.manage) return null
  return (
    <section className="stack" aria-labelledby="keeping">
      <h2 id="keeping">{t('web.people.keeping')}</h2>
      <div className="row">
        <button type="button" onClick={() => setOpen('hold')}>
          {t(isHeld ? 'web.people.hold.end' : 'web.people.hold')}
        </button>
        <button type="button" className="danger" disabled={isHeld || !!household.heldWith} onClick={() => setOpen('erase')}>
          {t('web.people.erase')}
        </button>
      </div>
      {isHeld && <p className="help">{t('web.people.hold.erase')}</p>}
      {open && <KeepingDialog key={open} what={open} household={household} onClose={() => setOpen(undefined)} />}
    </section>
  )
}

type Props = { what: 'hold' | 'erase'; household: Household; onClose: () => void }

/** Said with a reason; a household that is kept is let go without one. */
export function KeepingDialog({ what, household, onClose }: Props) {
  const t = useT()
  const isGoing = what === 'hold' && household.holdReason !== null
  const words = isGoing ? 'hold.end' : what
  const about = { n: household.persons.length, card: household.card }
  return (
    <ReasonDialog
      title={t('web.people.of-card', { what: t(`web.people.${words}`), card: household.card })}
      words={t(`web.people.${words}.words`, about)}
      deed={t(isGoing ? 'web.people.hold.end' : `web.people.${what}.do`, about)}
      isDanger={what === 'erase'}
      isGoing={isGoing}
      method={what === 'hold' ? 'PUT' : 'POST'}
      path={what}
      household={household.id}
      onClose={onClose}
    />
  )
}
