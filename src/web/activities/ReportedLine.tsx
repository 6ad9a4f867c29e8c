/** One row of the month: where it stands, its cells, and in words what the rules say about them. */
import { memo } from 'react'
import type { Column, Finding as Found } from '../../modules/activities/contract.ts'
import type { Lists } from '../../modules/activities/rules/lists.ts'
import { columnsOf } from '../grid/bands.ts'
import { Cell } from '../grid/Cell.tsx'
import { isSameLine, Line, LineMark, type LineProps } from '../grid/Line.tsx'
import { useFormat, useT, useText } from '../languages.ts'
import { CellEditor } from './CellEditor.tsx'
import { isLong, isNumber } from './columns.ts'
import { useCellPhrase, useSentence } from './findings.ts'
import { shownText } from './names.ts'
import { type GridRow, isShut } from './rows.ts'
import { isBlocking } from './severity.ts'

type Props = LineProps<GridRow, Column> & { lists: Lists }

export const ReportedLine = memo(function ReportedLine({ lists, ...line }: Props) {
  const t = useT()
  const { row, bands, onFinish } = line
  const shown = columnsOf(bands)
  const marks = marksOf(row, shown)
  const unseen = row.findings.filter((finding) => !finding.cells.some((column) => shown.includes(column)))
  return (
    <Line
      {...line}
      isKept={row.isKept}
      name={row.isNew ? t('web.activities.grid.new') : row.number === null ? '·' : String(row.number)}
      marks={<Marks row={row} unseen={unseen} />}
      editor={(column, initial) => <CellEditor row={row} column={column} lists={lists} initial={initial} onFinish={onFinish} />}
      cell={(column, isFirst) => (
        <ReportedCell
          row={row}
          column={column}
          lists={lists}
          isFirst={isFirst}
          mark={marks.get(column)}
          partnerToo={!shown.includes('implementer')}
        />
      )}
    />
  )
}, isSameLine)

const stateIcons: Partial<Record<GridRow['state'], string>> = {
  submitted: 'send',
  returned: 'undo',
  accepted: 'check',
  locked: 'lock',
}

/** @param unseen what is found at columns that are not shown */
function Marks({ row, unseen }: { row: GridRow; unseen: Found[] }) {
  const t = useT()
  const sentence = useSentence()
  const icon = stateIcons[row.state]
  const blocking = unseen.filter(({ code }) => isBlocking(code))
  return (
    <>
      {blocking.length > 0 && <LineMark icon="wrong" tone="wrong" words={blocking.map(sentence).join('\n')} />}
      {icon && <LineMark icon={icon} words={t(`web.activities.state.${row.state}`)} />}
      {row.line !== null && <LineMark icon="deliver" words={t('web.activities.computed')} />}
      {row.comments > 0 && <LineMark icon="feedback" words={t('web.activities.comments.count', { n: row.comments })} />}
    </>
  )
}

type CellProps = { row: GridRow; column: Column; lists: Lists; isFirst: boolean; mark: Found | undefined; partnerToo: boolean }

function ReportedCell({ row, column, lists, isFirst, mark, partnerToo }: CellProps) {
  const t = useT()
  const words = { t, format: useFormat(), text: useText() }
  const phrase = useCellPhrase()
  const sentence = useSentence()
  const shown = shownText(column, row, lists, words)
  const partner = partnerToo && column === 'organisation' ? shownText('implementer', row, lists, words) : ''
  const { sector } = row.cells
  return (
    <Cell
      column={column}
      text={shown}
      looks={[
        isNumber(column) && 'n',
        isFirst && 'band',
        isLong(column) && 'cut',
        (column === 'organisation' || column === 'sector') && 'nowrap',
      ]}
      shut={mark === undefined && isShut(row, column) ? t('web.activities.shut') : undefined}
      sector={column === 'sector' && sector !== null ? lists.sectorOf.get(sector)?.look : undefined}
      mark={mark && { blocks: isBlocking(mark.code), phrase: phrase(mark), sentence: sentence(mark) }}
      title={isLong(column) ? shown : undefined}
    >
      <Value row={row} column={column} shown={shown} />
      {partner !== '' && <span className="quiet"> {t('web.activities.with-partner', { partner })}</span>}
      {column === 'sector' && row.kind !== null && row.kind !== 'direct' && (
        <span className="quiet"> {t(`web.activities.kind.${row.kind}`)}</span>
      )}
    </Cell>
  )
}

/** New people stand out; a zero says little. */
function Value({ row, column, shown }: { row: GridRow; column: Column; shown: string }) {
  if (isNumber(column) && row.cells[column] === 0) return <span className="quiet">{shown}</span>
  return column === 'newPeople' && shown !== '' ? <b>{shown}</b> : shown
}

/** Where a finding is written: at each cell it names, for a sum once, at the first of its cells that is shown. */
function marksOf(row: GridRow, shown: Column[]): Map<Column, Found> {
  const marks = new Map<Column, Found>()
  for (const finding of row.findings.toSorted((a, b) => Number(isBlocking(b.code)) - Number(isBlocking(a.code)))) {
    const cells = finding.cells.filter((column) => shown.includes(column) && !marks.has(column))
    const once =
      finding.code.endsWith('-breakdown') ||
      finding.code === 'new-above-total' ||
      finding.code === 'children-missing' ||
      finding.code === 'people-missing'
    for (const column of once ? cells.slice(0, 1) : cells) marks.set(column, finding)
  }
  return marks
}
