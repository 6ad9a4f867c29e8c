/** The grid of planned activities: moved through by keyboard, edited in place, pasted into from Excel, with the sums of the whole filter at its foot. */
import { useMemo, useRef, useState } from 'react'
import type { Lists } from '../../modules/plan/rules/lists.ts'
import type { PlannedSums } from '../../modules/plan/submissions/contract.ts'
import { isNumber } from '../../modules/plan/submissions/rules/place.ts'
import { useFormat, useT } from '../languages.ts'
import { useKeys } from '../ui/grid/keys.ts'
import { type Editing, type Move, useWalk } from '../ui/grid/walk.ts'
import { type Bands, type Column, isCell } from './columns.ts'
import { PlannedLine } from './PlannedLine.tsx'
import { isWorkedOut, type PlanRow, type Typed } from './rows.ts'

type Props = {
  rows: PlanRow[]
  bands: Bands
  lists: Lists
  sums: PlannedSums | undefined
  chosen: ReadonlySet<string>
  opened: string | undefined
  onChoose: (ids: string[], on: boolean) => void
  onOpen: (id: string) => void
  onEdit: (row: PlanRow, typed: Typed) => void
  onAdd: (typed: Typed[]) => void
}

const isNumeric = (column: Column): boolean => column === 'totalUsd' || (isCell(column) && isNumber(column))

export function PlannedGrid({ rows, bands, lists, sums, chosen, opened, onChoose, onOpen, onEdit, onAdd }: Props) {
  const t = useT()
  const [editing, setEditing] = useState<Editing<Column>>()
  const table = useRef<HTMLTableElement>(null)
  const walk = useWalk(table, editing)
  const columns = useMemo(() => bands.flatMap((band) => band.columns), [bands])
  const cellsOnly = (typed: Partial<Record<Column, string>>, row?: PlanRow): Typed =>
    Object.fromEntries(
      Object.entries(typed).filter(([column]) => isCell(column as Column) && !(row && isWorkedOut(row, column, lists))),
    )
  const edit = (row: PlanRow, typed: Partial<Record<Column, string>>) => {
    const cells = cellsOnly(typed, row)
    if (Object.keys(cells).length > 0) onEdit(row, cells)
  }
  const keys = useKeys<PlanRow, Column>(
    {
      rows,
      columns,
      chosen,
      isClosed: (row, column) => isWorkedOut(row, column, lists),
      onOpen: (row) => onOpen(row.id),
      onChoose,
      onEdit: edit,
      onAdd: (block) => onAdd(block.map((typed) => cellsOnly(typed))),
    },
    setEditing,
  )
  const finish = (typed: string | undefined, move: Move) => {
    const row = rows.find((r) => r.id === editing?.id)
    if (editing && row && typed !== undefined) edit(row, { [editing.column]: typed })
    if (editing) walk.after(editing, move)
    setEditing(undefined)
  }
  return (
    <section className="table tall" aria-label={t('web.submissions.grid')}>
      <p className="hide" id="planned-help">
        {t('web.submissions.grid.help')}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are moved through and edited is a grid */}
      <table className="dense grid" role="grid" aria-describedby="planned-help" ref={table} {...keys}>
        <Head
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
          {rows.map((row, i) => (
            <PlannedLine
              key={row.id}
              row={row}
              number={i + 1}
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
        {sums && <Foot bands={bands} sums={sums} />}
      </table>
    </section>
  )
}

function Head({ bands, allChosen, onChooseAll }: { bands: Bands; allChosen: boolean; onChooseAll: (on: boolean) => void }) {
  const t = useT()
  return (
    <thead>
      <tr>
        <th rowSpan={2} scope="col" className="corner">
          <input
            type="checkbox"
            checked={allChosen}
            onChange={(e) => onChooseAll(e.target.checked)}
            aria-label={t('web.submissions.grid.select-all')}
          />{' '}
          {t('web.submissions.grid.row')}
        </th>
        {bands.map(({ band, columns }) => (
          <th key={band} className="band" colSpan={columns.length} scope="colgroup">
            {t(`plan.submission.band.${band}`)}
          </th>
        ))}
      </tr>
      <tr>
        {bands.flatMap(({ columns }) =>
          columns.map((column, i) => (
            <th
              key={column}
              scope="col"
              className={[isNumeric(column) ? 'n' : '', i === 0 ? 'band' : ''].join(' ').trim() || undefined}
            >
              {t(
                column === 'inKindUsd' || column === 'cashUsd'
                  ? `web.submissions.short.${column}`
                  : `plan.submission.cell.${column}`,
              )}
            </th>
          )),
        )}
      </tr>
    </thead>
  )
}

/** People reached: activities of people alone; people trained are said apart. */
function Foot({ bands, sums }: { bands: Bands; sums: PlannedSums }) {
  const t = useT()
  const format = useFormat()
  const columns = bands.flatMap((band) => band.columns.map((column, i) => ({ column, isFirst: i === 0 })))
  const first = Math.max(
    0,
    columns.findIndex(({ column }) => isNumeric(column)),
  )
  return (
    <tfoot>
      <tr>
        <th scope="row" colSpan={1 + first}>
          {t('web.submissions.grid.sums', { n: sums.activities })}
          {sums.trained > 0 && <span className="quiet"> {t('web.submissions.grid.trained', { n: sums.trained })}</span>}
        </th>
        {columns.slice(first).map(({ column, isFirst }) => (
          <td key={column} className={`n${isFirst ? ' band' : ''}`}>
            {column in sums ? format.number(Number(sums[column as keyof PlannedSums]), { maximumFractionDigits: 2 }) : ''}
          </td>
        ))}
      </tr>
    </tfoot>
  )
}
