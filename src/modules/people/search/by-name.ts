/** Persons whose names are near the words typed: first all words, then with one or two left out, whatever is nearest first. */
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import { heardWords, nameLikeness, nearForms, type Word, wordLikeness } from '../rules/likeness.ts'

export type Found = { personId: string; householdId: string; score: number }
type Row = { id: string; householdId: string; given: string; family: string; also: string; birthDate: string | null }

const mostWords = 6
const mostNear = 16
/** Rows compared per combination of words. */
const mostRows = 200
const fairScore = 0.9
const sureScore = 0.94
const leastScore = 0.62

export type Asked = { name: string; year?: number | undefined; limit: number }
/** Whose people: organisations, where not all are meant; and further conditions on persons `p`. */
export type Among = { organisations: readonly number[] | undefined; where: RawBuilder<unknown> }

export async function findByName(db: Db, { name, year, limit }: Asked, among: Among): Promise<Found[]> {
  const words = heardWords(name).slice(0, mostWords)
  return inRounds(db, roundsOf(await nearCodes(db, words), year), { words, year, limit }, among)
}

const best = (found: Map<string, Found>): number => Math.max(0, ...found.values().map((f) => f.score))

/** `isLast`: only where nothing good was found. */
type Round = { combinations: string[][][]; year?: number | undefined; isLast?: boolean }

async function inRounds(
  db: Db,
  rounds: Round[],
  { words, year, limit }: { words: Word[]; year: number | undefined; limit: number },
  among: Among,
): Promise<Found[]> {
  const found = new Map<string, Found>()
  for (const [n, round] of rounds.entries()) {
    if (round.isLast && best(found) >= fairScore) continue
    for (const row of await rowsWith(db, round, among)) found.set(row.id, scored(row, words, year))
    const fair = [...found.values()].filter((f) => f.score >= fairScore).length
    if (fair >= Math.min(limit, 10) || (n > 0 && best(found) >= sureScore)) break
  }
  return [...found.values()]
    .filter((f) => f.score >= leastScore)
    .sort((a, b) => b.score - a.score || (a.personId < b.personId ? -1 : 1))
    .slice(0, limit)
}

/** Which words must be met together: as they sound; as they nearly sound; all but one, all but two; a single one where there is no more. Born about that year, then whenever. */
function roundsOf(near: string[][], year: number | undefined): Round[] {
  if (near.length === 0) return []
  const less = (from: string[][][]) => unique(from.flatMap((list) => list.map((_, i) => list.toSpliced(i, 1))))
  const exact = { combinations: [near.map((set) => set.slice(0, 1))] }
  const nearly = { combinations: [near] }
  const fewer: Round[] = near.length > 2 ? [{ combinations: less([near]) }] : []
  if (near.length > 3) fewer.push({ combinations: less(less([near])), isLast: true })
  if (near.length === 2) fewer.push({ combinations: less([near]), isLast: true })
  if (year === undefined) return [exact, nearly, ...fewer]
  return [exact, nearly, ...fewer].map((round): Round => ({ ...round, year })).concat([nearly])
}

const unique = (lists: string[][][]): string[][][] => [...new Map(lists.map((list) => [JSON.stringify(list), list])).values()]

async function rowsWith(db: Db, { combinations, year }: Round, { organisations, where }: Among): Promise<Row[]> {
  const has = (codes: string[]) => sql`found_by(p.name_codes, p.organisation_id, p.birth_date) && ${codes}::text[]`
  const within = organisations === undefined ? undefined : organisations.map((id) => `#${id}`)
  const born = year === undefined ? undefined : [year - 1, year, year + 1].map((y) => `*${y}`)
  const together = (set: string[], ends: string[]) => set.flatMap((code) => ends.map((end) => code + end))
  const all = (sets: string[][]) => {
    if (!within && !born) return sets.map(has)
    return [within, born].flatMap((ends) => (ends ? sets.map((set) => has(together(set, ends))) : []))
  }
  const parts = combinations.map(
    (sets) => sql`(select p.id, p.household_id, p.given, p.family, p.also, p.birth_date from persons p
      where ${sql.join(all(sets), sql` and `)} and p.erased_at is null and ${where} limit ${mostRows})`,
  )
  const { rows } = await sql<Row>`${sql.join(parts, sql` union all `)}`.execute(db)
  return rows
}

function scored(row: Row, words: Word[], year: number | undefined): Found {
  const names = [`${row.given} ${row.family}`, row.also].filter(Boolean)
  const likeness = Math.max(...names.map((name) => nameLikeness(words, name)))
  const apart = year === undefined || row.birthDate === null ? 0 : Math.abs(year - Number(row.birthDate.slice(0, 4)))
  const score = likeness * (apart === 0 ? 1 : apart === 1 ? 0.97 : 0.85)
  return { personId: row.id, householdId: row.householdId, score: Math.round(score * 1000) / 1000 }
}

/** For each word the codes near it that names here have; a word that nobody has is left out, unless nobody has any. */
async function nearCodes(db: Db, words: Word[]): Promise<string[][]> {
  if (words.length === 0) return []
  const { rows } = await sql<{ n: number; code: string }>`
    select n::int, w.code from jsonb_to_recordset(${JSON.stringify(words.map((w, n) => ({ n, sound: w.sound, forms: nearForms(w.sound) })))}::jsonb)
      as q(n int, sound text, forms jsonb), lateral (
        (select code from name_words where near && array(select jsonb_array_elements_text(q.forms)) limit 200)
        union (select code from name_words where length(q.sound) > 2 and code ~>=~ q.sound and code ~<~ (q.sound || chr(1114111)) limit 20)) w`.execute(
    db,
  )
  return words
    .map((word, n) =>
      nearest(
        word.sound,
        rows.filter((r) => r.n === n).map((r) => r.code),
      ),
    )
    .filter((set) => set.length > 0)
}

const nearest = (sound: string, codes: string[]): string[] =>
  codes
    .map((code) => ({
      code,
      like: code.startsWith(sound) ? Math.max(0.9, wordLikeness(sound, code)) : wordLikeness(sound, code),
    }))
    .filter(({ like }) => like >= 0.75)
    .sort((a, b) => b.like - a.like)
    .slice(0, mostNear)
    .map(({ code }) => code)
