/** The grid of planned activities, with the sums of the whole filter at its foot. */
import type { Lists } from '../../modules/plan/rules/lists.ts'
import type { PlannedSums } from '../../modules/plan/submissions/contract.ts'
import { Foot } from '../grid/Foot.tsx'
import { Grid } from '../grid/Grid.tsx'
import { useFormat, useT } from '../languages.ts'
import { type Column, isCell, isNumeric, type Shown } from './columns.ts'
import { money } from './names.ts'
import { PlannedLine } from './PlannedLine.tsx'
import { isWorkedOut, type PlanRow, type Typed } from './rows.ts'

type Props = {
  rows: PlanRow[]
  bands: Shown
  lists: Lists
  sums: PlannedSums | undefined
  chosen: ReadonlySet<string>
  opened: string | undefined
  onChoose: (ids: string[], on: boolean) => void
  onOpen: (id: string) => void
  onEdit: (row: PlanRow, typed: Typed) => void
  onAdd: (typed: Typed[]) => void
}

export function PlannedGrid({ lists, sums, onEdit, onAdd, ...grid }: Props) {
  const t = useT()
  /** What is worked out takes nothing, also of a pasted block. */
  const cellsOnly = (typed: Partial<Record<Column, string>>, row?: PlanRow): Typed =>
    Object.fromEntries(
      Object.entries(typed).filter(([column]) => isCell(column as Column) && !(row && isWorkedOut(row, column, lists))),
    )
  const edit = (row: PlanRow, typed: Partial<Record<Column, string>>) => {
    const cells = cellsOnly(typed, row)
    if (Object.keys(cells).length > 0) onEdit(row, cells)
  }
  return (
    <Grid<PlanRow, Column>
      {...grid}
      label={t('web.submissions.grid')}
      help={t('web.submissions.grid.help')}
      words={{
        band: (band) => t(`plan.submission.band.${band}`),
        column: (column) =>
          t(
            column === 'inKindUsd' || column === 'cashUsd' ? `web.submissions.short.${column}` : `plan.submission.cell.${column}`,
          ),
        isNumber: isNumeric,
      }}
      isClosed={(row, column) => isWorkedOut(row, column, lists)}
      onEdit={edit}
      onAdd={(block) => onAdd(block.map((typed) => cellsOnly(typed)))}
      line={(line, at) => <PlannedLine {...line} number={at + 1} lists={lists} />}
      foot={sums && <Sums bands={grid.bands} sums={sums} />}
    />
  )
}

/** People reached: activities of people alone; people trained are said apart. */
function Sums({ bands, sums }: { bands: Shown; sums: PlannedSums }) {
  const t = useT()
  const format = useFormat()
  const sumOf = (column: Column) => (column in sums ? money(Number(sums[column as keyof PlannedSums]), format) : '')
  return (
    <Foot bands={bands} isNumber={isNumeric} sum={sumOf}>
      {t('web.submissions.grid.sums', { n: sums.activities })}
      {sums.trained > 0 && <span className="quiet"> {t('web.submissions.grid.trained', { n: sums.trained })}</span>}
    </Foot>
  )
}
