/** What a list of a distribution asks of the entries that are ticked on it, however they come: by a screen, a file, a phone that was without a network. */
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import type { Answers } from '../../../core/several.ts'
import { isBeyondPlan } from '../rules/amount.ts'
import type { Trouble } from '../rules/check.ts'
import type { Order } from './order.ts'

type Ticked = { order: Order }
/** `listed`: under whose id the household stands on the list, which may be a record merged since. `ofList`: for whoever has no value of their own. `most`: ever planned for the household. */
export type Plan = {
  organisation: number | null
  listed: string | null
  ofList: number | null
  planned: number | null
  most: number | null
}

/** Of a household `w.household`: the one that stands for it now, and every record that was merged into that one. */
const family = sql`
  with recursive up(id, merged_into) as (
    select id, merged_into from households where id = w.household union select h.id, h.merged_into from up join households h on h.id = up.merged_into),
  home(id) as (select id from up where merged_into is null union select h.id from home join households h on h.merged_into = home.id)
  select (select id from up where merged_into is null) as kept, array(select id from home) as homes`

/** What is planned for each, in their order; undefined: on no list. */
export async function plansOf(db: Db, ticked: readonly Ticked[]): Promise<(Plan | undefined)[]> {
  const onLists = ticked.flatMap(({ order: { delivery } }) => (delivery.distribution === null ? [] : [delivery]))
  if (onLists.length === 0) return ticked.map(() => undefined)
  const { rows } = await sql<Plan>`
    select d.organisation_id as organisation, e.household_id as listed, d.cash_value_usd as "ofList", coalesce(e.cash_value_usd, d.cash_value_usd) as planned,
      greatest(d.cash_value_usd, (select max(o.cash_value_usd) from distribution_households o where o.household_id = any(f.homes) and o.distribution_id = w.list),
        (select max(v.was) from distribution_values v where v.household_id = any(f.homes) and v.distribution_id = w.list)) as most
    from unnest(${onLists.map((d) => d.distribution)}::uuid[], ${onLists.map((d) => d.household)}::uuid[]) with ordinality w(list, household, at)
      left join distributions d on d.id = w.list
      cross join lateral (${family}) f
      left join lateral (select * from distribution_households where distribution_id = w.list and household_id = any(f.homes)
        order by household_id <> f.kept, position limit 1) e on true
    order by w.at`.execute(db)
  let next = 0
  return ticked.map(({ order }) => (order.delivery.distribution === null ? undefined : rows[next++]!))
}

/** The list belongs to who gives; what is given is not far beyond what it plans. Paper and phones without a network know what was planned when they went out: they are held against the most that was planned. */
export function troubleOf({ delivery, isLate }: Order, { organisation, planned, most }: Plan): Trouble | undefined {
  if (organisation !== delivery.organisation) return { code: 'delivery/distribution-unknown', detail: {} }
  const plan = isLate ? most : planned
  const value = delivery.cashValueUsd
  if (value === null || plan === null || !isBeyondPlan(value, plan)) return undefined
  return { code: 'delivery/value-beyond', detail: { value, planned: plan } }
}

type Listed = Ticked & { plan: Plan | undefined }

/**
 * Their rows of the lists, kept as they are until the entry is there: whoever takes a household off a list, or plans another value, locks
 * the row first (distributions/values.ts) and looks then whether they have come. Before the counted people are locked, in the order of lists
 * and households. Nothing where nobody is on a list.
 */
export function lockingLists(ready: readonly Listed[]) {
  const onLists = ready.flatMap(({ order: { delivery }, plan }) =>
    plan === undefined ? [] : [{ ...delivery, household: plan.listed }],
  )
  if (onLists.length === 0) return []
  return [
    sql`select json_build_array(e.distribution_id, e.household_id, e.cash_value_usd) as row
      from unnest(${onLists.map((d) => d.distribution)}::uuid[], ${onLists.map((d) => d.household)}::uuid[]) w(list, household)
        join distribution_households e on e.distribution_id = w.list and e.household_id = w.household
      order by e.distribution_id, e.household_id for key share of e`,
  ]
}

/** Of the rows under lock: what was planned otherwise since it was first read. What was ever planned only grows: what came late was judged for good. */
export function troublesUnderLock(answer: Answers[number]): (one: Listed) => Trouble | undefined {
  const own = new Map(
    (answer as { row: [string, string, number | null] }[]).map(({ row: [list, who, usd] }) => [`${list} ${who}`, usd]),
  )
  return ({ order, plan }) => {
    if (plan === undefined || order.isLate) return undefined
    const key = `${order.delivery.distribution} ${plan.listed}`.toLowerCase()
    return troubleOf(order, { ...plan, planned: own.get(key) ?? plan.ofList })
  }
}
