/** The grid of cells: number fields that arrows move between and blocks copied in a spreadsheet are pasted into. */
import { type ClipboardEvent, type KeyboardEvent, memo, useRef, useState } from 'react'
import type { PlanLists } from '../../modules/plan/contract.ts'
import { ages, type Cell, type CellSource, cells, groups, type PeopleRow } from '../../modules/plan/needs/contract.ts'
import { readWhole } from '../../modules/plan/needs/rules/numbers.ts'
import { cellsOf } from '../grid/blocks.ts'
import { type Format, useFormat, useT } from '../languages.ts'
import { useSectorName } from '../sectors.ts'
import { Table } from '../ui/Table.tsx'
import { ConflictNotice } from './ConflictNotice.tsx'
import { SaveBar } from './SaveBar.tsx'
import { SourceLine, sourceOf } from './SourceLine.tsx'
import { type Drafts, draftKey, type Entry } from './useEntry.ts'
import { useCellName, useLevelName } from './words.ts'

type Props = { lists: PlanLists; rows: PeopleRow[]; entry: Entry; byPlace: boolean; table: CellSource | null }
type Focus = { line: number; cell: Cell }

export function Grid({ lists, rows, entry, byPlace, table }: Props) {
  const t = useT()
  const [focus, setFocus] = useState<Focus>()
  const body = useRef<HTMLTableSectionElement>(null)
  const sectorName = useSectorName()
  const levelName = useLevelName()
  const sectors = new Map(lists.sectors.map((one) => [one.id, one]))
  const nameOf = (row: PeopleRow) =>
    byPlace ? levelName(row.level, row.written[2] ?? row.place) : sectorName(sectors.get(row.sectorId))
  const inFocus = focus && rows.find((row) => row.line === focus.line)
  return (
    <>
      <ConflictNotice
        entry={entry}
        nameOf={(row) => `${levelName(row.level, row.written[2] ?? row.place)}, ${sectorName(sectors.get(row.sectorId))}`}
      />
      <Table label={t('web.needs.entry.grid')} className="dense needs-grid" tall={rows.length > 15}>
        <caption className="hide">{t('web.needs.entry.help')}</caption>
        <GridHead byPlace={byPlace} />
        <tbody
          ref={body}
          onKeyDown={(e) => walk(e, body.current)}
          onPaste={(e) => paste(e, rows, entry.type)}
          onFocus={(e) => setFocus(placeOf(e.target))}
        >
          {rows.map((row) => (
            <GridRow
              key={row.line}
              row={row}
              name={nameOf(row)}
              drafts={draftsOf(entry.drafts, row)}
              table={table}
              onType={entry.type}
            />
          ))}
        </tbody>
      </Table>
      {inFocus && focus && (
        <SourceLine row={inFocus} cell={focus.cell} name={nameOf(inFocus)} source={sourceOf(inFocus, focus.cell, table)} />
      )}
      {entry.drafts.size > 0 && <SaveBar entry={entry} />}
      {entry.drafts.size === 0 && entry.saving.isSuccess && (
        <p className="quiet" role="status">
          {t('web.needs.entry.saved')}
        </p>
      )}
    </>
  )
}

function GridHead({ byPlace }: { byPlace: boolean }) {
  const t = useT()
  return (
    <thead>
      <tr>
        <th rowSpan={2}>{t(byPlace ? 'web.needs.place' : 'web.figures.sector')}</th>
        <th rowSpan={2} className="n">
          {t('plan.needs.group.total')}
        </th>
        {groups.map((group) => (
          <th key={group} colSpan={5} className="band">
            {t(`plan.needs.group.${group}`)}
          </th>
        ))}
      </tr>
      <tr>
        {groups.flatMap((group) =>
          [...ages, 'total'].map((age, i) => (
            <th key={`${group} ${age}`} className={i === 0 ? 'n band' : 'n'}>
              {t(`plan.needs.age.${age}`)}
            </th>
          )),
        )}
      </tr>
    </thead>
  )
}

type RowProps = { row: PeopleRow; name: string; drafts: string; table: CellSource | null; onType: Entry['type'] }

/** Drawn again only when something of it changed: drafts come as one text. */
const GridRow = memo(
  function GridRow({ row, name, drafts, table, onType }: RowProps) {
    const format = useFormat()
    const cellName = useCellName()
    const typed = new Map(JSON.parse(drafts) as [Cell, string][])
    const numbers = cells.map((cell, i) => numberIn(typed.get(cell), row.people[i] ?? null))
    const sum = (some: number[]) => format.number(some.reduce((a, b) => a + b, 0))
    return (
      <tr data-line={row.line}>
        <th scope="row">{name}</th>
        <td className="n">
          <b>{sum(numbers)}</b>
        </td>
        {groups.map((group, g) => [
          ...ages.map((age, a) => {
            const cell: Cell = `${group}_${age}`
            const source = sourceOf(row, cell, table)
            return (
              <td key={cell} className={a === 0 ? 'n band' : 'n'}>
                <Field
                  row={row}
                  cell={cell}
                  text={typed.get(cell)}
                  value={row.people[4 * g + a] ?? null}
                  label={`${name}, ${cellName(cell)}`}
                  title={titleOf(source, format)}
                  onType={onType}
                />
              </td>
            )
          }),
          <td key={group} className="n quiet">
            {sum(numbers.slice(4 * g, 4 * g + 4))}
          </td>,
        ])}
      </tr>
    )
  },
  (a, b) => a.row === b.row && a.drafts === b.drafts && a.name === b.name && a.table === b.table,
)

type FieldProps = {
  row: PeopleRow
  cell: Cell
  text: string | undefined
  value: number | null
  label: string
  title: string | undefined
  onType: RowProps['onType']
}

function Field({ row, cell, text, value, label, title, onType }: FieldProps) {
  const t = useT()
  const read = text === undefined ? undefined : readWhole(text)
  const wrong = read && 'wrong' in read ? t('web.needs.entry.wrong', { written: text }) : undefined
  return (
    <input
      inputMode="numeric"
      autoComplete="off"
      aria-label={label}
      aria-invalid={wrong !== undefined || undefined}
      title={wrong ?? title}
      value={text ?? (value === null ? '' : String(value))}
      readOnly={!row.may.edit}
      data-cell={cell}
      data-changed={text === undefined ? undefined : true}
      data-own={row.sources[cell] ? true : undefined}
      onChange={(e) => onType([{ row, cell, text: e.target.value }])}
    />
  )
}

const titleOf = (source: CellSource | null, format: Format): string | undefined =>
  source === null ? undefined : `${source.source} · ${format.day(source.dated)} · ${source.by}`

function numberIn(text: string | undefined, value: number | null): number {
  const read = text === undefined ? undefined : readWhole(text)
  return read === undefined ? (value ?? 0) : 'value' in read ? (read.value ?? 0) : 0
}

const draftsOf = (drafts: Drafts, row: PeopleRow): string =>
  JSON.stringify(
    cells.flatMap((cell) => (drafts.has(draftKey(row.line, cell)) ? [[cell, drafts.get(draftKey(row.line, cell))!.text]] : [])),
  )

const placeOf = (target: EventTarget): Focus | undefined => {
  const field = target instanceof HTMLInputElement ? target : undefined
  const line = field?.closest<HTMLElement>('[data-line]')?.dataset.line
  return field?.dataset.cell && line !== undefined ? { line: Number(line), cell: field.dataset.cell as Cell } : undefined
}

/** Up, down and Enter move within the column; left and right at the ends of the text. */
function walk(e: KeyboardEvent, body: HTMLElement | null): void {
  const field = e.target
  if (!(field instanceof HTMLInputElement) || !body) return
  const step = e.key === 'ArrowDown' || e.key === 'Enter' ? 1 : e.key === 'ArrowUp' ? -1 : 0
  const line = field.closest('tr')
  const fields = [...(line?.querySelectorAll('input') ?? [])]
  const atEnd = e.key === 'ArrowRight' && field.selectionStart === field.value.length
  const atStart = e.key === 'ArrowLeft' && field.selectionEnd === 0
  const next =
    step !== 0
      ? (step > 0 ? line?.nextElementSibling : line?.previousElementSibling)?.querySelectorAll('input')[fields.indexOf(field)]
      : atEnd
        ? fields[fields.indexOf(field) + 1]
        : atStart
          ? fields[fields.indexOf(field) - 1]
          : undefined
  if (!next) return
  e.preventDefault()
  next.focus()
  next.select()
}

/** A block of numbers from the field that has the focus: columns to the right, lines below. One number is pasted as text. */
function paste(e: ClipboardEvent, rows: PeopleRow[], onType: RowProps['onType']): void {
  const from = placeOf(e.target)
  const block = cellsOf(e.clipboardData.getData('text/plain'))
  if (!from || block.length === 0 || (block.length === 1 && block[0]!.length === 1)) return
  e.preventDefault()
  const [first, column] = [rows.findIndex((row) => row.line === from.line), cells.indexOf(from.cell)]
  onType(
    block.flatMap((line, y) =>
      line.flatMap((text, x) => {
        const [row, cell] = [rows[first + y], cells[column + x]]
        return row && cell ? [{ row, cell, text: text.trim() }] : []
      }),
    ),
  )
}
