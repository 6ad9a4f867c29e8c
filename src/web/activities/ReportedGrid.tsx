/** The grid of the month: rows as partners reported them, with the sums of the whole filter at its foot. */
import type { ActivityPage, Column } from '../../modules/activities/contract.ts'
import type { Lists } from '../../modules/activities/rules/lists.ts'
import { Foot } from '../grid/Foot.tsx'
import { Grid } from '../grid/Grid.tsx'
import { useFormat, useT } from '../languages.ts'
import { isNumber, type Shown } from './columns.ts'
import { ReportedLine } from './ReportedLine.tsx'
import type { GridRow } from './rows.ts'
import type { Typed } from './useKept.ts'

type Props = {
  rows: GridRow[]
  bands: Shown
  lists: Lists
  page: ActivityPage | undefined
  chosen: ReadonlySet<string>
  opened: string | undefined
  oneMonth: boolean
  onChoose: (ids: string[], on: boolean) => void
  onOpen: (id: string) => void
  onEdit: (row: GridRow, typed: Typed) => void
  onAdd: (typed: Typed[]) => void
}

export function ReportedGrid({ lists, page, oneMonth, ...grid }: Props) {
  const t = useT()
  return (
    <Grid<GridRow, Column>
      {...grid}
      label={t('web.activities.grid')}
      help={t('web.activities.grid.help')}
      words={{
        band: (band) => t(`web.activities.band.${band}`),
        column: (column) => t(`web.activities.column.${column}`),
        isNumber,
      }}
      line={(line) => <ReportedLine {...line} lists={lists} />}
      foot={page && <Sums bands={grid.bands} page={page} oneMonth={oneMonth} />}
    />
  )
}

/** Direct rows only; people in the month only where one month is shown. */
function Sums({ bands, page, oneMonth }: { bands: Shown; page: ActivityPage; oneMonth: boolean }) {
  const t = useT()
  const format = useFormat()
  const why = (column: Column) => (column === 'peopleInMonth' && !oneMonth ? t('web.activities.grid.sums.month') : undefined)
  const sumOf = (column: Column) => {
    const sum = isNumber(column) ? page.sums[column] : undefined
    if (sum !== undefined) return format.number(sum, { maximumFractionDigits: 2 })
    const reason = why(column)
    return (
      reason && (
        <>
          <span aria-hidden="true">–</span>
          <span className="hide">{reason}</span>
        </>
      )
    )
  }
  return (
    <Foot bands={bands} isNumber={isNumber} sum={sumOf} why={why}>
      {page.total === null ? t('web.activities.grid.sums.unknown') : t('web.activities.grid.sums', { total: page.total })}
    </Foot>
  )
}
