/** Shares of girls, boys, women and men by country and sector: for missing breakdowns, and for the method by cell. */
import type { PlanLists } from '../../modules/plan/contract.ts'
import { useCountryName } from '../countries.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { Table } from '../ui/Table.tsx'

const cells = ['girls', 'boys', 'women', 'men'] as const

export function ProportionsTab({ lists }: { lists: PlanLists }) {
  const t = useT()
  const text = useText()
  const format = useFormat()
  const country = useCountryName()
  const sector = new Map(lists.sectors.map((one) => [one.id, text(one.names, one.name)]))
  const place = new Map(lists.places.map((one) => [one.code, one.names[0]]))
  if (lists.proportions.length === 0) return <p>{t('web.plan.proportions.none')}</p>
  return (
    <Table label={t('web.plan.tab.proportions')} className="dense" tall>
      <thead>
        <tr>
          <th>{t('web.ui.scope.country')}</th>
          <th>{t('web.figures.by.admin1')}</th>
          <th>{t('web.figures.sector')}</th>
          {cells.map((cell) => (
            <th key={cell} className="n">
              {t(`web.figures.cell.${cell}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lists.proportions.map((one) => (
          <tr key={`${one.country} ${one.admin1} ${one.sectorId}`}>
            <th scope="row">{country(one.country)}</th>
            <td>{one.admin1 === '' ? t('web.plan.whole-country') : (place.get(one.admin1) ?? one.admin1)}</td>
            <td>{sector.get(one.sectorId)}</td>
            {cells.map((cell) => (
              <td key={cell} className="n">
                {format.number(one[cell], { style: 'percent', maximumFractionDigits: 1 })}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
