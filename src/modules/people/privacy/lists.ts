/** The lists people are registered with: those that come with Senda, and the words of consent in their versions. */
import { readFileSync } from 'node:fs'
import { assertMay, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { type Db, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { Problem } from '../../../core/problem.ts'
import type { Purpose } from '../contract.ts'
import type { ConsentText, NewConsentText } from './contract.ts'

type Words = Record<'en' | 'es' | 'pt' | 'fr', string>
type ShippedNeed = { code: string; names: Words; isRestricted?: boolean }
const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(`./data/${name}.json`, import.meta.url), 'utf8')) as T

/** The lists that come with Senda. What a response wrote itself, or changed, stays as it is. */
export async function loadPeopleLists(db: Db): Promise<void> {
  const needs = read<ShippedNeed[]>('need-kinds').map((need, position) => ({
    ...need,
    names: JSON.stringify(need.names),
    position,
  }))
  await db
    .insertInto('needKinds')
    .values(needs)
    .onConflict((c) => c.doNothing())
    .execute()
  const texts = Object.entries(read<Record<Purpose, Words>>('consent-texts')).flatMap(([purpose, words]) =>
    rowsOf(purpose, 1, words, 'Senda'),
  )
  await db
    .insertInto('consentTexts')
    .values(texts)
    .onConflict((c) => c.doNothing())
    .execute()
}

const rowsOf = (purpose: string, version: number, words: Words, writtenBy: string) =>
  Object.entries(words).map(([language, body]) => ({ purpose, version, language, body, writtenBy }))

/** Every version: a device may hold an answer to one that was followed by another meanwhile. */
export async function listConsentTexts(ctx: Context): Promise<ConsentText[]> {
  visible(ctx, 'places.read')
  const rows = await ctx.db.selectFrom('consentTexts').selectAll().orderBy('purpose').orderBy('version', 'desc').execute()
  const versions = [...Map.groupBy(rows, (r) => `${r.purpose} ${r.version}`).values()]
  const newest = new Map(versions.toReversed().map(([first]) => [first!.purpose, first!.version]))
  return versions.map((texts) => {
    const { purpose, version, since } = texts[0]!
    return {
      purpose: purpose as Purpose,
      version,
      texts: Object.fromEntries(texts.map((t) => [t.language, t.body])) as Words,
      since: since.toISOString(),
      isCurrent: newest.get(purpose) === version,
    }
  })
}

/** A text is never changed: a new version follows it. What everybody hears is written by those who steer the response. */
export function writeConsentText(ctx: Context, { purpose, version, texts }: NewConsentText): Promise<ConsentText[]> {
  assertMay(ctx, 'services.edit')
  return transact(ctx.db, async (db) => {
    const known = await db.selectFrom('consentTexts').selectAll().where('purpose', '=', purpose).forUpdate().execute()
    const standing = known.filter((t) => t.version === version)
    const isAgain = standing.length > 0 && standing.every((t) => texts[t.language as keyof Words] === t.body)
    const next = Math.max(0, ...known.map((t) => t.version)) + 1
    if (!isAgain && version !== next) throw new Problem(409, 'people/consent-text-order', { next })
    if (!isAgain) {
      await db
        .insertInto('consentTexts')
        .values(rowsOf(purpose, version, texts, ctx.actor.name))
        .execute()
      await record(db, ctx.actor, 'consent-text.written', purpose, { version })
    }
    return listConsentTexts({ ...ctx, db })
  })
}
