/** One placed row as a line of COPY. */
import { copyLine } from '../../../core/copy.ts'
import { type AsWritten, type Cells, columns } from '../contract.ts'

/** The columns of activity_reports that hold the cells, in their order. */
const cellColumns: Record<keyof Cells, string> = {
  country: 'country',
  admin1: 'admin1',
  admin2: 'admin2',
  organisation: 'organisation_id',
  throughPartner: 'through_partner',
  implementer: 'implementer_id',
  month: 'month',
  sector: 'sector_id',
  indicator: 'indicator_id',
  title: 'title',
  description: 'description',
  covid19: 'covid19',
  inPlan: 'in_plan',
  isCash: 'is_cash',
  cashValueUsd: 'cash_value_usd',
  cashMechanism: 'cash_mechanism_id',
  outputQuantity: 'output_quantity',
  peopleInMonth: 'people_in_month',
  newPeople: 'new_people',
  inDestination: 'in_destination',
  inTransit: 'in_transit',
  hostCommunity: 'host_community',
  pendular: 'pendular',
  returnees: 'returnees',
  girls: 'girls',
  boys: 'boys',
  women: 'women',
  men: 'men',
  otherUnder18: 'other_under18',
  otherAdult: 'other_adult',
}

const own = ['id', 'plan_id', 'import_id', 'row_number', 'kind', 'as_written', 'findings', 'is_blocked', 'entered_by'] as const
export const copyStatement = `copy activity_reports (${[...own, ...columns.map((c) => cellColumns[c])].join(', ')}) from stdin`

export type NewRow = {
  id: string
  planId: number
  importId: string
  rowNumber: number
  kind: string | null
  asWritten: AsWritten
  findings: readonly string[]
  isBlocked: boolean
  enteredBy: string
  cells: Cells
}

export function lineOf(row: NewRow): string {
  let asWritten = '{}'
  for (const _ in row.asWritten) {
    asWritten = JSON.stringify(row.asWritten)
    break
  }
  const values: (string | number | boolean | null)[] = [
    row.id,
    row.planId,
    row.importId,
    row.rowNumber,
    row.kind,
    asWritten,
    `{${row.findings.join(',')}}`,
    row.isBlocked,
    row.enteredBy,
  ]
  for (const column of columns) values.push(row.cells[column])
  return copyLine(values)
}
