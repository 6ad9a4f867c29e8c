/** How entries and those they are about are written: one statement for all of them and for what they add to the figures. */
import { sql } from 'kysely'
import type { Db, Inserts } from '../../../core/database.ts'
import type { CountedGroup } from '../contract.ts'
import { ages } from '../contract.ts'
import { cellOf } from '../rules/cells.ts'
import { type Amount, nothing, type Served, sumInserts, type sumsOf } from './entries.ts'

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
export type ServedRow = Served & { householdId: string }

const entryColumns = `id uuid, household_id uuid, organisation_id int, site_id uuid, country text, admin1 text, admin2 text, service_id int, "to" text, person_id uuid,
  collected_by text, distribution_id uuid, quantity numeric, cash_value_usd numeric, mechanism_id int, implementer_id int, activity_id uuid, groups jsonb, answers jsonb,
  line_id int, month text, at timestamptz, device_at timestamptz, is_double boolean, override_reason text, reverses uuid, reason text, proof uuid,
  recorded_by text, recorded_by_name text, device_id uuid`
const servedColumns = `counted_as uuid, delivery_id uuid, person_id uuid, household_id uuid, organisation_id int, site_id uuid, service_id int, line_id int,
  at timestamptz, cell smallint, is_counted boolean`
const namesIn = (columns: string) =>
  [...columns.matchAll(/("?\w+"?) (?:uuid|int|text|numeric|jsonb|timestamptz|boolean|smallint)/g)].map((m) => m[1]!)
const snake = (name: string) => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)

/** As JSON whose names are those of the columns. */
const asJson = (rows: readonly object[]): string =>
  JSON.stringify(rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [snake(name), value]))))

const inserted = (table: string, columns: string, rows: readonly object[]) => sql`
  insert into ${sql.table(table)} (${sql.raw(namesIn(columns).join(', '))})
  select ${sql.raw(namesIn(columns).join(', '))} from json_to_recordset(${asJson(rows)}::json) as x (${sql.raw(columns)})`

/** @returns how many entries were written: fewer than given where somebody sent one of them at the same moment */
export async function insertEntries(
  db: Db,
  entries: readonly EntryRow[],
  served: readonly ServedRow[],
  sums: ReturnType<typeof sumsOf>,
): Promise<number> {
  const { sums: sumRows, news } = sumInserts(sums)
  const { rows } = await sql<{ written: number }>`
    with d as (${inserted('deliveries', entryColumns, entries)} on conflict (household_id, id) do nothing returning id),
    s as (${inserted('served', servedColumns, served)}), m as (${sumRows}), n as (${news})
    select count(*)::int as written from d`.execute(db)
  return rows[0]!.written
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
