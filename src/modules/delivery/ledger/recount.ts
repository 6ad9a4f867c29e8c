/** Every figure made anew from the entries, through the rule by which each write keeps them. */
import { sql } from 'kysely'
import { copyIn, copyLine, copyOut } from '../../../core/copy.ts'
import type { Db } from '../../../core/database.ts'
import { contributionsInOrder } from '../rules/contributions.ts'
import { everyFirst, groupings, keyIn, type LineFacts, newPeople } from '../rules/firsts.ts'

type Hint = (text: string) => void
type Facts = Map<number, LineFacts>
/** Of each line: counted persons by cell and firsts (6 + 25 bits in one number). */
type Sums = Map<number, Map<number, number>>
const firstsSize = everyFirst + 1
const cells = 64

/** Makes every sum anew from the entries, streamed in the order of counted people. As of one moment: what is written meanwhile is added to it. @returns counted persons */
export async function recountDeliveries(db: Db, hint: Hint = () => {}): Promise<number> {
  if (db.isTransaction) return recount(db, hint)
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((trx) => recount(trx, hint))
}

async function recount(db: Db, hint: Hint): Promise<number> {
  // Before the first reading: the moment is that after the last folding.
  await sql`lock table line_sums in share row exclusive mode`.execute(db)
  for (const table of ['delivery_sums', 'line_sums', 'counted_people']) await sql`delete from ${sql.table(table)}`.execute(db)
  const facts = await allLines(db)
  const { sums, persons } = await countPersons(db, facts, hint)
  hint('amounts')
  await writeLines(db, facts, sums)
  hint('distinct people')
  await copyIn(db, `copy counted_people (${peopleColumns}) from stdin`, distinctPeople(facts, sums))
  await sql`insert into line_news (line_id) select distinct line_id from line_sums`.execute(db)
  return persons
}

const allLines = async (db: Db): Promise<Facts> =>
  new Map(
    (
      await sql<LineFacts>`select id, plan_id, month, country, admin1, organisation_id, sector_id, indicator_id from delivery_lines`.execute(
        db,
      )
    ).rows.map((line) => [line.id, line]),
  )

const inOrder = `copy (select counted_as, line_id, cell from served where is_live and is_counted and line_id is not null
  order by counted_as, at, delivery_id, person_id) to stdout (format binary)`
/** A row in the binary form: the number of columns, then each with its length before it. */
const [header, length, personAt, lineAt, cellAt] = [19, 36, 6, 26, 34]

async function countPersons(db: Db, facts: Facts, hint: Hint): Promise<{ sums: Sums; persons: number }> {
  const sums: Sums = new Map([...facts.keys()].map((line) => [line, new Map()]))
  let persons = 0
  let entries: { line: LineFacts; cell: number }[] = []
  const finish = () => {
    if (entries.length === 0) return
    addTo(sums, entries)
    entries = []
    if (++persons % 500_000 === 0) hint(`${persons} counted persons`)
  }
  let [a, b, c, d] = [0, 0, 0, 0]
  await sql`set local work_mem = '256MB'`.execute(db)
  for await (const rows of wholeRows(copyOut(db, inOrder)))
    for (let at = 0; at < rows.length; at += length) {
      const [e, f] = [rows.readInt32LE(at + personAt), rows.readInt32LE(at + personAt + 4)]
      const [g, h] = [rows.readInt32LE(at + personAt + 8), rows.readInt32LE(at + personAt + 12)]
      if (e !== a || f !== b || g !== c || h !== d) {
        finish()
        a = e
        b = f
        c = g
        d = h
      }
      entries.push({ line: facts.get(rows.readInt32BE(at + lineAt))!, cell: rows.readInt16BE(at + cellAt) })
    }
  finish()
  return { sums, persons }
}

/** Pieces end anywhere; what comes after the last whole row waits for the next one. */
async function* wholeRows(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let left: Buffer = Buffer.alloc(0)
  let skipped = header
  for await (const piece of pieces) {
    const all = left.length > 0 ? Buffer.concat([left, piece]) : piece
    if (all.length < skipped + length) {
      left = all
      continue
    }
    const end = skipped + Math.floor((all.length - skipped) / length) * length
    yield all.subarray(skipped, end)
    left = all.subarray(end)
    skipped = 0
  }
}

function addTo(sums: Sums, entries: readonly { line: LineFacts; cell: number }[]): void {
  for (const { line, cell, firsts } of contributionsInOrder(entries)) {
    const ofLine = sums.get(line)!
    const key = cell * firstsSize + firsts
    ofLine.set(key, (ofLine.get(key) ?? 0) + 1)
  }
}

type LineSum = { people: number; fresh: number; grouped: number; groupedNew: number }
type Amounts = { lineId: number; entries: number; quantity: string; cash: string }
const noAmounts = { entries: 0, quantity: '0', cash: '0' }

/** Persons by cell, people of counted groups by cell, and with the first cell what the entries come to. */
async function writeLines(db: Db, facts: Facts, sums: Sums): Promise<void> {
  const found = new Map<number, Map<number, LineSum>>()
  const sumOf = (line: number, cell: number): LineSum => {
    const ofLine = found.get(line) ?? new Map<number, LineSum>()
    const sum = ofLine.get(cell) ?? { people: 0, fresh: 0, grouped: 0, groupedNew: 0 }
    found.set(line, ofLine.set(cell, sum))
    return sum
  }
  for (const [line, ofLine] of sums)
    for (const [key, people] of ofLine) {
      const sum = sumOf(line, Math.floor(key / firstsSize))
      sum.people += people
      if (key & newPeople) sum.fresh += people
    }
  for (const { id, cell, month, fresh } of (await groupedPeople.execute(db)).rows) {
    const sum = sumOf(id, cell)
    sum.grouped = month
    sum.groupedNew = fresh
  }
  const amounts = new Map((await amountsOf(db)).map((one) => [one.lineId, one]))
  for (const line of amounts.keys()) sumOf(line, 0)
  const lines = function* () {
    for (const [line, ofLine] of found)
      for (const [cell, { people, fresh, grouped, groupedNew }] of ofLine) {
        const { entries, quantity, cash } = (cell === 0 && amounts.get(line)) || noAmounts
        yield copyLine([facts.get(line)!.planId, line, cell, people, fresh, entries, quantity, cash, grouped, groupedNew])
      }
  }
  await copyIn(
    db,
    `copy line_sums (plan_id, line_id, cell, people_in_month, new_people, entries, quantity, cash_value_usd, grouped_month, grouped_new) from stdin`,
    lines(),
  )
}

/** Entries that stand, and what they come to. As text: no digit is lost. */
const amountsOf = async (db: Db): Promise<Amounts[]> =>
  (
    await sql<Amounts>`
      select d.line_id, count(*) as entries, sum(d.quantity)::text as quantity, coalesce(sum(d.cash_value_usd), 0)::text as cash
      from deliveries d where d.line_id is not null and ${standing} group by d.line_id`.execute(db)
  ).rows

const peopleColumns = 'plan_id, level, organisation_id, period, place, sector_id, cell, people'

/** One grouping after the other, so that only one is held at a time. */
function* distinctPeople(facts: Facts, sums: Sums): Generator<string> {
  for (const grouping of groupings) {
    const bit = 1 << grouping.bit
    const found = new Map<string, Int32Array>()
    for (const [line, ofLine] of sums) {
      if (ofLine.size === 0) continue
      const key = copyLine(keyIn(facts.get(line)!, grouping)).slice(0, -1)
      const people = found.get(key) ?? new Int32Array(cells)
      found.set(key, people)
      for (const [cellAndFirsts, persons] of ofLine) if (cellAndFirsts & bit) people[cellAndFirsts >>> 25]! += persons
    }
    for (const key of [...found.keys()].sort())
      for (const [cell, people] of found.get(key)!.entries()) if (people > 0) yield `${key}\t${cell}\t${people}\n`
  }
}

/** An entry that nobody took back, and that takes nothing back. */
export const standing = sql.raw(
  'd.reverses is null and not exists (select from deliveries r where r.household_id = d.household_id and r.reverses = d.id)',
)
/** People of counted groups by line and cell, straight from the entries. */
export const groupedPeople = sql<{ id: number; cell: number; month: number; fresh: number }>`
  select l.plan_id, l.id, (8 * (array_position(array['inDestination','inTransit','hostCommunity','pendular','returnees'], g ->> 'group') - 1)
    + array_position(array['girls','boys','women','men','otherUnder18','otherAdult'], a.age) - 1)::smallint as cell,
    sum((g -> 'month' ->> a.age)::int) as month, sum((g -> 'new' ->> a.age)::int) as fresh
  from deliveries d join delivery_lines l on l.id = d.line_id, jsonb_array_elements(d.groups) g, unnest(array['girls','boys','women','men','otherUnder18','otherAdult']) a(age)
  where d."to" = 'group' and ${standing} and (g -> 'month' ->> a.age)::int > 0 group by 1, 2, 3`
