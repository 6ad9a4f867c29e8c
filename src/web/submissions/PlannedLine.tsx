/** One planned activity as a row of the grid, its findings in words beside the cell. */
import { memo } from 'react'
import type { Lists } from '../../modules/plan/rules/lists.ts'
import { isShut } from '../../modules/plan/submissions/rules/check.ts'
import { isNumber } from '../../modules/plan/submissions/rules/place.ts'
import { columnsOf } from '../grid/bands.ts'
import { Cell } from '../grid/Cell.tsx'
import { InCell } from '../grid/InCell.tsx'
import { isSameLine, Line, LineMark, type LineProps } from '../grid/Line.tsx'
import { useFormat, useT, useText } from '../languages.ts'
import { type Column, isCell, isNumeric } from './columns.ts'
import { choicesFor, editText, shownText } from './names.ts'
import { isWorkedOut, type PlanRow } from './rows.ts'

type Found = PlanRow['findings'][number]
type Props = LineProps<PlanRow, Column> & { number: number; lists: Lists }

export const PlannedLine = memo(function PlannedLine({ number, lists, ...line }: Props) {
  const t = useT()
  const { row, bands, onFinish } = line
  const name = String(number)
  const marks = marksOf(row, columnsOf(bands))
  const said = [...marks.values()]
  return (
    <Line
      {...line}
      isKept={row.isPending}
      name={name}
      written={row.isNew ? t('web.submissions.grid.new') : name}
      marks={<Marks row={row} unseen={row.findings.filter((finding) => !said.includes(finding))} />}
      editor={(column, initial) => (
        <InCell
          label={t('web.grid.edit', { column: t(`plan.submission.cell.${column}`), row: name })}
          before={editText(column, row, lists)}
          initial={initial}
          isNumber={isCell(column) && isNumber(column)}
          choices={choicesFor(column, row, lists)}
          onFinish={onFinish}
        />
      )}
      cell={(column, isFirst) => (
        <PlannedCell row={row} column={column} lists={lists} isFirst={isFirst} mark={marks.get(column)} />
      )}
    />
  )
}, isSameLine)

const stateIcons: Partial<Record<PlanRow['state'], string>> = {
  submitted: 'send',
  returned: 'undo',
  endorsed: 'check',
  validated: 'check',
  approved: 'check',
  published: 'lock',
  withdrawn: 'close',
}

/** @param unseen what no cell had room for */
function Marks({ row, unseen }: { row: PlanRow; unseen: Found[] }) {
  const t = useT()
  const icon = stateIcons[row.state]
  const blocking = unseen.filter((finding) => finding.blocks)
  return (
    <>
      {blocking.length > 0 && <LineMark icon="wrong" tone="wrong" words={blocking.map((f) => f.sentence).join('\n')} />}
      {icon && <LineMark icon={icon} words={t(`web.submissions.state.${row.state}`)} />}
      {row.comments > 0 && <LineMark icon="feedback" words={t('web.submissions.comments', { n: row.comments })} />}
    </>
  )
}

type CellProps = { row: PlanRow; column: Column; lists: Lists; isFirst: boolean; mark: Found | undefined }

function PlannedCell({ row, column, lists, isFirst, mark }: CellProps) {
  const t = useT()
  const shown = shownText(column, row, lists, { format: useFormat(), text: useText() })
  const isLong = column === 'indicatorId' || column === 'title' || column === 'description'
  const isAsked = !isCell(column) || !isShut(column, { cells: row.cells, lists })
  const { sectorId } = row.cells
  const words = isWorkedOut(row, column, lists) && column !== 'organisation' ? <b>{shown}</b> : shown
  return (
    <Cell
      column={column}
      text={shown}
      looks={[
        isNumeric(column) && 'n',
        isFirst && 'band',
        isLong && mark === undefined && 'cut',
        column === 'sectorId' && 'nowrap',
      ]}
      shut={mark === undefined && shown === '' && !isAsked ? t('web.submissions.shut') : undefined}
      sector={column === 'sectorId' && sectorId !== null ? lists.sectorOf.get(sectorId)?.look : undefined}
      mark={mark && { ...mark, phrase: t(`plan.submission.code.${mark.code}`) }}
      title={isLong ? shown : undefined}
    >
      {isLong && mark !== undefined ? <div className="cut">{words}</div> : words}
      {column === 'sectorId' && row.kind !== null && row.kind !== 'direct' && (
        <span className="quiet"> {t(`plan.submission.kind.${row.kind}`)}</span>
      )}
    </Cell>
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
