/** What was merged, the latest first, or that of somebody who is looked for by card or name: a question like any other, and whoever is shown was read. Under row security. */
import { sql } from 'kysely'
import { may, type Reach, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { asReader, type Db } from '../../../core/database.ts'
import { countLookups } from '../lookups/lookups.ts'
import type { How } from '../privacy/contract.ts'
import { noteReadings } from '../privacy/readings.ts'
import { readCard } from '../rules/card.ts'
import { findByName } from '../search/by-name.ts'
import { inReach, organisationsIn } from '../search/reach.ts'
import type { Merge } from './contract.ts'

const pageLength = 25
const mostFound = 200
/** Less like the words than the best by more than this is somebody else. */
const farFromBest = 0.1

type MergeRow = Omit<Merge, 'kept' | 'gone' | 'may'> & {
  keptPerson: string
  keptHousehold: string
  keptCard: string
  keptName: string | null
  gonePerson: string
  goneHousehold: string
  goneCard: string
  goneName: string | null
  siteId: string | null
  keptSite: string | null
  goneSite: string | null
}

type Filter = { organisation?: number | undefined; after?: string | undefined; words?: string | undefined }

export async function listMerges(ctx: Context, { organisation, after, words = '' }: Filter) {
  const reach = visible(ctx, 'people.read')
  const isLooking = words.trim() !== ''
  if (isLooking) await countLookups(ctx)
  const persons = isLooking ? await mergedPersons(ctx.db, reach, words) : undefined
  const rows = await asReader(ctx.db, reach, (db) => readMerges(db, { organisation, after, persons }))
  return {
    merges: await asRead(ctx, rows.slice(0, pageLength), isLooking ? 'found' : 'listed'),
    next: rows.length > pageLength ? rows[pageLength - 1]!.id : null,
  }
}

/** One merge, for whoever just decided or undid it. */
export async function getMerge(ctx: Context, id: string): Promise<Merge | null> {
  const rows = await asReader(ctx.db, visible(ctx, 'people.read'), (db) => readMerges(db, { only: id }))
  const [merge] = await asRead(ctx, rows, 'listed')
  return merge ?? null
}

/** Two of one household are one reading of it. */
async function asRead(ctx: Context, rows: MergeRow[], how: How): Promise<Merge[]> {
  const homes = rows.flatMap((r) => [
    { id: r.keptHousehold, organisationId: r.organisation, siteId: r.keptSite },
    { id: r.goneHousehold, organisationId: r.organisation, siteId: r.goneSite },
  ])
  await noteReadings(ctx, [...new Map(homes.map((h) => [h.id, h])).values()], how)
  return rows.map((r) => asMerge(ctx, r))
}

/** `persons`: those who stay or go; undefined: all. */
type Wanted = { organisation?: number | undefined; after?: string | undefined; persons?: string[] | undefined; only?: string }

/** Ids are made in the order of time. */
async function readMerges(db: Db, { organisation, after, persons, only }: Wanted): Promise<MergeRow[]> {
  const { rows } = await sql<MergeRow>`
    select m.id, m.organisation_id as organisation, m.kept_person, m.kept_household, kh.card as kept_card, trim(k.given || ' ' || k.family) as kept_name, m.gone_person,
      m.gone_household, gh.card as gone_card, trim(g.given || ' ' || g.family) as gone_name, k.site_id, kh.site_id as kept_site, gh.site_id as gone_site, m.by, m.by_name, m.reason,
      to_char(m.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at,
      to_char(m.undone_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as undone_at
    from merges m join persons k on k.household_id = m.kept_household and k.id = m.kept_person
      join persons g on g.household_id = m.gone_household and g.id = m.gone_person
      join households kh on kh.id = m.kept_household join households gh on gh.id = m.gone_household
    where ${organisation === undefined ? sql`true` : sql`m.organisation_id = ${organisation}`}
      and ${after === undefined ? sql`true` : sql`m.id < ${after}::uuid`} and ${only === undefined ? sql`true` : sql`m.id = ${only}::uuid`}
      and ${persons === undefined ? sql`true` : sql`(m.kept_person = any(${persons}::uuid[]) or m.gone_person = any(${persons}::uuid[]))`}
    order by m.id desc limit ${pageLength + 1}`.execute(db)
  return rows
}

const asMerge = (
  ctx: Context,
  {
    keptPerson,
    keptHousehold,
    keptCard,
    keptName,
    gonePerson,
    goneHousehold,
    goneCard,
    goneName,
    siteId,
    keptSite: _,
    goneSite: __,
    ...rest
  }: MergeRow,
): Merge => ({
  ...rest,
  kept: { person: keptPerson, household: keptHousehold, card: keptCard, name: keptName ?? '' },
  gone: { person: gonePerson, household: goneHousehold, card: goneCard, name: goneName ?? '' },
  may: { undo: rest.undoneAt === null && may(ctx, 'people.manage', { organisationId: rest.organisation, siteId }) },
})

/** Who of those merged, or merged into, is on this card or bears this name, however it is spelt. */
async function mergedPersons(db: Db, reach: Reach, words: string): Promise<string[]> {
  const isMerged = sql`(exists (select from merges m where m.kept_person = p.id) or exists (select from merges m where m.gone_person = p.id))`
  const where = sql`${isMerged} and ${inReach(reach, 'p')}`
  const card = readCard(words)
  if (card) {
    const home = card.id === undefined ? sql`h.card = ${card.card}` : sql`h.id = ${card.id}`
    const { rows } = await sql<{ id: string }>`
      select p.id from households h join persons p on p.household_id = h.id where ${home} and ${where}`.execute(db)
    if (rows.length > 0) return rows.map((r) => r.id)
  }
  const found = await findByName(db, { name: words, limit: mostFound }, { organisations: organisationsIn(reach), where })
  const best = Math.max(0, ...found.map((f) => f.score))
  return found.filter((f) => f.score >= best - farFromBest).map((f) => f.personId)
}
