/** Looking for a household: by name, card, document, telephone, or what was seen last at a site. Every question is counted, every household shown is noted as found. */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { type Reach, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import type { Db } from '../../../core/database.ts'
import type { HouseholdLine } from '../contract.ts'
import { countLookups } from '../lookups/lookups.ts'
import { noteReadings } from '../privacy/readings.ts'
import { readCard } from '../rules/card.ts'
import { numberKey } from '../rules/identity.ts'
import { readTyped, type Typed } from '../rules/typed.ts'
import { findByName } from './by-name.ts'
import type { HouseholdQuery } from './contract.ts'
import { householdLines, type Wanted } from './lines.ts'
import { inReach, organisationsIn } from './reach.ts'

type Page = { households: HouseholdLine[]; next: string | null }

export async function findHouseholds(ctx: Context, query: HouseholdQuery): Promise<Page> {
  const reach = visible(ctx, 'people.read')
  const typed = typedIn(query)
  const isLooking = typed !== undefined
  if (isLooking) await countLookups(ctx)
  const wanted = isLooking ? await look(ctx.db, reach, typed, query) : await lastSeen(ctx.db, reach, query)
  const next = !isLooking && wanted.length > query.limit ? wanted[query.limit - 1]!.key : null
  const households = await householdLines(ctx.db, reach, wanted.slice(0, query.limit))
  const how = isLooking ? 'found' : 'listed'
  await noteReadings(
    ctx,
    households.map((h) => ({ id: h.id, organisationId: h.organisation, siteId: h.site })),
    how,
  )
  return { households, next }
}

/** undefined: nothing is looked for. A card that cannot be read is looked for all the same, and not found. */
function typedIn({ card, document, words }: HouseholdQuery): Typed | undefined {
  if (card.trim()) return { card: readCard(card) ?? { card: card.trim() }, name: '' }
  if (document.trim()) return { number: numberKey(document), name: '' }
  return words.trim() ? readTyped(words) : undefined
}

type Keyed = Wanted & { key: string }

async function look(db: Db, reach: Reach, typed: Typed, query: HouseholdQuery): Promise<Keyed[]> {
  if (typed.card) return keyed(await byCard(db, reach, typed.card, query))
  if (typed.number) return keyed(await byNumber(db, reach, typed.number, query))
  const organisations = query.organisation === undefined ? organisationsIn(reach) : [query.organisation]
  const among = { organisations, where: where(reach, query, 'p') }
  return keyed(await findByName(db, { ...typed, limit: query.limit }, among))
}
const keyed = (wanted: Wanted[]): Keyed[] => wanted.map((w) => ({ ...w, key: '' }))

function where(reach: Reach, { site, organisation }: HouseholdQuery, table: string): RawBuilder<boolean> {
  const is = (column: string, value: string | number | undefined) =>
    value === undefined ? sql`true` : sql`${sql.ref(`${table}.${column}`)} = ${value}`
  return sql`(${inReach(reach, table)} and ${is('site_id', site)} and ${is('organisation_id', organisation)})`
}

async function byCard(
  db: Db,
  reach: Reach,
  { id, card }: { id?: string; card: string },
  query: HouseholdQuery,
): Promise<Wanted[]> {
  const { rows } = await sql<Wanted>`
    select h.id as household_id from households h
    where ${id === undefined ? sql`h.card = ${card}` : sql`h.id = ${id}`} and ${where(reach, query, 'h')} order by h.last_seen_at desc limit ${query.limit}`.execute(
    db,
  )
  return rows
}

/** A number of a document, or the end of one of a telephone. A cédula is written with its letter or without. */
async function byNumber(db: Db, reach: Reach, number: string, query: HouseholdQuery): Promise<Wanted[]> {
  const bare = number.replace(/^[VE](?=\d)/, '')
  const digits = number.replace(/\D/g, '')
  const { rows } = await sql<Wanted>`
    select distinct on (household_id) * from (
      select d.household_id, d.person_id from person_documents d join households h on h.id = d.household_id
      where d.number_key = any(${[number, bare, `V${bare}`, `E${bare}`]}::text[]) and ${where(reach, query, 'h')}
      union all
      select h.id, null from households h where ${digits.length >= 7} and h.phone_key = ${digits.slice(-8)} and ${where(reach, query, 'h')}) f
    order by household_id, person_id limit ${query.limit}`.execute(db)
  return rows.map(({ householdId, personId }) => ({ householdId, personId: personId ?? undefined, score: 1 }))
}

/** Nothing looked for: who was seen last, page by page. */
async function lastSeen(db: Db, reach: Reach, query: HouseholdQuery): Promise<Keyed[]> {
  const [at, id] = (query.after ?? '').split('~')
  const { rows } = await sql<Keyed>`
    select h.id as household_id, to_char(h.last_seen_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '~' || h.id as key from households h
    where ${where(reach, query, 'h')} and h.merged_into is null and h.erased_at is null
      and ${isTime(at) && isId(id) ? sql`(h.last_seen_at, h.id) < (${at}::timestamptz, ${id}::uuid)` : sql`true`}
    order by h.last_seen_at desc, h.id desc limit ${query.limit + 1}`.execute(db)
  return rows
}

const isTime = (text: string | undefined): text is string => text !== undefined && !Number.isNaN(Date.parse(text))
const isId = (text: string | undefined): text is string => z.uuid().safeParse(text).success
