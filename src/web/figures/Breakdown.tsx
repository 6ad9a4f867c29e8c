/** People reached by age and gender, or by population group: number and share. */
import { useFormat, useT } from '../languages.ts'
import { Table } from '../ui/Table.tsx'
import { BarCell } from './BarCell.tsx'

export function Breakdown({ name, cells }: { name: 'age-gender' | 'population'; cells: Record<string, number> }) {
  const t = useT()
  const format = useFormat()
  const filled = Object.entries(cells).filter(([, people]) => people > 0)
  const sum = filled.reduce((all, [, people]) => all + people, 0)
  const most = Math.max(...filled.map(([, people]) => people), 1)
  const title = t(`web.figures.by-${name}`)
  if (sum === 0) return null
  return (
    <Table label={title} className="bars">
      <caption>
        {title} <small>{t('web.figures.as-given')}</small>
      </caption>
      <thead>
        <tr>
          <th>{t('web.figures.group')}</th>
          <th className="n">{t('web.figures.persons')}</th>
          <th>
            <span className="hide">{t('web.figures.length')}</span>
          </th>
          <th className="n">{t('web.figures.share')}</th>
        </tr>
      </thead>
      <tbody>
        {filled.map(([cell, people]) => (
          <tr key={cell}>
            <th scope="row">{t(`web.figures.cell.${cell}`)}</th>
            <td className="n">{format.number(Math.round(people))}</td>
            <BarCell value={people} most={most} />
            <td className="n quiet">{format.number(people / sum, { style: 'percent' })}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('web.figures.all')}</th>
          <td className="n">{format.number(Math.round(sum))}</td>
          <td />
          <td />
        </tr>
      </tfoot>
    </Table>
  )
}
