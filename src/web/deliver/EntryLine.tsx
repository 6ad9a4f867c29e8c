/** One entry of the day: when, what, for whom, whether it was sent. */
import { useCatalogue } from '../field/catalogue.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { Badge } from '../ui/Badge.tsx'
import { Go } from '../ui/Go.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { Entry } from './entries.ts'
import { toneOf } from './states.ts'
import { unitOf } from './tiles.ts'

export function EntryLine({ entry, onUndo }: { entry: Entry; onUndo: () => void }) {
  const t = useT()
  const text = useText()
  const format = useFormat()
  const { services } = useCatalogue()
  const service = services?.find((one) => one.id === entry.service)
  const amount = `${format.number(entry.quantity)} ${service ? unitOf(service, entry.quantity, format.language) : ''}`.trim()
  const who = entry.name || entry.card || t('web.deliver.group.people', { n: entry.people })
  return (
    <li className="entry" data-reversed={entry.isReversed || undefined}>
      <span className="quiet">{timeOf(entry.at)}</span>
      <span className="what">
        <b>{text(service?.names, '')}</b> · {amount}
        <br />
        {entry.household ? <Go to={`/deliver/${entry.household}`}>{who}</Go> : who}
        {entry.collectedBy && <small> {t('web.deliver.entries.collected', { name: entry.collectedBy })}</small>}
      </span>
      <span className="state row">
        {entry.isReversed ? (
          <Badge icon="undo">{t('web.deliver.entries.reversed')}</Badge>
        ) : (
          <Badge
            tone={entry.state === 'waiting' ? undefined : toneOf[entry.state]}
            icon={entry.state === 'waiting' ? 'offline' : undefined}
          >
            {t(`web.deliver.state.${entry.state}`)}
          </Badge>
        )}
        {(entry.problem || entry.reason) && <small>{entry.problem || entry.reason}</small>}
      </span>
      {entry.mayUndo && (
        <button
          type="button"
          className="plain acts"
          onClick={onUndo}
          aria-label={t('web.deliver.entries.undo', { what: `${text(service?.names, '')}, ${who}` })}
        >
          <Icon name="undo" />
        </button>
      )}
    </li>
  )
}

const timeOf = (iso: string): string => new Date(iso).toTimeString().slice(0, 5)
