/** Countries whose own row is not what their places add up to: both numbers and the gap between them. */
import type { IntersectorGap, What } from '../../modules/plan/needs/contract.ts'
import { useCountryName } from '../countries.ts'
import { useFormat, useT } from '../languages.ts'
import { Icon } from '../ui/Icon.tsx'
import { Table } from '../ui/Table.tsx'

export function CountryGaps({ gaps }: { gaps: (IntersectorGap & { what: What })[] }) {
  const t = useT()
  const format = useFormat()
  const countryName = useCountryName()
  if (gaps.length === 0) return null
  return (
    <details>
      <summary>
        <Icon name="nottie" /> {t('web.needs.gaps', { count: gaps.length })}
      </summary>
      <p className="quiet">{t('web.needs.gaps.words')}</p>
      <Table label={t('web.needs.gaps', { count: gaps.length })}>
        <thead>
          <tr>
            <th>{t('web.ui.scope.country')}</th>
            <th>{t('web.needs.shown')}</th>
            <th className="n">{t('web.needs.gaps.own')}</th>
            <th className="n">{t('web.needs.gaps.parts')}</th>
            <th className="n">{t('web.needs.gaps.difference')}</th>
          </tr>
        </thead>
        <tbody>
          {gaps.map((gap) => (
            <tr key={`${gap.what} ${gap.country}`}>
              <th scope="row">{countryName(gap.country)}</th>
              <td>{t(`web.needs.what.${gap.what}`)}</td>
              <td className="n">{format.number(gap.own)}</td>
              <td className="n">{format.number(gap.parts)}</td>
              <td className="n">{format.number(gap.difference, { signDisplay: 'exceptZero' })}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </details>
  )
}
