/** What was given and to whom, and whether it was sent yet: it changes while one looks at it. */
import type { Service } from '../../modules/delivery/contract.ts'
import type { Done } from '../field/field.ts'
import { useOutbox } from '../field/useOutbox.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { Notice } from '../ui/Notice.tsx'
import { sentState, toneOf } from './states.ts'
import { useAmount } from './useAmount.ts'

type Props = { done: Done; service: Service; quantity: number; name: string }

export function SavedNotice({ done, service, quantity, name }: Props) {
  const t = useT()
  const text = useText()
  const format = useFormat()
  const { all } = useOutbox()
  const amount = useAmount(service)(quantity)
  const now = all.find((one) => one.id === done.id) ?? done
  const state = sentState(now)
  return (
    <Notice tone={toneOf[state]} title={t('web.deliver.saved.title', { amount, what: text(service.names), name })} says>
      <p>{[format.moment(now.doneAt), t(`web.deliver.state.${state}.words`)].join(' · ')}</p>
      {now.problem && <p>{now.problem.title}</p>}
    </Notice>
  )
}
