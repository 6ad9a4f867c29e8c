/** How entries and those they are about are written: all of them at once, and what they add to the figures. */
import type { Inserts } from '../../../core/database.ts'
import { inserting, type Statement } from '../../../core/several.ts'
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

/** Of `deliveries`: names in the program, and types. */
const entryColumns = {
  ...{ id: 'uuid', householdId: 'uuid', organisationId: 'int', siteId: 'uuid', country: 'text', admin1: 'text', admin2: 'text' },
  ...{ serviceId: 'int', to: 'text', personId: 'uuid', collectedBy: 'text', distributionId: 'uuid', quantity: 'numeric' },
  ...{ cashValueUsd: 'numeric', mechanismId: 'int', implementerId: 'int', activityId: 'uuid', groups: 'jsonb', answers: 'jsonb' },
  ...{ lineId: 'int', month: 'text', at: 'timestamptz', deviceAt: 'timestamptz', isDouble: 'boolean', overrideReason: 'text' },
  ...{ reverses: 'uuid', reason: 'text', proof: 'uuid', recordedBy: 'text', recordedByName: 'text', deviceId: 'uuid' },
} satisfies Record<keyof EntryRow, string>
const entryNames = Object.keys(entryColumns) as (keyof EntryRow)[]
const snake = (name: string) => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)
const written = (entry: EntryRow, name: keyof EntryRow) =>
  entryColumns[name] === 'jsonb' ? JSON.stringify(entry[name]) : entry[name]
const servedColumns =
  `counted_as uuid, delivery_id uuid, person_id uuid, household_id uuid, organisation_id int, site_id uuid, service_id int, line_id int,
  at timestamptz, cell smallint, is_counted boolean`.split(/,\s*/)

/** One statement a table, so that each may lie on other machines. Fails where somebody sent one of the entries at the same moment. */
export function insertingEntries(
  entries: readonly EntryRow[],
  served: readonly ServedRow[],
  sums: ReturnType<typeof sumsOf>,
): Statement[] {
  const byId = new Map(entries.map((e) => [e.id, e]))
  const about = served.map((s) => {
    const e = byId.get(s.delivery)!
    const where = [e.householdId, e.organisationId, e.siteId, e.serviceId, e.lineId]
    return [s.countedAs, s.delivery, s.personId, ...where, e.at, s.cell, s.isCounted]
  })
  // What none of them has is not written.
  const names = entryNames.filter((name) => entries.some((entry) => entry[name] !== null))
  return [
    inserting(
      'deliveries',
      names.map((name) => `${snake(name)} ${entryColumns[name]}`),
      entries.map((entry) => names.map((name) => written(entry, name))),
    ),
    ...(about.length > 0 ? [inserting('served', servedColumns, about)] : []),
    ...sumInserts(sums),
  ]
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
