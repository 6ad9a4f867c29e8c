/** Persons whose names are near the words typed: first all words, then with one or two left out, whatever is nearest first. */
import { type RawBuilder, sql } from 'kysely'
import { type Db, transact } from '../../../core/database.ts'
import { heardWords, nameLikeness, nearForms, type Word, wordLikeness } from '../rules/likeness.ts'

export type Found = { personId: string; householdId: string; score: number }
type Row = { id: string; householdId: string; given: string; family: string; also: string; birthDate: string | null }

const mostWords = 6
const mostNear = 24
/** Rows compared per combination of words. */
const mostRows = 300
const fairScore = 0.9
const leastScore = 0.62

/** @param where further conditions on persons `p`: reach, organisation, site */
export const findByName = (db: Db, name: string, year: number | undefined, where: RawBuilder<unknown>, limit: number) =>
  transact(db, async (trx): Promise<Found[]> => {
    // With a limit the planner would rather read the whole table from its start.
    await sql`select set_config('enable_seqscan', 'off', true)`.execute(trx)
    const words = heardWords(name).slice(0, mostWords)
    const sets = await nearCodes(trx, words)
    const found = await inRounds(trx, sets, words, year, where, limit)
    await sql`select set_config('enable_seqscan', 'on', true)`.execute(trx)
    return found
  })

async function inRounds(
  db: Db,
  sets: string[][],
  words: Word[],
  year: number | undefined,
  where: RawBuilder<unknown>,
  limit: number,
): Promise<Found[]> {
  const found = new Map<string, Found>()
  for (const round of roundsOf(sets)) {
    for (const row of await rowsWith(db, round, where)) found.set(row.id, scored(row, words, year))
    const fair = [...found.values()].filter((f) => f.score >= fairScore).length
    if (fair >= Math.min(limit, 10)) break
  }
  return [...found.values()]
    .filter((f) => f.score >= leastScore)
    .sort((a, b) => b.score - a.score || (a.personId < b.personId ? -1 : 1))
    .slice(0, limit)
}

/** Which words must be met together, round by round: all; each but one; each but two; a single one only where there is no more. */
function roundsOf(sets: string[][]): string[][][][] {
  const less = (from: string[][][]) => from.flatMap((list) => list.map((_, i) => list.toSpliced(i, 1)))
  const rounds = [[sets]]
  while (rounds.length < 3 && rounds.at(-1)![0]!.length > 2) rounds.push(unique(less(rounds.at(-1)!)))
  if (sets.length === 2) rounds.push(less([sets]))
  return sets.length === 0 ? [] : rounds
}

const unique = (lists: string[][][]): string[][][] => [...new Map(lists.map((list) => [JSON.stringify(list), list])).values()]

async function rowsWith(db: Db, round: string[][][], where: RawBuilder<unknown>): Promise<Row[]> {
  const parts = round.map(
    (sets) => sql`(select p.id, p.household_id, p.given, p.family, p.also, p.birth_date from persons p
      where ${sql.join(
        sets.map((set) => sql`p.name_codes && ${set}::text[]`),
        sql` and `,
      )} and p.erased_at is null and ${where} limit ${mostRows})`,
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
        union (select code from name_words where length(q.sound) > 2 and code like q.sound || '%' limit 20)) w`.execute(db)
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
