/** One place by population group × girls, boys, women, men: need beside target. */
import type { IntersectorLine } from '../../modules/plan/needs/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { Table } from '../ui/Table.tsx'
import { type PlaceLine, whats } from './places.ts'
import type { Shown } from './useNeeds.ts'
import { ages, groups, useLevelName } from './words.ts'

const columns = [...ages, 'total'] as const

export function GroupTable({ line, shown }: { line: PlaceLine; shown: Shown }) {
  const t = useT()
  const format = useFormat()
  const levelName = useLevelName()
  const asked = whats(shown)
  const title = t('web.needs.by-group', { place: levelName(line.level, line.name) })
  const cell = (of: IntersectorLine | undefined, column: (typeof columns)[number]) => (of ? format.number(of[column]) : '–')
  return (
    <Table label={title} className="dense">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th>{t('web.needs.group')}</th>
          {asked.length > 1 && <th>{t('web.needs.shown')}</th>}
          {columns.map((column) => (
            <th key={column} className="n">
              {t(`plan.needs.age.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      {[...groups, 'total' as const].map((group) => (
        <tbody key={group}>
          {asked.map((what, i) => {
            const of = group === 'total' ? line.total[what] : line.groups[what]?.find((one) => one.group === group)
            return (
              <tr key={what}>
                {i === 0 && (
                  <th scope="rowgroup" rowSpan={asked.length}>
                    {group === 'total' ? <b>{t('plan.needs.group.total')}</b> : t(`plan.needs.group.${group}`)}
                  </th>
                )}
                {asked.length > 1 && <td className="quiet">{t(`web.needs.what.${what}`)}</td>}
                {columns.map((column) => (
                  <td key={column} className="n">
                    {column === 'total' || group === 'total' ? <b>{cell(of, column)}</b> : cell(of, column)}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      ))}
    </Table>
  )
}
