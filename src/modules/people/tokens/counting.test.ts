/** One person, one count: across organisations, at the same moment, after every merge and its undoing. */
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OwnDatabase, ownDatabase } from '../../../../test/own-database.ts'
import { scenario } from '../../../../test/scenario.ts'
import type { Db } from '../../../core/database.ts'
import { joinCounted, regroup } from './counting.ts'
import type { Person } from './tokens.ts'

const person = (over: Partial<Person> = {}): Person => ({
  id: uuid(),
  householdId: uuid(),
  given: 'Yusmary Coromoto',
  family: 'Zambrano Uzcátegui',
  also: '',
  sex: 'female',
  birthDate: '1988-11-03',
  birthPrecision: 'day',
  documents: [],
  ...over,
})
const cedula = (number: string) => [{ kind: 'national-id', country: 'VE', number }]

async function insert(db: Db, p: Person, countedAs: string): Promise<void> {
  await sql`insert into households (id, organisation_id, card, country, population_group, registered_by)
    values (${p.householdId}, 1, 'H-00000000', 'CO', 'inDestination', 'test')`.execute(db)
  await sql`insert into persons (id, household_id, organisation_id, given, family, sex, birth_date, relation, counted_as)
    values (${p.id}, ${p.householdId}, 1, ${p.given}, ${p.family}, ${p.sex}, ${p.birthDate}, 'head', ${countedAs})`.execute(db)
}
async function register(db: Db, ...persons: Person[]): Promise<void> {
  const counted = await joinCounted(db, persons)
  for (const p of persons) await insert(db, p, counted.get(p.id)!)
}
async function countedAs(db: Db, ...persons: Person[]): Promise<string[]> {
  const { rows } = await sql<{ id: string; countedAs: string }>`
    select id, counted_as from persons where id = any(${persons.map((p) => p.id)}::uuid[])`.execute(db)
  return persons.map((p) => rows.find((r) => r.id === p.id)!.countedAs)
}
/** What was told of these persons. */
async function moves(db: Db, ...persons: Person[]): Promise<unknown[]> {
  const { rows } = await sql<{
    moves: { personId: string }[]
  }>`select detail->'moves' as moves from events where action = 'persons.regrouped' order by id`.execute(db)
  return rows.flatMap((r) => r.moves).filter((m) => persons.some((p) => p.id === m.personId))
}

test(
  'the same name, birthday and sex is one counted person, whoever registers them; the first record gives its id',
  scenario(async ({ db }) => {
    const [first, second, other] = [
      person(),
      person({ given: 'Coromoto Yusmari', family: 'Sambrano Uscategui' }),
      person({ birthDate: '1988-11-04' }),
    ]
    await register(db, first)
    await register(db, second, other)
    expect(await countedAs(db, first, second, other)).toEqual([first.id, first.id, other.id])
    expect(await moves(db, first, second, other)).toEqual([])
  }),
)

test(
  'one document written twice in two ways is one, also of somebody new',
  scenario(async ({ db }) => {
    const one = person({ documents: [...cedula('18.273.645'), ...cedula('V-18273645')] })
    const counted = await joinCounted(db, [one], { areNew: true })
    await insert(db, one, counted.get(one.id)!)
    expect(await countedAs(db, one)).toEqual([one.id])
    const again = person({ given: 'Luz', family: 'Mora', documents: cedula('v18273645') })
    expect((await joinCounted(db, [again], { areNew: true })).get(again.id)).toBe(one.id)
  }),
)

test(
  'a document that appears later joins two records, and those before are told to move',
  scenario(async ({ db }) => {
    const a = person({ given: 'Luz', family: 'Mora', documents: cedula('18.273.645') })
    const b = person({ given: 'Lus', family: 'Mora Paz', birthDate: null })
    await register(db, a)
    await register(db, b)
    await joinCounted(db, [{ ...b, documents: cedula('V-18273645') }])
    expect(await countedAs(db, a, b)).toEqual([a.id, a.id])
    expect(await moves(db, a, b)).toEqual([{ personId: b.id, from: b.id, to: a.id }])
    await joinCounted(db, [b])
    expect(await countedAs(db, a, b)).toEqual([a.id, b.id])
  }),
)

test(
  'one record that shares a document with one and the name with another makes all three one',
  scenario(async ({ db }) => {
    const a = person({ documents: cedula('11223399') })
    const b = person({ given: 'Ana', family: 'Sol', documents: cedula('44556699') })
    const c = person({ documents: cedula('44556699') })
    await register(db, a)
    await register(db, b)
    await register(db, c)
    expect(await countedAs(db, a, b, c)).toEqual([a.id, a.id, a.id])
  }),
)

test(
  'a token of two persons who were told apart joins nobody, not even those who come later',
  scenario(async ({ db, ctx }) => {
    const [a, b, c] = [person(), person(), person()]
    await register(db, a, b)
    await sql`update person_tokens set is_void = true where person_id in (${a.id}, ${b.id})`.execute(db)
    await regroup(db, ctx(), [a.id, b.id])
    await register(db, c)
    expect(await countedAs(db, a, b, c)).toEqual([a.id, b.id, c.id])
  }),
)

test(
  'a merge joins what tokens do not, and its undoing parts it again',
  scenario(async ({ db, ctx }) => {
    const [a, b] = [person({ given: 'A', family: 'B' }), person({ given: 'C', family: 'D' })]
    await register(db, a, b)
    await sql`update persons set merged_into = ${a.id} where id = ${b.id}`.execute(db)
    await regroup(db, ctx(), [a.id, b.id])
    expect(await countedAs(db, a, b)).toEqual([a.id, a.id])
    await sql`update persons set merged_into = null where id = ${b.id}`.execute(db)
    await regroup(db, ctx(), [a.id, b.id])
    expect(await countedAs(db, a, b)).toEqual([a.id, b.id])
  }),
)

let own: OwnDatabase
beforeAll(async () => {
  own = await ownDatabase('counting', 12)
})
afterAll(() => own.drop())

test('ten organisations that register one person at the same moment count one', async () => {
  const records = Array.from({ length: 10 }, () => person({ documents: cedula('20406080') }))
  await Promise.all(records.map((p) => own.db.transaction().execute((trx) => register(trx, p))))
  const counted = await countedAs(own.db, ...records)
  expect(new Set(counted)).toEqual(new Set([records.map((p) => p.id).sort()[0]]))
})

test('a large list and single registrations at the same moment count each person once', async () => {
  const list = Array.from({ length: 450 }, (_, n) =>
    person({ given: 'Persona Numerada', family: `Número${n}`, documents: cedula(`7000${n}7`) }),
  )
  const same = list.slice(100, 108).map((p) => ({ ...p, id: uuid(), householdId: uuid() }))
  await Promise.all([
    own.db.transaction().execute((trx) => register(trx, ...list)),
    ...same.map((p) => own.db.transaction().execute((trx) => register(trx, p))),
  ])
  expect(await countedAs(own.db, ...same)).toEqual(await countedAs(own.db, ...list.slice(100, 108)))
})
