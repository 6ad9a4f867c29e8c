/** What was planned for a household before, who changed it and why. */
import type { Expected } from '../../modules/delivery/distributions/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { useUsd } from './useAmount.ts'

export function PlannedChanges({ changes }: { changes: Expected['changes'] }) {
  const t = useT()
  const format = useFormat()
  const usd = useUsd()
  if (changes.length === 0) return null
  return (
    <section className="stack" aria-label={t('web.deliver.planned.before')}>
      <h3>{t('web.deliver.planned.before')}</h3>
      <ul className="said">
        {changes.map((one) => (
          <li key={`${one.at} ${one.was}`}>
            <b>{t('web.deliver.planned.from-to', { was: usd(one.was), becomes: usd(one.becomes) })}</b>
            <br />
            {one.reason}
            <br />
            <small className="quiet">{[one.by, format.moment(one.at)].filter(Boolean).join(' · ')}</small>
          </li>
        ))}
      </ul>
    </section>
  )
}
