/** People reached by sector, largest first. Sectors overlap: they are never added here. */
import type { Dashboard } from '../../modules/figures/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { Go } from '../ui/Go.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Table } from '../ui/Table.tsx'
import { BarCell } from './BarCell.tsx'
import { useFigureScope } from './scope.ts'

export function SectorBars({ figures }: { figures: Dashboard }) {
  const t = useT()
  const format = useFormat()
  const { rows } = useFigureScope()
  const sectors = figures.sectors.toSorted((a, b) => b.people - a.people)
  const most = Math.max(...sectors.map((sector) => sector.people), 1)
  return (
    <section className="stack">
      <Table label={t('web.figures.by-sector')} className="bars">
        <caption>
          {t('web.figures.by-sector')} <small>{t('web.figures.sectors-overlap')}</small>
        </caption>
        <thead>
          <tr>
            <th>{t('web.figures.sector')}</th>
            <th className="n">{t('web.figures.persons')}</th>
            <th>
              <span className="hide">{t('web.figures.length')}</span>
            </th>
            <th className="n">{t('web.figures.countries')}</th>
          </tr>
        </thead>
        <tbody>
          {sectors.map((sector) => (
            <tr key={sector.id} data-sector={sector.look}>
              <th scope="row">
                <Icon name={sector.look} sector /> {sector.name}
              </th>
              <td className="n">
                <Go to="/activities" search={rows({ sector: String(sector.id) })}>
                  {format.number(Math.round(sector.people))}
                </Go>
              </td>
              <BarCell value={sector.people} most={most} />
              <td className="n">{format.number(sector.countries)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  )
}
