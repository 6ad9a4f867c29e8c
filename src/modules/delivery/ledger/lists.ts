/** What a list of a distribution asks of the entries that are ticked on it, however they come: by a screen, a file, a phone that was without a network. */
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import { isBeyondPlan } from '../rules/amount.ts'
import type { Trouble } from '../rules/check.ts'
import type { Order } from './order.ts'

type Ticked = { order: Order }
/** `most`: ever planned for the household. */
type Plan = { organisation: number | null; planned: number | null; most: number | null }

/** The list belongs to who gives; what is given is not far beyond what it plans. @returns what is wrong, in the order of the entries */
export async function troublesOfLists(db: Db, ticked: readonly Ticked[]): Promise<(Trouble | undefined)[]> {
  const onLists = ticked.flatMap(({ order: { delivery } }) => (delivery.distribution === null ? [] : [delivery]))
  if (onLists.length === 0) return ticked.map(() => undefined)
  const { rows } = await sql<Plan>`
    select d.organisation_id as organisation, coalesce(e.cash_value_usd, d.cash_value_usd) as planned,
      greatest(e.cash_value_usd, d.cash_value_usd, (select max(v.was) from distribution_values v where v.household_id = w.household and v.distribution_id = w.list)) as most
    from unnest(${onLists.map((d) => d.distribution)}::uuid[], ${onLists.map((d) => d.household)}::uuid[]) with ordinality w(list, household, at)
      left join distributions d on d.id = w.list
      left join distribution_households e on e.distribution_id = w.list and e.household_id = w.household
    order by w.at`.execute(db)
  let next = 0
  return ticked.map(({ order }) => (order.delivery.distribution === null ? undefined : troubleOf(order, rows[next++]!)))
}

/** Paper and phones without a network know what was planned when they went out: they are held against the most that was planned. */
function troubleOf({ delivery, isLate }: Order, { organisation, planned, most }: Plan): Trouble | undefined {
  if (organisation !== delivery.organisation) return { code: 'delivery/distribution-unknown', detail: {} }
  const plan = isLate ? most : planned
  const value = delivery.cashValueUsd
  if (value === null || plan === null || !isBeyondPlan(value, plan)) return undefined
  return { code: 'delivery/value-beyond', detail: { value, planned: plan } }
}
