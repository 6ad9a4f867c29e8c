/** What counted people were given so far, locked while it changes, and what a change of it adds to the figures. */
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import { inserting, type Statement, several } from '../../../core/several.ts'
import { contributions, type Difference, differences } from '../rules/contributions.ts'
import type { LineFacts } from '../rules/firsts.ts'
import type { Lines } from './lines.ts'

/** One row of `served` that stands. */
export type Served = {
  countedAs: string
  deliveryId: string
  personId: string
  organisationId: number
  siteId: string | null
  serviceId: number
  lineId: number | null
  at: Date
  cell: number
  isCounted: boolean
}

/** In the order of ids, as everybody locks them. Locked until the end of the transaction. */
export async function lockCounted(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await lockingCounted(ids).execute(db)
}
/** The statement that locks, for a message that says more. */
export const lockingCounted = (ids: readonly string[]) =>
  sql`select from counted where id = any(${ids}::uuid[]) order by id for update`

/** What stands, by counted person. Everybody asked for has a list. */
export async function servedOf(db: Db, ids: readonly string[]): Promise<Map<string, Served[]>> {
  const byPerson = new Map<string, Served[]>(ids.map((id) => [id, []]))
  if (ids.length === 0) return byPerson
  const { rows } = await sql<Served>`
    select counted_as, delivery_id, person_id, organisation_id, site_id, service_id, line_id, at, cell, is_counted
    from served where counted_as = any(${ids}::uuid[]) and is_live`.execute(db)
  for (const row of rows) byPerson.get(row.countedAs)!.push(row)
  return byPerson
}

const entriesOf = (served: readonly Served[], facts: Map<number, LineFacts>) =>
  served.flatMap((s) =>
    s.isCounted && s.lineId !== null
      ? [{ line: facts.get(s.lineId)!, at: s.at.getTime(), delivery: s.deliveryId, person: s.personId, cell: s.cell }]
      : [],
  )

/** What of distinct people changes when what stands becomes something else. Of each person on its own, then together. */
export async function differencesOf(
  lines: Lines,
  changes: readonly { before: readonly Served[]; after: readonly Served[] }[],
): Promise<Difference[]> {
  const facts = await lines.facts(changes.flatMap(({ before, after }) => [...before, ...after].flatMap((s) => s.lineId ?? [])))
  return changes.flatMap(({ before, after }) =>
    differences(contributions(entriesOf(before, facts)), contributions(entriesOf(after, facts))),
  )
}

/** What entries add besides distinct people. `sign` -1 takes it away again. */
export type Amount = {
  planId: number
  line: number
  cell: number
  entries: number
  quantity: number
  cashValueUsd: number
  groupedMonth: number
  groupedNew: number
}
export const nothing = { entries: 0, quantity: 0, cashValueUsd: 0, groupedMonth: 0, groupedNew: 0 }

/** As they are written: one row for each line, cell and firsts. */
export function sumsOf(people: readonly Difference[], amounts: readonly Amount[]) {
  const rows = new Map<string, Amount & { firsts: number; people: number }>()
  const row = (planId: number, line: number, cell: number, firsts: number) => {
    const key = `${line} ${cell} ${firsts}`
    const known = rows.get(key)
    if (known) return known
    const made = { planId, line, cell, firsts, people: 0, ...nothing }
    rows.set(key, made)
    return made
  }
  for (const d of people) row(d.planId, d.line, d.cell, d.firsts).people += d.people
  for (const amount of amounts) {
    const sum = row(amount.planId, amount.line, amount.cell, 0)
    for (const name of amountNames) sum[name] += amount[name]
  }
  return [...rows.values()].filter((r) => r.people !== 0 || amountNames.some((name) => r[name] !== 0))
}
const amountNames = ['entries', 'quantity', 'cashValueUsd', 'groupedMonth', 'groupedNew'] as const

/** The sums, and a note of the lines that changed. */
export const sumInserts = (sums: ReturnType<typeof sumsOf>): Statement[] =>
  sums.length === 0
    ? []
    : [
        inserting(
          'delivery_sums',
          sumColumns,
          sums.map((s) => [s.planId, s.line, s.cell, s.firsts, s.people, ...amountNames.map((name) => s[name])]),
        ),
        inserting(
          'line_news',
          ['line_id int'],
          [...new Set(sums.map((s) => s.line))].map((line) => [line]),
        ),
      ]
const sumColumns =
  'plan_id int, line_id int, cell smallint, firsts int, people int, entries int, quantity numeric, cash_value_usd numeric, grouped_month int, grouped_new int'.split(
    ', ',
  )

/** In the transaction of what they follow from. */
export async function addSums(db: Db, people: readonly Difference[], amounts: readonly Amount[]): Promise<void> {
  await several(db, sumInserts(sumsOf(people, amounts)))
}
