/** Asks once more about a large number: a slip of the finger would go straight into the figures. */
import type { Service } from '../../modules/delivery/contract.ts'
import { useT } from '../languages.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { useAmount } from './useAmount.ts'

type Props = { service: Service | undefined; people: number; quantity: number; onYes: () => void; onNo: () => void }

export function Sure({ service, people, quantity, onYes, onNo }: Props) {
  const t = useT()
  const amount = useAmount(service)(quantity)
  return (
    <ConfirmDialog
      title={t('web.deliver.group.sure')}
      does={t('web.deliver.group.sure.yes')}
      keeps={t('web.deliver.group.sure.no')}
      tone="primary"
      onDo={onYes}
      onClose={onNo}
    >
      <p>{t('web.deliver.group.sure.words', { amount, n: people })}</p>
    </ConfirmDialog>
  )
}
