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
  const { came, head, card, size, quantity, household } = line
  const name = head || card
  const count = useAmount(service)(quantity)
  return (
    <li className="entry expected">
      <span>{came ? <Icon name="check" /> : null}</span>
      <span className="what">
        <Go to={`/deliver/${household}`}>{name}</Go>
        <br />
        <small>
          {t('web.deliver.size', { n: size })} · <span className="whole">{card}</span>
          {worthIn(line) !== null && ` · ${count}`}
        </small>
      </span>
      <WorthOfLine line={line} count={count} name={name} onPlan={onPlan} />
      {came && <CameBadge came={came} />}
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

/** In USD: of who has come, what was given; else what is planned. */
const worthIn = ({ came, cashValueUsd }: Line): number | null => (came ? came.cashValueUsd : cashValueUsd) ?? null

type WorthProps = Pick<Props, 'line' | 'onPlan'> & { count: string; name: string }

function WorthOfLine({ line, count, name, onPlan }: WorthProps) {
  const t = useT()
  const usd = useUsd()
  const { came, cashValueUsd, changes = [] } = line
  const worth = worthIn(line)
  const isOther = came && came.cashValueUsd !== null && cashValueUsd !== null && came.cashValueUsd !== cashValueUsd
  const notes = [
    isOther && t('web.deliver.planned.of', { planned: usd(cashValueUsd ?? 0) }),
    changes.length > 0 && t('web.deliver.planned.own'),
  ].filter(Boolean)
  return (
    <span className="worth">
      <b className="whole">{worth === null ? count : usd(worth)}</b>
      {notes.length > 0 && <small>{notes.join(', ')}</small>}
      {onPlan && !came && (
        <button type="button" className="plain beside" onClick={onPlan} aria-label={t('web.deliver.planned.change-of', { name })}>
          {t('web.deliver.planned.change')}
        </button>
      )}
    </span>
  )
}

function CameBadge({ came }: { came: NonNullable<Line['came']> }) {
  const t = useT()
  const format = useFormat()
  return (
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
  )
}
