/** Every statement on distributions and who is expected at them. */
import { type RawBuilder, sql } from 'kysely'
import type { Reach } from '../../../core/access.ts'
import { asReader, type Db, type Row } from '../../../core/database.ts'
import type { Expected, NewDistribution } from './contract.ts'
import { linesOf, type Merged, mergedOn, now } from './merged.ts'

/** Of an entry `x`: nobody took it back. */
const stands = sql`x.reverses is null and not exists (select from deliveries r where r.household_id = x.household_id and r.reverses = x.id)`
/** Of a row `e` of this list: somebody of the household was given something under it, by whichever of its records. The entries are read once for all rows. */
const wasGiven = (merged: readonly Merged[], list: string, which = sql`true`) =>
  sql`${now(merged, 'e.household_id')} in (select ${now(merged, 'x.household_id')} from deliveries x where x.distribution_id = ${list}::uuid and ${which})`
export const hasCome = (merged: readonly Merged[], list: string) => wasGiven(merged, list, stands)

export type DistributionRow = Row<'distributions'> & { expected: number; came: number; given: number }

/** Numbers of lists that are within reach: of whom they are is not asked. */
async function counted(db: Db, lists: Row<'distributions'>[]): Promise<DistributionRow[]> {
  const ids = lists.map(({ id }) => id)
  const merged = await mergedOn(db, ids)
  const { rows } = await sql<{ id: string; expected: number; came: number; given: number }>`
    select d.id, coalesce(g.came, 0) as came, coalesce(g.given, 0) as given,
      (select count(distinct ${now(merged, 'e.household_id')})::int from distribution_households e where e.distribution_id = d.id) as expected
    from unnest(${ids}::uuid[]) d(id) left join lateral (
      select count(distinct ${now(merged, 'x.household_id')})::int as came, sum(quantity) as given from deliveries x
      where x.distribution_id = d.id and ${stands}) g on true`.execute(db)
  const numbers = new Map(rows.map(({ id, ...rest }) => [id, rest]))
  return lists.map((list) => ({ ...list, ...numbers.get(list.id)! }))
}

export type DistributionFilter = {
  organisation?: number | undefined
  site?: string | undefined
  state?: 'open' | 'closed' | undefined
}

/** Under row security: what is not within reach is not there. */
const findLists = (db: Db, reach: Reach, which: RawBuilder<unknown>): Promise<Row<'distributions'>[]> =>
  asReader(db, reach, async (reader) => {
    const { rows } = await sql<
      Row<'distributions'>
    >`select d.* from distributions d where ${which} order by d.day desc, d.id desc limit 200`.execute(reader)
    return rows
  })

export const listDistributions = async (
  db: Db,
  reach: Reach,
  { organisation, site, state }: DistributionFilter,
): Promise<DistributionRow[]> =>
  counted(
    db,
    await findLists(
      db,
      reach,
      sql`(${organisation ?? null}::int is null or d.organisation_id = ${organisation ?? null}::int)
        and (${site ?? null}::uuid is null or d.site_id = ${site ?? null}::uuid) and (${state ?? null}::text is null or d.state = ${state ?? null}::text)`,
    ),
  )

export const findDistribution = async (db: Db, reach: Reach, id: string): Promise<DistributionRow | undefined> =>
  (await counted(db, await findLists(db, reach, sql`d.id = ${id}::uuid`)))[0]

/** @returns whether it is new */
export async function insertDistribution(
  db: Db,
  { organisation, site, service, mechanism, ...d }: NewDistribution,
  by: string,
): Promise<boolean> {
  const added = await db
    .insertInto('distributions')
    .values({ ...d, organisationId: organisation, siteId: site, serviceId: service, mechanismId: mechanism, madeBy: by })
    .onConflict((c) => c.doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

export const isMechanism = async (db: Db, id: number): Promise<boolean> =>
  (await db.selectFrom('planMechanisms').select('id').where('id', '=', id).executeTakeFirst()) !== undefined

export const closeDistribution = (db: Db, id: string) =>
  db
    .updateTable('distributions')
    .set({ state: 'closed', closedAt: new Date() })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .execute()

/** The one who is called: of those who are still in the household. */
const asked = sql`left join lateral (select given, family from persons where household_id = h.id and merged_into is null and erased_at is null
  order by left_at is not null, relation <> 'head', id limit 1) p on true`

/** In the order of the list, with who came; only households whose names are within reach. Who was merged stands there as the one that was kept. */
export async function listExpected(db: Db, reach: Reach, id: string): Promise<Expected[]> {
  const merged = await mergedOn(db, [id])
  const also = Map.groupBy(merged, ({ kept }) => kept)
  const rows = await asReader(db, reach, async (reader) => (await expected(merged, id).execute(reader)).rows)
  return rows.map((row) => ({
    ...row,
    also: (also.get(row.household) ?? []).map(({ id: household, card }) => ({ household, card })),
  }))
}

const expected = (merged: readonly Merged[], id: string) => sql<Omit<Expected, 'also'>>`
  select h.id as household, h.card, concat_ws(' ', p.given, p.family) as head, e.quantity, coalesce(e.cash_value_usd, d.cash_value_usd) as "cashValueUsd",
    (select count(*)::int from persons m where m.household_id = h.id and m.left_at is null and m.merged_into is null and (m.erased_at is null or h.erased_at is not null)) as size,
    c.came, (select coalesce(jsonb_agg(jsonb_build_object('was', v.was, 'becomes', v.becomes, 'reason', v.reason, 'by', v.changed_by_name, 'at', v.changed_at) order by v.changed_at desc, v.id desc), '[]')
      from distribution_values v where v.household_id = e.household_id and v.distribution_id = e.distribution_id) as changes
  from (${linesOf(merged, id)}) e join households h on h.id = e.kept join distributions d on d.id = e.distribution_id
    left join (select distinct on (1) ${now(merged, 'x.household_id')} as kept, jsonb_build_object('delivery', x.id, 'at', x.at, 'quantity', x.quantity,
        'cashValueUsd', x.cash_value_usd, 'collectedBy', x.collected_by, 'isDouble', x.is_double) as came
      from deliveries x where x.distribution_id = ${id}::uuid and ${stands} order by 1, x.at) c on c.kept = h.id
    ${asked}
  order by e.position, e.household_id`

/** Where households are kept. */
export const placesOf = (db: Db, ids: string[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('households')
        .select(['id', 'organisationId', 'siteId'])
        .where('id', '=', sql<string>`any(${ids}::uuid[])`)
        .execute()

type Wanted = { households: string[]; site: string | null; distribution: string | null; organisation: number }

/** Ids of households within reach: these, those of a site, those of another list as they stand now. In the order given, then by name, as people are called. */
export async function reachable(
  db: Db,
  reach: Reach,
  { households, site, distribution, organisation }: Wanted,
): Promise<string[]> {
  const merged = distribution === null ? [] : await mergedOn(db, [distribution])
  return asReader(db, reach, async (reader) => {
    const { rows } = await sql<{ id: string; isOrdered: boolean; name: string }>`
      select h.id, w.at is not null or o.position is not null as "isOrdered", concat_ws(' ', p.given, p.family) as name
      from households h left join unnest(${households}::uuid[]) with ordinality w(id, at) on w.id = h.id
        left join (${linesOf(merged, distribution)}) o on o.kept = h.id
        ${asked}
      where h.organisation_id = ${organisation} and h.merged_into is null and h.erased_at is null
        and (w.id is not null or h.site_id = ${site}::uuid or o.kept is not null)
      order by w.at, o.position, h.card limit 20000`.execute(reader)
    const others = rows.filter((r) => !r.isOrdered).sort((a, b) => byName.compare(a.name, b.name))
    return [...rows.filter((r) => r.isOrdered), ...others].map((r) => r.id)
  })
}

/** Accents as in Spanish, whatever the database was told of the order of letters. */
const byName = new Intl.Collator('es')

/** A card of one that was merged leads to it too; where two have one number, the one that stands comes last. */
export const householdsByCard = (
  db: Db,
  reach: Reach,
  organisation: number,
  cards: string[],
): Promise<{ id: string; card: string }[]> =>
  asReader(db, reach, async (reader) =>
    cards.length === 0
      ? []
      : reader
          .selectFrom('households')
          .select(['id', 'card'])
          .where('organisationId', '=', organisation)
          .where('card', 'in', cards)
          .orderBy(sql`merged_into is null`)
          .execute(),
  )

export type Listing = {
  households: string[]
  quantity: number
  /** What each receives; as the distribution says for those who are not named. */
  values: ReadonlyMap<string, number>
  add: boolean
}

/** In the order in which entries take them. What is to be known of them is read by a statement of its own: one that waits here tells what was before. */
export const lockListed = (db: Db, id: string, households: readonly string[]) =>
  sql`select from distribution_households where distribution_id = ${id}::uuid and household_id = any(${households}::uuid[])
    order by household_id for update`.execute(db)

const lockAll = (db: Db, id: string) =>
  sql`select from distribution_households where distribution_id = ${id}::uuid order by household_id for update`.execute(db)

/** Who has come stays as they were; of the others, who is not named gives way unless these are added to them. What is planned for who stands on it already is changed elsewhere. */
export async function writeExpected(
  db: Db,
  d: Row<'distributions'>,
  { households, quantity, values, add }: Listing,
): Promise<void> {
  if (!add) await lockAll(db, d.id)
  const merged = await mergedOn(db, [d.id])
  if (!add)
    await sql`delete from distribution_households e where e.distribution_id = ${d.id} and not e.household_id = any(${households}::uuid[])
      and not ${wasGiven(merged, d.id)}`.execute(db)
  const usd = households.map((id) => values.get(id) ?? null)
  await sql`insert into distribution_households as e (distribution_id, household_id, organisation_id, site_id, quantity, cash_value_usd, position)
    select ${d.id}::uuid, w.id, ${d.organisationId}::int, ${d.siteId}::uuid, ${quantity}::numeric, w.usd,
      w.at + coalesce((select max(position) from distribution_households where distribution_id = ${d.id}::uuid), 0)
    from unnest(${households}::uuid[], ${usd}::numeric[]) with ordinality w(id, usd, at)
    on conflict (distribution_id, household_id) do update set quantity = excluded.quantity, position = excluded.position
      where not ${add}::boolean and not ${wasGiven(merged, d.id)}`.execute(db)
}
