/** How the lines of a table are called, and in which order they stand. */
import { sql } from 'kysely'
import type { Db } from '../../core/database.ts'
import { type Language, type Texts, textIn, translator } from '../../core/i18n.ts'
import type { Plan } from '../plan/contract.ts'
import { listSectors } from '../plan/queries.ts'
import type { By } from './contract.ts'
import { ageGenderCells, populationCells } from './rules.ts'

/** In a language, or places as the plan's own list writes them. */
export type Naming = Language | 'listed'
export type Names = { of: (key: string) => string; compare: (a: string, b: string) => number }

export async function namesOf(db: Db, plan: Plan, by: By, keys: string[], naming: Naming): Promise<Names> {
  const language = naming === 'listed' ? 'en' : naming
  const t = translator(language)
  const known = await knownNames(db, plan, by, keys, naming)
  const of = (key: string): string => known.get(key) ?? (by === 'month' ? key : t(`figures.unknown.${by}`))
  const place = new Map([...known.keys()].map((key, i) => [key, i]))
  const given = by === 'sector' || by === 'population' || by === 'age-gender'
  // Lines without a name stand last.
  const compare = (a: string, b: string) => {
    if (known.has(a) !== known.has(b)) return known.has(a) ? -1 : 1
    return given ? (place.get(a) ?? 0) - (place.get(b) ?? 0) : of(a).localeCompare(of(b), language)
  }
  return { of, compare }
}

async function knownNames(db: Db, plan: Plan, by: By, keys: string[], naming: Naming): Promise<Map<string, string>> {
  const language = naming === 'listed' ? 'en' : naming
  if (by === 'month') return new Map(keys.filter(Boolean).map((key) => [key, key]))
  if (by === 'population' || by === 'age-gender') {
    const t = translator(language)
    return new Map((by === 'population' ? populationCells : ageGenderCells).map((cell) => [cell, t(`figures.cell.${cell}`)]))
  }
  if (by === 'sector') return new Map((await listSectors(db, plan.id)).map((s) => [String(s.id), s.names[language] ?? s.name]))
  if (by === 'organisation') return organisationNames(db, keys, language)
  return new Map([...(await placeNames(db, keys, language)), ...(naming === 'listed' ? await listedNames(db, plan.id, by) : [])])
}

const asTexts = (rows: { key: string; names: unknown }[], language: Language): Map<string, string> =>
  new Map(rows.map(({ key, names }) => [key, textIn(names as Texts, language)]))

async function placeNames(db: Db, keys: string[], language: Language): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('places')
    .select(['code as key', 'names'])
    .where((eb) => eb('code', '=', eb.fn.any(eb.val(keys))))
    .execute()
  return asTexts(rows, language)
}

async function listedNames(db: Db, planId: number, by: 'country' | 'admin1'): Promise<[string, string][]> {
  const [key, name] = by === 'country' ? (['country', 'country_name'] as const) : (['place_code', 'name'] as const)
  const { rows } = await sql<{ key: string; name: string }>`
    select ${sql.ref(key)} as key, min(${sql.ref(name)}) as name from plan_places where plan_id = ${planId} group by 1`.execute(
    db,
  )
  return rows.map((r) => [r.key, r.name])
}

async function organisationNames(db: Db, keys: string[], language: Language): Promise<Map<string, string>> {
  const ids = keys.map(Number).filter((id) => id > 0)
  const rows = await db
    .selectFrom('organisations')
    .select(['id', 'names'])
    .where((eb) => eb('id', '=', eb.fn.any(eb.val(ids))))
    .execute()
  return asTexts(
    rows.map(({ id, names }) => ({ key: String(id), names })),
    language,
  )
}
