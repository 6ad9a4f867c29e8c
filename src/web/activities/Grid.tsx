/** The grid: rows of the month, moved through by keyboard, edited in place, pasted into from Excel. */
import { useRef, useState } from 'react'
import type { ActivityPage, Column } from '../../modules/activities/contract.ts'
import type { Lists } from '../../modules/activities/rules/lists.ts'
import { useT } from '../languages.ts'
import { useKeys } from '../ui/grid/keys.ts'
import { type Editing as EditingCell, type Move, useWalk } from '../ui/grid/walk.ts'
import type { Shown } from './columns.ts'
import { GridFoot } from './GridFoot.tsx'
import { GridHead } from './GridHead.tsx'
import { GridLine } from './GridLine.tsx'
import type { GridRow } from './rows.ts'
import type { Typed } from './useKept.ts'

export type Editing = EditingCell<Column>
export type { Move }

type Props = {
  rows: GridRow[]
  bands: Shown
  lists: Lists
  page: ActivityPage | undefined
  chosen: ReadonlySet<string>
  opened: string | undefined
  oneMonth: boolean
  onChoose: (ids: string[], on: boolean) => void
  onOpen: (row: GridRow) => void
  onEdit: (row: GridRow, typed: Typed) => void
  /** A block pasted below the last row becomes new rows. */
  onAdd: (typed: Typed[]) => void
}

export function Grid(props: Props) {
  const { rows, bands, lists, page, chosen, opened, oneMonth, onChoose, onOpen, onEdit } = props
  const t = useT()
  const [editing, setEditing] = useState<Editing>()
  const table = useRef<HTMLTableElement>(null)
  const walk = useWalk(table, editing)
  const keys = useKeys({ ...props, columns: bands.flatMap((band) => band.columns) }, setEditing)
  const finish = (typed: string | undefined, move: Move) => {
    const row = rows.find((r) => r.id === editing?.id)
    if (editing && row && typed !== undefined) onEdit(row, { [editing.column]: typed })
    if (editing) walk.after(editing, move)
    setEditing(undefined)
  }
  return (
    <section className="table tall" aria-label={t('web.activities.grid')}>
      <p className="hide" id="grid-help">
        {t('web.activities.grid.help')}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are moved through and edited is a grid */}
      <table className="dense grid" role="grid" aria-describedby="grid-help" ref={table} {...keys}>
        <GridHead
          bands={bands}
          allChosen={rows.length > 0 && rows.every((row) => chosen.has(row.id))}
          onChooseAll={(on) =>
            onChoose(
              rows.map((row) => row.id),
              on,
            )
          }
        />
        <tbody>
          {rows.map((row) => (
            <GridLine
              key={row.id}
              row={row}
              bands={bands}
              lists={lists}
              isChosen={chosen.has(row.id)}
              isOpen={row.id === opened}
              editing={editing?.id === row.id ? editing : undefined}
              onChoose={onChoose}
              onOpen={onOpen}
              onFinish={finish}
            />
          ))}
        </tbody>
        {page && <GridFoot bands={bands} page={page} oneMonth={oneMonth} />}
      </table>
    </section>
  )
}
