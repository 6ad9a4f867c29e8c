/** A table of like things, one to a line; where it is narrow each line becomes a few, every value with its name. */
import type { ReactNode } from 'react'
import { Table } from './Table.tsx'

export type Column<Row> = {
  name: string
  /** The first column is what the line is about. */
  cell: (row: Row) => ReactNode
  /** `n` for numbers, `nowrap`, `words`. */
  look?: string | undefined
  /** What is done with the line: its name is heard, not seen. */
  isDone?: boolean
}
type Group<Row> = { key: string; head?: ReactNode; rows: Row[] }
type Props<Row> = {
  label: string
  /** Seen above it, where the screen does not say it already. */
  caption?: string
  columns: (Column<Row> | false | undefined)[]
  keyOf: (row: Row) => string | number
} & ({ rows: Row[] } | { groups: Group<Row>[] })

export function Listing<Row>({ label, caption, columns: offered, keyOf, ...content }: Props<Row>) {
  const columns = offered.filter((one) => one !== undefined && one !== false)
  const groups = 'rows' in content ? [{ key: '', rows: content.rows } as Group<Row>] : content.groups
  return (
    <Table label={label} className="listing">
      {caption && <caption>{caption}</caption>}
      <thead>
        <tr>
          {columns.map(({ name, look, isDone }) => (
            <th key={name} scope="col" className={look}>
              {isDone ? <span className="hide">{name}</span> : name}
            </th>
          ))}
        </tr>
      </thead>
      {groups.map(({ key, head, rows }) => (
        <tbody key={key} data-sector={key || undefined}>
          {head !== undefined && (
            <tr>
              <th scope="rowgroup" colSpan={columns.length}>
                {head}
              </th>
            </tr>
          )}
          {rows.map((row) => (
            <Line key={keyOf(row)} row={row} columns={columns} />
          ))}
        </tbody>
      ))}
    </Table>
  )
}

function Line<Row>({ row, columns: [first, ...rest] }: { row: Row; columns: Column<Row>[] }) {
  return (
    <tr>
      <th scope="row" className={first?.look}>
        {first?.cell(row)}
      </th>
      {rest.map(({ name, cell, look, isDone }) => (
        <td key={name} className={look} data-name={isDone ? undefined : name}>
          {cell(row)}
        </td>
      ))}
    </tr>
  )
}
