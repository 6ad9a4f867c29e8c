/** The big button that reads a card; the camera is loaded when it is wanted. */
import { lazy, Suspense, useState } from 'react'
import { readCard } from '../../modules/people/rules/card.ts'
import { useT } from '../languages.ts'
import { Icon } from '../ui/Icon.tsx'

const load = () => import('./Scan.tsx').then(({ Scan }) => ({ default: Scan }))
const Scan = lazy(load)

type Props = {
  onHousehold: (id: string) => void
  /** A number was typed: it may be that of more than one household. */
  onCard: (card: string) => void
  onNothing: () => void
  label?: string
}

export function ScanButton({ onHousehold, onCard, onNothing, label }: Props) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const read = (text: string) => {
    setOpen(false)
    const card = readCard(text)
    if (!card) onNothing()
    else if (card.id) onHousehold(card.id)
    else onCard(card.card)
  }
  return (
    <>
      <button type="button" className="primary huge" onClick={() => setOpen(true)} onPointerEnter={() => void load()}>
        <Icon name="qr" />
        {label ?? t('web.deliver.scan')}
      </button>
      {open && (
        <Suspense>
          <Scan onRead={read} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
