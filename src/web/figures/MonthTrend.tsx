/** People reached month by month: a line and its table. */
import type { Dashboard } from '../../modules/figures/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { Go } from '../ui/Go.tsx'
import { Table } from '../ui/Table.tsx'
import { Trend } from '../ui/Trend.tsx'
import { useFigureScope } from './scope.ts'

export function MonthTrend({ figures }: { figures: Dashboard }) {
  const t = useT()
  const format = useFormat()
  const { rows } = useFigureScope()
  const { months } = figures
  const points = months.map(({ month, people }) => ({
    key: month,
    label: format.month(month, 'short'),
    value: people,
    shown: format.number(Math.round(people)),
  }))
  return (
    <section className="stack">
      <h2>{t('web.figures.by-month')}</h2>
      {points.length > 1 && (
        <Trend
          points={points}
          words={t('web.figures.trend', { months: points.map((p) => `${p.label} ${p.shown}`).join(', ') })}
        />
      )}
      <Table label={t('web.figures.by-month')} className="dense">
        <thead>
          <tr>
            <th>{t('web.figures.month')}</th>
            <th className="n">{t('web.figures.persons')}</th>
          </tr>
        </thead>
        <tbody>
          {months.map(({ month, people }) => (
            <tr key={month}>
              <th scope="row">{format.month(month)}</th>
              <td className="n">
                <Go to="/activities" search={rows({ month, from: undefined, until: undefined })}>
                  {format.number(Math.round(people))}
                </Go>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  )
}
