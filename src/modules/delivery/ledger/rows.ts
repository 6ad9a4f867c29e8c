/** How entries and those they are about are written: one statement for all of them and for what they add to the figures. */
import { type RawBuilder, sql } from 'kysely'
import type { Inserts } from '../../../core/database.ts'
import type { CountedGroup } from '../contract.ts'
import { ages } from '../contract.ts'
import { cellOf } from '../rules/cells.ts'
import { type Amount, nothing, sumInserts, type sumsOf } from './entries.ts'

export type EntryRow = Pick<
  Inserts<'deliveries'>,
  'id' | 'householdId' | 'organisationId' | 'siteId' | 'country' | 'admin1' | 'admin2' | 'serviceId' | 'month' | 'reason'
> & {
  to: string
  personId: string | null
  collectedBy: string
  distributionId: string | null
  quantity: number
  cashValueUsd: number | null
  mechanismId: number | null
  implementerId: number | null
  activityId: string | null
  groups: CountedGroup[]
  answers: Record<string, unknown>
  lineId: number | null
  at: Date
  deviceAt: Date | null
  isDouble: boolean
  overrideReason: string
  reverses: string | null
  proof: string | null
  recordedBy: string
  recordedByName: string
  deviceId: string | null
}
/** Whom an entry is about; the rest stands in the entry. */
export type ServedRow = { delivery: string; countedAs: string; personId: string; cell: number; isCounted: boolean }

/** Name in the program and type; the column is the same name as columns are written. */
const entryColumns =
  `id uuid, householdId uuid, organisationId int, siteId uuid, country text, admin1 text, admin2 text, serviceId int, to text, personId uuid,
  collectedBy text, distributionId uuid, quantity numeric, cashValueUsd numeric, mechanismId int, implementerId int, activityId uuid, groups jsonb, answers jsonb,
  lineId int, month text, at timestamptz, deviceAt timestamptz, isDouble boolean, overrideReason text, reverses uuid, reason text, proof uuid,
  recordedBy text, recordedByName text, deviceId uuid`
    .split(/,\s*/)
    .map((column) => column.split(' ') as [string, string])
const snake = (name: string) => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)
const written = sql.raw(entryColumns.map(([name]) => `"${snake(name)}"`).join(', '))
const asked = sql.raw(entryColumns.map(([name]) => `"${name}"`).join(', '))
const typed = sql.raw(entryColumns.map(([name, type]) => `"${name}" ${type}`).join(', '))

/** Fails where somebody sent one of them at the same moment. */
export function insertingEntries(
  entries: readonly EntryRow[],
  served: readonly ServedRow[],
  sums: ReturnType<typeof sumsOf>,
): RawBuilder<unknown> {
  const { sums: sumRows, news } = sumInserts(sums)
  return sql`
    with e as materialized (select * from json_to_recordset(${JSON.stringify(entries)}::json) as x (${typed})),
    d as (insert into deliveries (${written}) select ${asked} from e),
    s as (insert into served (counted_as, delivery_id, person_id, household_id, organisation_id, site_id, service_id, line_id, at, cell, is_counted)
      select v."countedAs", e.id, v."personId", e."householdId", e."organisationId", e."siteId", e."serviceId", e."lineId", e.at, v.cell, v."isCounted"
      from json_to_recordset(${JSON.stringify(served)}::json) as v (delivery uuid, "countedAs" uuid, "personId" uuid, cell smallint, "isCounted" boolean)
      join e on e.id = v.delivery),
    m as (${sumRows}) ${news}`
}

/** What an entry adds to its line besides people it counts; `sign` -1 takes it away. */
export function amountsOf(
  entry: Pick<EntryRow, 'quantity' | 'cashValueUsd' | 'groups'>,
  line: { planId: number; id: number },
  sign: 1 | -1,
): Amount[] {
  const base = { planId: line.planId, line: line.id, cell: 0, ...nothing }
  const own = { ...base, entries: sign, quantity: sign * entry.quantity, cashValueUsd: sign * (entry.cashValueUsd ?? 0) }
  const grouped = entry.groups.flatMap((g) =>
    ages
      .filter((age) => g.month[age] > 0)
      .map((age) => ({
        ...base,
        cell: cellOf(g.group, age),
        groupedMonth: sign * g.month[age],
        groupedNew: sign * g.new[age],
      })),
  )
  return [own, ...grouped]
}
