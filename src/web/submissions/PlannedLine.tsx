/** One planned activity as a row of the grid, its findings in words beside the cell. Drawn again only when something of it changed. */
import { memo } from 'react'
import type { Lists } from '../../modules/plan/rules/lists.ts'
import { isShut } from '../../modules/plan/submissions/rules/check.ts'
import { isNumber } from '../../modules/plan/submissions/rules/place.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { Finding } from '../ui/Finding.tsx'
import { InCell } from '../ui/grid/InCell.tsx'
import type { Editing, Move } from '../ui/grid/walk.ts'
import { Icon } from '../ui/Icon.tsx'
import { type Bands, type Column, isCell } from './columns.ts'
import { choicesFor, editText, shownText } from './names.ts'
import { isWorkedOut, type PlanRow } from './rows.ts'

type Found = PlanRow['findings'][number]
type Props = {
  row: PlanRow
  number: number
  bands: Bands
  lists: Lists
  isChosen: boolean
  isOpen: boolean
  editing: Editing<Column> | undefined
  onChoose: (ids: string[], on: boolean) => void
  onOpen: (id: string) => void
  onFinish: (typed: string | undefined, move: Move) => void
}

export const PlannedLine = memo(
  function PlannedLine({ row, number, bands, lists, isChosen, isOpen, editing, onChoose, onOpen, onFinish }: Props) {
    const t = useT()
    const columns = bands.flatMap((band) => band.columns)
    const marks = marksOf(row, columns)
    return (
      <tr data-row={row.id} data-kept={row.isPending || undefined} aria-selected={isChosen || isOpen}>
        <LineHead
          row={row}
          number={number}
          unseen={row.findings.filter((f) => ![...marks.values()].includes(f))}
          isChosen={isChosen}
          onChoose={onChoose}
          onOpen={onOpen}
        />
        {bands.flatMap((band) =>
          band.columns.map((column, i) =>
            editing?.column === column ? (
              <td key={column} className={i === 0 ? 'band editing' : 'editing'} data-cell={column}>
                <InCell
                  label={t('web.submissions.grid.edit', { column: t(`plan.submission.cell.${column}`), row: String(number) })}
                  before={editText(column, row, lists)}
                  initial={editing.initial}
                  isNumber={isCell(column) && isNumber(column)}
                  choices={choicesFor(column, row, lists)}
                  onFinish={onFinish}
                />
              </td>
            ) : (
              <Cell key={column} row={row} column={column} lists={lists} isFirst={i === 0} mark={marks.get(column)} />
            ),
          ),
        )}
      </tr>
    )
  },
  (a, b) =>
    a.row === b.row &&
    a.number === b.number &&
    a.bands === b.bands &&
    a.lists === b.lists &&
    a.isChosen === b.isChosen &&
    a.isOpen === b.isOpen &&
    a.editing === b.editing &&
    (a.editing === undefined || a.onFinish === b.onFinish) &&
    a.onChoose === b.onChoose &&
    a.onOpen === b.onOpen,
)

const stateIcons: Partial<Record<PlanRow['state'], string>> = {
  submitted: 'send',
  returned: 'undo',
  endorsed: 'check',
  validated: 'check',
  approved: 'check',
  published: 'lock',
  withdrawn: 'close',
}

type HeadProps = Pick<Props, 'row' | 'number' | 'isChosen' | 'onChoose' | 'onOpen'> & { unseen: Found[] }

function LineHead({ row, number, unseen, isChosen, onChoose, onOpen }: HeadProps) {
  const t = useT()
  const icon = stateIcons[row.state]
  const words = t(`web.submissions.state.${row.state}`)
  const blocking = unseen.filter((f) => f.blocks)
  return (
    <th scope="row" className="nowrap" data-cell="row" tabIndex={-1}>
      <input
        type="checkbox"
        tabIndex={-1}
        checked={isChosen}
        onChange={(e) => onChoose([row.id], e.target.checked)}
        aria-label={t('web.submissions.grid.select', { row: String(number) })}
      />{' '}
      <button
        type="button"
        className="live"
        tabIndex={-1}
        onClick={() => onOpen(row.id)}
        aria-label={t('web.submissions.grid.open', { row: String(number) })}
      >
        {row.isNew ? t('web.submissions.grid.new') : number}
      </button>
      {blocking.length > 0 && <Mark icon="wrong" tone="wrong" words={blocking.map((f) => f.sentence).join(' ')} />}
      {icon && <Mark icon={icon} words={words} />}
      {row.comments > 0 && <Mark icon="feedback" words={t('web.submissions.comments', { n: row.comments })} />}
    </th>
  )
}

function Mark({ icon, words, tone }: { icon: string; words: string; tone?: string }) {
  return (
    <span className="state" data-tone={tone} title={words}>
      <Icon name={icon} />
      <span className="hide">{words}</span>
    </span>
  )
}

type CellProps = { row: PlanRow; column: Column; lists: Lists; isFirst: boolean; mark: Found | undefined }

function Cell({ row, column, lists, isFirst, mark }: CellProps) {
  const t = useT()
  const format = useFormat()
  const text = useText()
  const shown = shownText(column, row, lists, { format, text })
  const isNumeric = column === 'totalUsd' || (isCell(column) && isNumber(column))
  const isLong = column === 'indicatorId' || column === 'title' || column === 'description'
  const shut = mark === undefined && shown === '' && isCell(column) && isShut(column, { cells: row.cells, lists })
  const look = column === 'sectorId' && row.cells.sectorId !== null ? lists.sectorOf.get(row.cells.sectorId)?.look : undefined
  const tone = mark && (mark.blocks ? 'wrong' : 'attention')
  const names = [
    isNumeric ? 'n' : '',
    isFirst ? 'band' : '',
    isLong && mark === undefined ? 'cut' : '',
    column === 'sectorId' ? 'nowrap' : '',
    shut ? 'shut' : '',
  ]
    .filter(Boolean)
    .join(' ')
  const words = isWorkedOut(row, column, lists) && column !== 'organisation' ? <b>{shown}</b> : shown
  return (
    <td
      className={names || undefined}
      data-cell={column}
      data-text={shown}
      data-tone={tone}
      data-sector={look}
      tabIndex={-1}
      title={mark?.sentence ?? (isLong ? shown : undefined)}
    >
      {shut && <span className="hide">{t('web.submissions.shut')}</span>}
      {look !== undefined && (
        <>
          <Icon name={look} sector />{' '}
        </>
      )}
      {isLong && mark !== undefined ? <div className="cut">{words}</div> : words}
      {column === 'sectorId' && row.kind !== null && row.kind !== 'direct' && (
        <span className="quiet"> {t(`plan.submission.kind.${row.kind}`)}</span>
      )}
      {mark && (
        <>
          {' '}
          <Finding blocking={mark.blocks}>{t(`plan.submission.code.${mark.code}`)}</Finding>
        </>
      )}
    </td>
  )
}

/** A finding is written once, at the first of its cells that is shown and free; what blocks comes first. */
function marksOf(row: PlanRow, shown: Column[]): Map<Column, Found> {
  const marks = new Map<Column, Found>()
  for (const finding of row.findings.toSorted((a, b) => Number(b.blocks) - Number(a.blocks))) {
    const cell = finding.cells.find((c) => shown.includes(c as Column) && !marks.has(c as Column))
    if (cell !== undefined) marks.set(cell as Column, finding)
  }
  return marks
}
