/** One table of counted people, crosswise where it has two sides or three; each number opens to the computed rows behind it. */
import type { Counted } from '../../modules/figures/counted/contract.ts'
import { useFormat, useT } from '../languages.ts'
import type { Search } from '../scope.ts'
import { Go } from '../ui/Go.tsx'
import { Table } from '../ui/Table.tsx'
import { type Crossed, crossed } from './crossing.ts'

export function CountedTable({ table }: { table: Counted }) {
  const t = useT()
  const format = useFormat()
  const across = crossed(table)
  return (
    <>
      {across ? <Across table={table} across={across} /> : <Listed table={table} />}
      <p className="quiet">
        {table.sides.some((side) => side !== 'group' && side !== 'age-gender') && `${t('web.figures.counted.overlap')} `}
        {across?.rows.some((row) => row.cells.some((cell) => cell?.grouped)) && `${t('web.figures.counted.grouped.cell')} `}
        {table.hidden > 0 && `${t('web.figures.counted.hidden', { n: table.hidden })} `}
        {t('web.figures.counted', { at: format.moment(table.countedAt) })}
      </p>
    </>
  )
}

function useSideName({ sides }: Counted) {
  const format = useFormat()
  return (at: number, key: string, name: string) => (sides[at] === 'month' ? format.month(key) : name)
}

function Across({ table, across: { columns, rows } }: { table: Counted; across: Crossed }) {
  const t = useT()
  const format = useFormat()
  const nameOf = useSideName(table)
  const last = table.sides.length - 1
  const isOneYear = new Set(columns.map(({ key }) => key.slice(0, 4))).size === 1
  const headOf = ({ key, name }: Crossed['columns'][number]) =>
    table.sides[last] === 'month' && isOneYear ? format.month(key, 'short') : nameOf(last, key, name)
  return (
    <Table
      label={t('web.figures.counted.table', { by: t(`web.figures.counted.by.${table.by}`) })}
      tall={rows.length > 25}
      className="across"
    >
      <thead>
        <tr>
          {table.sides.slice(0, last).map((side) => (
            <th key={side}>{t(`web.figures.counted.by.${side}`)}</th>
          ))}
          {columns.map((column) => (
            <th key={column.key} className="n">
              {headOf(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, n) => (
          <tr key={row.keys.join(' ')}>
            {row.names.map((name, at) => {
              const isAgain = at === 0 && last > 1 && rows[n - 1]?.keys[0] === row.keys[0]
              return (
                <th key={table.sides[at]} scope="row">
                  {isAgain ? <span className="hide">{nameOf(at, row.keys[at]!, name)}</span> : nameOf(at, row.keys[at]!, name)}
                </th>
              )
            })}
            {row.cells.map((line, at) => (
              <td key={columns[at]!.key} className="n">
                {line && <Cell line={line} />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function Cell({ line }: { line: Counted['lines'][number] }) {
  const format = useFormat()
  return (
    <>
      {(line.people !== 0 || line.grouped === 0) && <People people={line.people} link={line.link} />}
      {line.grouped !== 0 && <span className="quiet"> +{line.grouped === null ? <Hidden /> : format.number(line.grouped)}</span>}
    </>
  )
}

function Listed({ table }: { table: Counted }) {
  const t = useT()
  const format = useFormat()
  const nameOf = useSideName(table)
  const hasGroups = table.lines.some((line) => line.grouped !== 0)
  const hasEstimate = table.lines.some((line) => line.estimated !== null)
  return (
    <Table label={t('web.figures.counted.table', { by: t(`web.figures.counted.by.${table.by}`) })} tall={table.lines.length > 25}>
      <thead>
        <tr>
          {table.sides.map((side) => (
            <th key={side}>{t(`web.figures.counted.by.${side}`)}</th>
          ))}
          <th className="n">{t('web.figures.counted.people')}</th>
          {hasGroups && <th className="n">{t('web.figures.counted.grouped')}</th>}
          {hasEstimate && <th className="n">{t('web.figures.counted.estimated')}</th>}
        </tr>
      </thead>
      <tbody>
        {table.lines.map((line) => (
          <tr key={line.keys.join(' ')}>
            {table.sides.map((side, at) =>
              at === 0 ? (
                <th key={side} scope="row">
                  {nameOf(at, line.keys[at]!, line.names[at]!)}
                </th>
              ) : (
                <td key={side}>{nameOf(at, line.keys[at]!, line.names[at]!)}</td>
              ),
            )}
            <td className="n">
              <People people={line.people} link={line.link} />
            </td>
            {hasGroups && <td className="n">{line.grouped === null ? <Hidden /> : format.number(line.grouped)}</td>}
            {hasEstimate && (
              <td className="n">{line.estimated === null ? <Hidden /> : format.number(Math.round(line.estimated))}</td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function People({ people, link }: { people: number | null; link: string | null }) {
  const format = useFormat()
  if (people === null) return <Hidden />
  if (link === null) return format.number(people)
  const search = Object.fromEntries(new URLSearchParams(link.split('?')[1])) as Search
  return (
    <Go to="/activities" search={search} className="live">
      {format.number(people)}
    </Go>
  )
}

function Hidden() {
  const t = useT()
  return (
    <span className="quiet" title={t('web.figures.counted.hidden.one')}>
      <span aria-hidden="true">·</span>
      <span className="hide">{t('web.figures.counted.hidden.one')}</span>
    </span>
  )
}
