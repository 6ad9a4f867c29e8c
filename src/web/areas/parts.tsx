/** Small parts of the plan as it is told. */

import { useCountryName } from '../countries.ts'
import { useFormat, useT } from '../languages.ts'
import { Badge } from '../ui/Badge.tsx'

export const Paragraphs = ({ words }: { words: string }) =>
  words
    .split(/\n\s*\n/)
    .filter((paragraph) => paragraph.trim())
    .map((paragraph) => <p key={paragraph.slice(0, 80)}>{paragraph}</p>)

/** Marks a number that is an example and nobody's figure. */
export function Example() {
  return <Badge tone="attention">{useT()('web.areas.example')}</Badge>
}

/** Cents where there are any, then both digits. */
const cents = { minimumFractionDigits: 2, maximumFractionDigits: 2, trailingZeroDisplay: 'stripIfInteger' } as const

export function useUsd(): (value: number) => string {
  const t = useT()
  const format = useFormat()
  return (value) => t('web.areas.usd', { usd: format.number(value, cents) })
}

export function Presence({ countries }: { countries: string[] }) {
  const t = useT()
  const format = useFormat()
  const country = useCountryName()
  if (countries.length === 0) return null
  const names = format.list(format.sorted(countries.map(country), (name) => name))
  return <p className="quiet">{t('web.areas.presence', { n: countries.length, countries: names })}</p>
}

/** How much of what is asked is confirmed: a bar, the share and both sums in words. */
export function Coverage({
  required,
  confirmed,
  isExample,
}: {
  required: number | null
  confirmed: number | null
  isExample: boolean
}) {
  const t = useT()
  const format = useFormat()
  const usd = useUsd()
  if (required === null || required === 0) return <p className="quiet">{t('web.areas.nothing-asked')}</p>
  const share = (confirmed ?? 0) / required
  const percent = format.number(share, { style: 'percent', maximumFractionDigits: 0 })
  return (
    <div className="coverage">
      <progress max={1} value={Math.min(1, share)} aria-label={t('web.areas.coverage')} />
      <p>
        {t(confirmed === null ? 'web.areas.coverage.unknown' : 'web.areas.coverage.words', {
          required: usd(required),
          confirmed: usd(confirmed ?? 0),
          percent,
        })}{' '}
        {isExample && <Example />}
      </p>
    </div>
  )
}
