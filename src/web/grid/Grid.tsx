/** A grid: rows moved through by keyboard, edited in place, pasted into from Excel. What stands in a line and below the lines is its owner's. */
import { Fragment, type ReactNode, useId, useRef, useState } from 'react'
import { type Bands, columnsOf } from './bands.ts'
import { type ColumnWords, Head } from './Head.tsx'
import { type Keyed, type Row, type Typed, useKeys } from './keys.ts'
import type { LineProps } from './Line.tsx'
import { type Editing, type Move, useWalk } from './walk.ts'

type Props<R extends Row, Column extends string> = Omit<Keyed<R, Column>, 'columns'> & {
  label: string
  /** What the keys do, for whoever does not see the grid. */
  help: string
  bands: Bands<Column>
  words: ColumnWords<Column>
  /** The row that is open beside the grid. */
  opened: string | undefined
  line: (line: LineProps<R, Column>, at: number) => ReactNode
  foot: ReactNode
}

export function Grid<R extends Row, Column extends string>({
  label,
  help,
  words,
  opened,
  line,
  foot,
  ...rest
}: Props<R, Column>) {
  const { rows, bands, chosen, onChoose, onOpen, onEdit } = rest
  const id = useId()
  const table = useRef<HTMLTableElement>(null)
  const [editing, setEditing] = useState<Editing<Column>>()
  const walk = useWalk(table, editing)
  const keys = useKeys({ ...rest, columns: columnsOf(bands) }, setEditing)
  const onFinish = (typed: string | undefined, move: Move) => {
    const row = rows.find((r) => r.id === editing?.id)
    if (editing && row && typed !== undefined) onEdit(row, { [editing.column]: typed } as Typed<Column>)
    if (editing) walk.after(editing, move)
    setEditing(undefined)
  }
  const lineOf = (row: R): LineProps<R, Column> => ({
    row,
    bands,
    isChosen: chosen.has(row.id),
    isOpen: row.id === opened,
    editing: editing?.id === row.id ? editing : undefined,
    onChoose,
    onOpen,
    onFinish,
  })
  return (
    <section className="table tall" aria-label={label}>
      <p className="hide" id={id}>
        {help}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are moved through and edited is a grid */}
      <table className="dense grid" role="grid" aria-describedby={id} ref={table} {...keys}>
        <Head bands={bands} words={words} rows={rows} chosen={chosen} onChoose={onChoose} />
        <tbody>
          {rows.map((row, at) => (
            <Fragment key={row.id}>{line(lineOf(row), at)}</Fragment>
          ))}
        </tbody>
        {foot}
      </table>
    </section>
  )
}
