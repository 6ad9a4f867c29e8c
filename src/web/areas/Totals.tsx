/** What the areas add up to, and what they do not: money is added, people are not. */
import type { CrisisPlan } from '../../modules/plan/areas/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { Coverage, Example, useUsd } from './parts.tsx'

export function Totals({ all: { totals, profile } }: { all: CrisisPlan }) {
  const t = useT()
  const format = useFormat()
  const usd = useUsd()
  if (totals.areas === 0 && profile === null) return null
  const people = [
    ['in-need', profile?.peopleInNeed, profile?.examples.includes('peopleInNeed')],
    ['targeted', profile?.peopleTargeted, profile?.examples.includes('peopleTargeted')],
  ] as const
  return (
    <div className="stack">
      <div className="figures">
        {people.map(([name, value, isExample]) =>
          value == null ? null : (
            <div key={name} className="figure big">
              <b>{format.number(value)}</b> {t(`web.areas.people.${name}`)} {isExample && <Example />}
            </div>
          ),
        )}
        {totals.areas > 0 && (
          <div className="figure big">
            <b>{usd(totals.fundingRequiredUsd)}</b> {t('web.areas.required', { n: totals.areas })}{' '}
            {totals.isExample && <Example />}
          </div>
        )}
      </div>
      {totals.areas > 0 && (
        <Coverage required={totals.fundingRequiredUsd} confirmed={totals.fundingConfirmedUsd} isExample={totals.isExample} />
      )}
      {totals.largestPeople !== null && (
        <p className="method">{t('web.areas.people-not-added', { people: totals.largestPeople })}</p>
      )}
    </div>
  )
}
