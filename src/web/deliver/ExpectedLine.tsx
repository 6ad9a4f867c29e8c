/** One household of a list: expected, or came. */
import type { Service } from '../../modules/delivery/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { Badge } from '../ui/Badge.tsx'
import { Go } from '../ui/Go.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { Line } from './expected.ts'
import { toneOf } from './states.ts'
import { useAmount, useUsd } from './useAmount.ts'

type Props = {
  line: Line
  service: Service | undefined
  onTick: (() => void) | undefined
  /** Where its planned value may be changed. */
  onPlan: (() => void) | undefined
  onUndo: () => void
}

export function ExpectedLine({ line, service, onTick, onPlan, onUndo }: Props) {
  const t = useT()
  const format = useFormat()
  const { came, head, card, size, quantity, household } = line
  const name = head || card
  const usd = useUsd()
  const count = useAmount(service)(quantity)
  const worth = (came ? came.cashValueUsd : line.cashValueUsd) ?? null
  const isOther = came && came.cashValueUsd !== null && line.cashValueUsd !== null && came.cashValueUsd !== line.cashValueUsd
  const notes = [
    isOther && t('web.deliver.planned.of', { planned: usd(line.cashValueUsd ?? 0) }),
    (line.changes ?? []).length > 0 && t('web.deliver.planned.own'),
  ].filter(Boolean)
  return (
    <li className="entry expected">
      <span>{came ? <Icon name="check" /> : null}</span>
      <span className="what">
        <Go to={`/deliver/${household}`}>{name}</Go>
        <br />
        <small>
          {t('web.deliver.size', { n: size })} · <span className="whole">{card}</span>
          {worth !== null && ` · ${count}`}
        </small>
      </span>
      <span className="worth">
        <b className="whole">{worth === null ? count : usd(worth)}</b>
        {notes.length > 0 && <small>{notes.join(', ')}</small>}
        {onPlan && !came && (
          <button
            type="button"
            className="plain beside"
            onClick={onPlan}
            aria-label={t('web.deliver.planned.change-of', { name })}
          >
            {t('web.deliver.planned.change')}
          </button>
        )}
      </span>
      {came && (
        <span className="state row">
          <Badge
            tone={came.state === 'waiting' ? undefined : toneOf[came.state]}
            icon={came.state === 'waiting' ? 'offline' : undefined}
          >
            {t('web.deliver.list.came', { at: format.moment(came.at) })}
            {came.state === 'double' && ` · ${t('web.deliver.state.double')}`}
          </Badge>
          {came.collectedBy && <small>{t('web.deliver.entries.collected', { name: came.collectedBy })}</small>}
        </span>
      )}
      {came ? (
        <button type="button" className="plain acts" onClick={onUndo} aria-label={t('web.deliver.entries.undo', { what: name })}>
          <Icon name="undo" />
        </button>
      ) : (
        onTick && (
          <button type="button" className="acts" onClick={onTick} aria-label={t('web.deliver.list.give-to', { name })}>
            {t('web.deliver.list.give')}
          </button>
        )
      )}
    </li>
  )
}
