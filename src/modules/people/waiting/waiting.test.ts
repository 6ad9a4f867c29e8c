/** What waits among the people, told in numbers: to whom, of whom, and how far it is counted. */
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { aHousehold } from '../../../../test/people.ts'
import { grant, scenario, type World } from '../../../../test/scenario.ts'
import { loadPeopleLists } from '../privacy/lists.ts'

const path = '/api/people/waiting'
const none = { n: 0, isMore: false }

async function cast({ db, as }: World) {
  await loadPeopleLists(db)
  const body = async (name: string) => {
    const names = JSON.stringify({ en: name })
    return (await db.insertInto('organisations').values({ names }).returning('id').executeTakeFirstOrThrow()).id
  }
  const [own, other] = [await body('Alas'), await body('Bahía')]
  const here = { kind: 'organisation' as const, organisationId: own }
  const [registrar, guard, field] = (['registration-officer', 'protection-officer', 'field-worker'] as const).map((role) =>
    as([grant(role, here)]),
  ) as [ReturnType<World['as']>, ReturnType<World['as']>, ReturnType<World['as']>]
  const elsewhere = as([grant('registration-officer', { kind: 'organisation', organisationId: other })])
  const keep = async (who = registrar, organisation = own) => {
    const household = aHousehold({ organisation })
    expect(await who.post('/api/people/households', household)).toMatchObject({ status: 200 })
    return { id: household.id, person: household.persons[0]!.id, organisation }
  }
  return { own, other, registrar, guard, field, elsewhere, keep }
}
type Kept = { id: string; person: string; organisation: number }

const conflict = ({ db }: World, { id, organisation }: Kept, n = 1) =>
  sql`insert into household_conflicts (id, household_id, organisation_id, base_version, base, proposed, by, at)
    select gen_random_uuid(), ${id}, ${organisation}, 1, '{}', '{}', 'test', now() from generate_series(1, ${n})`.execute(db)
function pair({ db }: World, one: Kept, two: Kept) {
  const [a, b] = [one, two].toSorted((x, y) => x.person.localeCompare(y.person)) as [Kept, Kept]
  return sql`insert into duplicate_pairs (a_person, b_person, a_household, b_household, organisation_id, score, reasons)
    values (${a.person}, ${b.person}, ${a.id}, ${b.id}, ${a.organisation}, 0.9, '[]')`.execute(db)
}
const seen = ({ db }: World, { id }: Kept, ago: string) =>
  sql`update households set last_seen_at = now() - ${ago}::interval where id = ${id}`.execute(db)
const withdrawn = ({ db }: World, { id, person }: Kept) =>
  sql`insert into person_consents (id, household_id, person_id, purpose, is_given, text_version, language, how, recorded_by, at, withdrawn_at)
    values (${uuid()}, ${id}, ${person}, 'registration', true, 1, 'es', 'spoken', 'test', now() - interval '9 days', now())`.execute(
    db,
  )

test(
  'versions, pairs and erasures of the asker’s own organisation; who decides on versions only is told of no more; nobody’s reading is noted',
  scenario(async (world) => {
    const { registrar, guard, field, elsewhere, other, keep } = await cast(world)
    expect((await registrar.get(path)).body).toEqual({ conflicts: none, duplicates: none, over: none, withdrawn: none })
    const [one, two, three] = [await keep(), await keep(), await keep()]
    const theirs = await keep(elsewhere, other)
    for (const of of [one, two, theirs]) await conflict(world, of)
    await pair(world, one, two)
    await seen(world, three, '24 months')
    await withdrawn(world, two)
    await withdrawn(world, theirs)
    const n = (count: number) => ({ n: count, isMore: false })
    expect((await registrar.get(path)).body).toEqual({ conflicts: n(2), duplicates: n(1), over: n(1), withdrawn: n(1) })
    for (const who of [guard, field])
      expect((await who.get(path)).body).toEqual({ conflicts: n(2), duplicates: null, over: null, withdrawn: null })
    expect((await elsewhere.get(path)).body).toEqual({ conflicts: n(1), duplicates: none, over: none, withdrawn: n(1) })
    expect(await world.as('administrator').get(path)).toMatchObject({ status: 403 })
    expect(await world.db.selectFrom('readings').select('id').where('householdId', '=', one.id).execute()).toEqual([])
  }),
)

test(
  'whose time is over is counted as it is listed, by the rule of the organisation and by that of all, whatever day of a month it is',
  scenario(async (world) => {
    const { registrar, elsewhere, own, other, keep } = await cast(world)
    const both = await keep()
    await withdrawn(world, both)
    await seen(world, both, '30 months')
    for (const months of [1, 11, 12, 23, 24, 25])
      for (const days of [-31, -29, 0, 40]) {
        await seen(world, await keep(), `${months} months ${days} days`)
        await seen(world, await keep(elsewhere, other), `${months} months ${days} days`)
      }
    const agree = async (who: typeof registrar) => {
      const listed = (await who.get('/api/people/due')).body.filter((h: { reason: string }) => h.reason === 'retention')
      expect((await who.get(path)).body.over).toEqual({ n: listed.length, isMore: false })
      return listed.length as number
    }
    const before = [await agree(registrar), await agree(elsewhere)]
    expect(Math.min(...before)).toBeGreaterThan(3)
    await registrar.put('/api/people/rules', { organisation: own, retentionMonths: 12 })
    expect(await agree(registrar)).toBeGreaterThan(before[0]!)
    expect(await agree(elsewhere)).toBe(before[1])
    await registrar.put('/api/people/rules', { organisation: own, retentionMonths: 60 })
    expect(await agree(registrar)).toBe(0)
  }),
)

test(
  'it is counted to a thousand; what was decided or erased meanwhile waits no more',
  scenario(async (world) => {
    const { registrar, keep } = await cast(world)
    const [one, two] = [await keep(), await keep()]
    await pair(world, one, two)
    await conflict(world, one, 1000)
    expect((await registrar.get(path)).body.conflicts).toEqual({ n: 1000, isMore: false })
    await conflict(world, two)
    expect((await registrar.get(path)).body.conflicts).toEqual({ n: 1000, isMore: true })
    expect(await registrar.post(`/api/people/households/${one.id}/erase`, { reason: 'asked for' })).toMatchObject({ status: 200 })
    expect((await registrar.get(path)).body).toMatchObject({ conflicts: { n: 1, isMore: false }, duplicates: none })
  }),
)
