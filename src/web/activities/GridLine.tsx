/** One row of the grid. Drawn again only when something of it changed. */
import { memo } from 'react'
import { type Column, type Finding as Found, severityOf } from '../../modules/activities/contract.ts'
import type { Lists } from '../../modules/activities/rules/lists.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { Finding } from '../ui/Finding.tsx'
import { Icon } from '../ui/Icon.tsx'
import { CellEditor } from './CellEditor.tsx'
import { isLong, isNumber, isShut, type Shown } from './columns.ts'
import { useCellPhrase, useSentence } from './findings.ts'
import type { Editing, Move } from './Grid.tsx'
import { shownText } from './names.ts'
import type { GridRow } from './rows.ts'

type Props = {
  row: GridRow
  bands: Shown
  lists: Lists
  isChosen: boolean
  isOpen: boolean
  editing: Editing | undefined
  onChoose: (ids: string[], on: boolean) => void
  onOpen: (row: GridRow) => void
  onFinish: (typed: string | undefined, move: Move) => void
}

export const GridLine = memo(
  function GridLine({ row, bands, lists, isChosen, isOpen, editing, onChoose, onOpen, onFinish }: Props) {
    const columnsShown = bands.flatMap((band) => band.columns)
    const marks = marksOf(row, columnsShown)
    return (
      <tr data-row={row.id} data-kept={row.isKept || undefined} aria-selected={isChosen || isOpen}>
        <LineHead
          row={row}
          unseen={row.findings.filter((finding) => !finding.cells.some((column) => columnsShown.includes(column)))}
          isChosen={isChosen}
          onChoose={onChoose}
          onOpen={onOpen}
        />
        {bands.flatMap(({ columns }) =>
          columns.map((column, i) =>
            editing?.column === column ? (
              <td key={column} className={i === 0 ? 'band editing' : 'editing'} data-cell={column}>
                <CellEditor row={row} column={column} lists={lists} initial={editing.initial} onFinish={onFinish} />
              </td>
            ) : (
              <Cell
                key={column}
                row={row}
                column={column}
                lists={lists}
                isFirst={i === 0}
                mark={marks.get(column)}
                partnerToo={!columnsShown.includes('implementer')}
              />
            ),
          ),
        )}
      </tr>
    )
  },
  (a, b) =>
    a.row === b.row &&
    a.bands === b.bands &&
    a.lists === b.lists &&
    a.isChosen === b.isChosen &&
    a.isOpen === b.isOpen &&
    a.editing === b.editing &&
    (a.editing === undefined || a.onFinish === b.onFinish) &&
    a.onChoose === b.onChoose &&
    a.onOpen === b.onOpen,
)

const stateIcons: Partial<Record<GridRow['state'], string>> = {
  submitted: 'send',
  returned: 'undo',
  accepted: 'check',
  locked: 'lock',
}

type HeadProps = Pick<Props, 'row' | 'isChosen' | 'onChoose' | 'onOpen'> & { unseen: Found[] }

function LineHead({ row, unseen, isChosen, onChoose, onOpen }: HeadProps) {
  const t = useT()
  const number = row.isNew ? t('web.activities.grid.new') : row.number === null ? '·' : String(row.number)
  const icon = stateIcons[row.state]
  const sentence = useSentence()
  const blocking = unseen.filter((finding) => severityOf(finding.code) === 'blocking')
  return (
    <th scope="row" className="nowrap" data-cell="row" tabIndex={-1}>
      <input
        type="checkbox"
        tabIndex={-1}
        checked={isChosen}
        onChange={(e) => onChoose([row.id], e.target.checked)}
        aria-label={t('web.activities.grid.select', { row: number })}
      />{' '}
      <button
        type="button"
        className="live"
        tabIndex={-1}
        onClick={() => onOpen(row)}
        aria-label={t('web.activities.grid.open', { row: number })}
      >
        {number}
      </button>
      {blocking.length > 0 && (
        <span className="state" data-tone="wrong" title={blocking.map(sentence).join('\n')}>
          <Icon name="wrong" />
          <span className="hide">{blocking.map(sentence).join(' ')}</span>
        </span>
      )}
      {icon && (
        <span className="state" title={t(`web.activities.state.${row.state}`)}>
          <Icon name={icon} />
          <span className="hide">{t(`web.activities.state.${row.state}`)}</span>
        </span>
      )}
      {row.line !== null && (
        <span className="state" title={t('web.activities.computed')}>
          <Icon name="deliver" />
          <span className="hide">{t('web.activities.computed')}</span>
        </span>
      )}
      {row.comments > 0 && (
        <span className="state" title={t('web.activities.comments.count', { n: row.comments })}>
          <Icon name="feedback" />
          <span className="hide">{t('web.activities.comments.count', { n: row.comments })}</span>
        </span>
      )}
    </th>
  )
}

type CellProps = { row: GridRow; column: Column; lists: Lists; isFirst: boolean; mark: Found | undefined; partnerToo: boolean }

function Cell({ row, column, lists, isFirst, mark, partnerToo }: CellProps) {
  const t = useT()
  const format = useFormat()
  const text = useText()
  const phrase = useCellPhrase()
  const sentence = useSentence()
  const shown = shownText(column, row, lists, { t, format, text })
  const withPartner =
    partnerToo && column === 'organisation' ? shownText('implementer', row, lists, { t, format, text }) || undefined : undefined
  const isZero = isNumber(column) && row.cells[column] === 0
  const shut = mark === undefined && isShut(row, column)
  const names = [
    isNumber(column) ? 'n' : '',
    isFirst ? 'band' : '',
    isLong(column) ? 'cut' : '',
    column === 'organisation' || column === 'sector' ? 'nowrap' : '',
    shut ? 'shut' : '',
  ]
    .filter(Boolean)
    .join(' ')
  const look = column === 'sector' && row.cells.sector !== null ? lists.sectorOf.get(row.cells.sector)?.look : undefined
  const tone = mark && (severityOf(mark.code) === 'blocking' ? 'wrong' : 'attention')
  return (
    <td
      className={names || undefined}
      data-cell={column}
      data-text={shown}
      data-tone={tone}
      data-sector={look}
      tabIndex={-1}
      title={mark ? sentence(mark) : isLong(column) ? shown : undefined}
    >
      {shut && <span className="hide">{t('web.activities.shut')}</span>}
      {look !== undefined && (
        <>
          <Icon name={look} sector />{' '}
        </>
      )}
      {column === 'newPeople' && shown !== '' && !isZero ? (
        <b>{shown}</b>
      ) : isZero ? (
        <span className="quiet">{shown}</span>
      ) : (
        shown
      )}
      {withPartner !== undefined && <span className="quiet"> {t('web.activities.with-partner', { partner: withPartner })}</span>}
      {column === 'sector' && row.kind !== null && row.kind !== 'direct' && (
        <span className="quiet"> {t(`web.activities.kind.${row.kind}`)}</span>
      )}
      {mark && (
        <>
          {' '}
          <Finding blocking={tone === 'wrong'}>{phrase(mark)}</Finding>
        </>
      )}
    </td>
  )
}

/** Where a finding is written: at each cell it names, for a sum once, at the first of its cells that is shown. */
function marksOf(row: GridRow, shown: Column[]): Map<Column, Found> {
  const marks = new Map<Column, Found>()
  const ordered = row.findings.toSorted(
    (a, b) => Number(severityOf(a.code) === 'review') - Number(severityOf(b.code) === 'review'),
  )
  for (const finding of ordered) {
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
