/** The whole registry of an organisation compared with itself: weights are learned from it, probable pairs go into the queue. */
import { sql } from 'kysely'
import { type Db, transact } from '../../../core/database.ts'
import { pairsOf } from '../rules/blocking.ts'
import { levelsOf, mayBeOne } from '../rules/comparison.ts'
import { commonWords, learn, type Patterns, patternOf } from '../rules/learning.ts'
import { type Judgement, judge, type Model } from '../rules/weighing.ts'
import { keepModel } from './model.ts'
import { type Kept, keptRecords } from './records.ts'

/** From here on a pair is worth a person's time. */
export const leastScore = 0.9
const mostQueued = 50_000

export type Round = { persons: number; pairs: number; queued: number }

export async function compareAll(db: Db, organisation: number): Promise<Round> {
  const records = await keptRecords(db, sql`h.organisation_id = ${organisation}`)
  const common = commonWords(records)
  const patterns: Patterns = new Map()
  const near: [number, number][] = []
  let pairs = 0
  for (const [a, b] of pairsOf(records)) {
    const levels = levelsOf(records[a]!, records[b]!)
    const mayBe = mayBeOne(records[a]!, records[b]!, levels)
    const pattern = patternOf(levels, mayBe)
    patterns.set(pattern, (patterns.get(pattern) ?? 0) + 1)
    if (mayBe) near.push([a, b])
    // Others wait for this process too.
    if (++pairs % 2000 === 0) await new Promise(setImmediate)
  }
  const model = learn(patterns, common)
  const found = await judged(records, near, model)
  await transact(db, async (trx) => {
    await keepModel(trx, organisation, model, records.length, pairs)
    await queue(trx, organisation, found)
  })
  return { persons: records.length, pairs, queued: found.length }
}

export type Found = { a: Kept; b: Kept } & Judgement

async function judged(records: Kept[], near: [number, number][], model: Model): Promise<Found[]> {
  const found: Found[] = []
  for (const [n, [i, j]] of near.entries()) {
    if (n % 2000 === 0) await new Promise(setImmediate)
    const [a, b] = records[i]!.id < records[j]!.id ? [records[i]!, records[j]!] : [records[j]!, records[i]!]
    const judgement = judge(a, b, model)
    if (judgement && judgement.score >= leastScore) found.push({ a, b, ...judgement })
  }
  return found.sort((x, y) => y.score - x.score).slice(0, mostQueued)
}

/** What was decided stays decided; what waits and is no longer probable leaves the queue. */
async function queue(db: Db, organisation: number, found: Found[]): Promise<void> {
  await sql`delete from duplicate_pairs where organisation_id = ${organisation} and state = 'open'
    and not ((a_person, b_person) in (select * from unnest(${found.map((f) => f.a.id)}::uuid[], ${found.map((f) => f.b.id)}::uuid[])))`.execute(
    db,
  )
  for (let from = 0; from < found.length; from += 5000) await addPairs(db, organisation, found.slice(from, from + 5000))
}

export async function addPairs(db: Db, organisation: number, found: Found[]): Promise<void> {
  const rows = found.map(({ a, b, score, reasons }) => ({
    a_person: a.id,
    b_person: b.id,
    a_household: a.householdId,
    b_household: b.householdId,
    score,
    reasons,
  }))
  await sql`insert into duplicate_pairs (a_person, b_person, a_household, b_household, organisation_id, score, reasons)
    select a_person, b_person, a_household, b_household, ${organisation}, score, reasons
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(a_person uuid, b_person uuid, a_household uuid, b_household uuid, score real, reasons jsonb)
    order by 1, 2
    on conflict (a_person, b_person) do update set score = excluded.score, reasons = excluded.reasons where duplicate_pairs.state = 'open'`.execute(
    db,
  )
}
