/** One table of people reached: a line per key, a column per method, totals by method; sorted by any column. */
import { useState } from 'react'
import type { By, Reached } from '../../modules/figures/contract.ts'
import { useFormat, useT } from '../languages.ts'
import type { Search } from '../scope.ts'
import { Go } from '../ui/Go.tsx'
import { Table } from '../ui/Table.tsx'
import { useFigureScope } from './scope.ts'

const filterOf: Partial<Record<By, string>> = {
  country: 'country',
  admin1: 'admin1',
  sector: 'sector',
  organisation: 'organisation',
  month: 'month',
}

/** -1: as the list stands; else the number of the column, largest first. */
const asListed = -1

export function ReachedTable({ table }: { table: Reached }) {
  const t = useT()
  const format = useFormat()
  const { rows } = useFigureScope()
  const [sort, setSort] = useState(asListed)
  const lines = sort === asListed ? table.lines : table.lines.toSorted((a, b) => (b.values[sort] ?? 0) - (a.values[sort] ?? 0))
  const people = (value: number) => format.number(Math.round(value))
  const name = t(`web.figures.by.${table.by}`)
  const search = (key: string): Search =>
    table.by === 'month' ? rows({ month: key, from: undefined, until: undefined }) : rows({ [filterOf[table.by] ?? '']: key })
  return (
    <>
      <p>{t('web.figures.table.range', { least: people(table.range.least), most: people(table.range.most) })}</p>
      <Table label={t('web.figures.table', { by: name })} tall={table.lines.length > 25}>
        <thead>
          <tr>
            <th aria-sort={sort === asListed ? 'ascending' : undefined}>
              <button type="button" onClick={() => setSort(asListed)}>
                {name}
              </button>
            </th>
            {table.methods.map((method, at) => (
              <th key={method} className="n" aria-sort={sort === at ? 'descending' : undefined}>
                <button type="button" onClick={() => setSort(at)}>
                  {t(`web.figures.method.${method}`)}
                </button>
              </th>
            ))}
            <th className="n">{t('web.figures.rows')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key}>
              <th scope="row">{table.by === 'month' ? format.month(line.key) : line.name}</th>
              {line.values.map((value, at) => (
                <td key={table.methods[at]} className="n">
                  {people(value)}
                </td>
              ))}
              <td className="n">
                {filterOf[table.by] ? (
                  <Go to="/activities" search={search(line.key)}>
                    {format.number(line.rows)}
                  </Go>
                ) : (
                  format.number(line.rows)
                )}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('web.figures.all')}</th>
            {table.total.map((value, at) => (
              <td key={table.methods[at]} className="n">
                {people(value)}
              </td>
            ))}
            <td />
          </tr>
        </tfoot>
      </Table>
      <p className="quiet">
        {t(table.by === 'sector' || table.by === 'organisation' ? 'web.figures.table.overlap' : 'web.figures.table.adds')}{' '}
        {t('web.figures.counted', { at: format.moment(table.countedAt) })}
      </p>
    </>
  )
}
