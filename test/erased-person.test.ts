/** One person of a household is erased: the others and every count stay, and the name is nowhere any more. */
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { jobContext } from '../src/core/jobs.ts'
import { checkDeliveries } from '../src/modules/delivery/ledger/checking.ts'
import type { HouseholdContent, NewHousehold } from '../src/modules/people/contract.ts'
import { loadPeopleLists } from '../src/modules/people/privacy/lists.ts'
import { eraseDue } from '../src/modules/people/privacy/retention.ts'
import { given, makeField } from './deliveries.ts'
import { aHousehold, aPerson } from './people.ts'
import { grant, scenario, type World } from './scenario.ts'
import { whereWritten } from './traces.ts'

const path = '/api/people/households'
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg==', 'base64')
const answer = (personId: string, purpose = 'registration', over: object = {}) => ({
  ...{ id: uuid(), personId, purpose, isGiven: true, textVersion: 1, language: 'es', how: 'spoken', at: '2026-06-01T10:00:00Z' },
  ...over,
})
const contentOf = ({ id: _, organisation: __, consents: ___, needs: ____, ...content }: NewHousehold): HouseholdContent => content
const names = ['Xiomarilda', 'Quetzalberta', 'Zunildaris', '990011223', '880011223']

/** Xiomarilda heads a household of four; she and her partner agreed to be registered. */
async function cast({ db, as, ctx }: World) {
  await loadPeopleLists(db)
  const field = await makeField(db)
  const here = { kind: 'organisation' as const, organisationId: field.red }
  const worker = as([grant('field-worker', here)])
  const registrar = as([grant('registration-officer', here)])
  const document = (number: string) => ({ id: uuid(), kind: 'national-id' as const, country: 'VE', number, validUntil: null })
  const her = {
    given: 'Xiomarilda',
    family: 'Quetzalberta Inventado',
    birthDate: '1990-01-01',
    documents: [document('990011223')],
  }
  const persons = [
    aPerson({ ...her, relation: 'head' }),
    aPerson({ relation: 'partner', family: 'Inventado Esbozo', birthDate: '1988-01-01' }),
    aPerson({ relation: 'child', family: 'Inventado', birthDate: '2015-01-01' }),
    aPerson({ relation: 'child', family: 'Inventado', birthDate: '2017-01-01' }),
  ]
  const site = { id: field.sites[0], country: field.west, admin1: `${field.west}-1` }
  const texts = { note: 'Xiomarilda works at night', email: 'xiomarilda@example.org', address: 'Calle 1' }
  const household = aHousehold({ organisation: field.red, site, over: { persons, ...texts } })
  expect(await worker.post(path, household)).toMatchObject({ status: 200 })
  const at = `${path}/${household.id}`
  const [head, partner, child] = household.persons.map((p) => p.id) as [string, string, string, string]
  const hers = answer(head)
  for (const consent of [hers, answer(partner)])
    expect(await worker.post(`${at}/consents`, consent)).toMatchObject({ status: 200 })
  const withdraw = async (days: number, id = hers.id) => {
    expect(await worker.post(`${at}/consents/${id}/withdraw`)).toMatchObject({ status: 200 })
    await sql`update person_consents set withdrawn_at = now() - make_interval(days => ${days}) where id = ${id}`.execute(db)
  }
  const erase = (person = head, by = registrar) => by.post(`${at}/persons/${person}/erase`, { reason: 'she asked' })
  return {
    field,
    worker,
    registrar,
    household,
    at,
    head,
    partner,
    child,
    withdraw,
    erase,
    document,
    site,
    context: ctx([grant('registration-officer', here)]),
  }
}

/** Her name wherever a name can be written. */
async function writeEverywhere(world: World, c: Awaited<ReturnType<typeof cast>>) {
  const { db } = world
  const { worker, registrar, household, at, head, partner, child, field, site } = c
  const stands = contentOf(household)
  const renamed = { ...stands, persons: stands.persons.map((p, i) => (i === 0 ? { ...p, also: 'Zunildaris' } : p)) }
  const change = (base: HouseholdContent, content: HouseholdContent) => ({
    id: uuid(),
    version: 1,
    base,
    content,
    reason: 'Xiomarilda says so',
  })
  const changed = await worker.put(at, change(stands, renamed))
  expect(changed).toMatchObject({ status: 200, body: { conflict: false } })
  const other = { ...stands, note: 'Quetzalberta moved' }
  expect(await worker.put(at, change(stands, other))).toMatchObject({ status: 200, body: { conflict: true } })
  await worker.post(`${at}/consents`, answer(head, 'photo'))
  await worker.post(`${at}/consents`, answer(child, 'photo', { guardianId: head, guardianName: 'Xiomarilda Quetzalberta' }))
  for (const kind of ['person', 'signature'])
    expect(await worker.putRaw(`${at}/photos/${uuid()}?kind=${kind}&person=${head}`, png)).toMatchObject({ status: 200 })
  await worker.post(`${at}/needs`, { id: uuid(), personId: head, need: 'pregnant', since: '2026-01-01' })
  const proof = uuid()
  await worker.putRaw(`${at}/photos/${proof}?kind=proof`, png)
  const signed = given(field, { household: household.id, collectedBy: 'Xiomarilda Quetzalberta', proof })
  const kit = given(field, { code: 'hygiene-kit', household: household.id, person: partner, collectedBy: 'a neighbour' })
  expect((await worker.post('/api/deliveries', [signed, kit])).body).toMatchObject([
    { outcome: 'recorded' },
    { outcome: 'recorded' },
  ])
  // A second record of her in another household, with a name and a number of its own.
  const twice = aPerson({ given: 'Xiomarilda', family: 'Quetzalberta', documents: [c.document('880011223')], relation: 'head' })
  const second = aHousehold({ organisation: field.red, site, over: { persons: [twice, aPerson({ relation: 'partner' })] } })
  expect(await worker.post(path, second)).toMatchObject({ status: 200 })
  const same = { a: head, b: twice.id, outcome: 'same', keep: head, picks: ['family'], reason: 'both are Xiomarilda' }
  const merged = await registrar.post('/api/people/duplicates/decide', same)
  expect(merged, JSON.stringify(merged.body)).toMatchObject({ status: 200 })
  await refuseARow(world, field.red)
  expect(await whereWritten(db, names)).not.toEqual([])
  return { signed, kit, second, merge: merged.body.merge.id as string }
}

async function refuseARow({ db }: World, organisation: number) {
  const id = uuid()
  const row = { id, organisationId: organisation, fileName: 'list.csv', state: 'done', sentBy: 'test' }
  await db.insertInto('peopleImports').values(row).execute()
  const of = (line: number, cells: string[]) => ({ importId: id, sheet: 0, line, cells, reasons: '[]' })
  await db
    .insertInto('peopleImportRefusals')
    .values([of(2, ['QUETZALBERTA INVENTADO', 'xiomarilda']), of(3, ['Somebody', 'Else'])])
    .execute()
}

test(
  'who takes it back while another agrees is due alone after 30 days; held, or asked again, they are not',
  scenario(async (world) => {
    const { db } = world
    const { registrar, worker, household, at, head, partner, withdraw } = await cast(world)
    await withdraw(31)
    const due = async () => (await registrar.get('/api/people/due')).body
    expect(await due()).toMatchObject([{ id: household.id, person: head, reason: 'person-withdrawn' }])
    await registrar.put(`${at}/hold`, { reason: 'a court asks' })
    expect(await due()).toEqual([])
    await eraseDue(jobContext(db, 'test'))
    expect((await worker.get(at)).body.persons).toHaveLength(4)
    await registrar.put(`${at}/hold`, { reason: null })
    const again = answer(head, 'registration', { at: '2026-07-01T10:00:00Z' })
    await worker.post(`${at}/consents`, again)
    expect(await due()).toEqual([])
    await withdraw(5, again.id)
    await eraseDue(jobContext(db, 'test'))
    expect((await worker.get(at)).body.persons).toHaveLength(4)
    await withdraw(30, again.id)
    await sql`update person_consents set withdrawn_at = now() - interval '31 days' where id = ${again.id}`.execute(db)
    await eraseDue(jobContext(db, 'test'))
    const left = (await worker.get(at)).body
    expect(left.persons.map((p: { id: string; relation: string }) => [p.id, p.relation])).toEqual([
      [partner, 'head'],
      ...household.persons.slice(2).map((p) => [p.id, 'child']),
    ])
    expect(left).toMatchObject({ erasedAt: null, version: 2 })
    expect((await worker.get(`${at}/history`)).body[0]).toMatchObject({ what: 'person-erased', reason: 'consent withdrawn' })
    expect(await due()).toEqual([])
  }),
)

test(
  'a no after a yes takes the yes back, too',
  scenario(async (world) => {
    const { registrar, worker, household, at, head } = await cast(world)
    const no = answer(head, 'registration', { isGiven: false, at: '2026-07-02T10:00:00Z' })
    expect(await worker.post(`${at}/consents`, no)).toMatchObject({ status: 200 })
    const due = async () => (await registrar.get('/api/people/due')).body
    expect(await due()).toMatchObject([{ id: household.id, person: head, withdrawnAt: '2026-07-02T10:00:00.000Z' }])
    await worker.post(`${at}/consents`, answer(head, 'registration', { at: '2026-07-03T10:00:00Z' }))
    expect(await due()).toEqual([])
  }),
)

test(
  'an erased person is written nowhere any more, in no table; the household, the others and every count stay',
  scenario(async (world) => {
    const { db } = world
    const c = await cast(world)
    const { worker, registrar, household, erase, head, partner, child } = c
    const { signed, kit, second, merge } = await writeEverywhere(world, c)
    const counted = () => db.selectFrom('persons').select(['id', 'countedAs']).orderBy('id').execute()
    const served = async () => (await sql`select * from served order by delivery_id, person_id`.execute(db)).rows
    const before = [await counted(), await served()]
    expect(await erase(head, worker)).toMatchObject({ status: 403 })
    const erased = await erase()
    expect(erased, JSON.stringify(erased.body)).toMatchObject({ status: 200, body: { erasedAt: null, email: '' } })
    expect(await erase()).toMatchObject({ status: 200 })
    expect(await whereWritten(db, names)).toEqual([])
    expect([await counted(), await served()]).toEqual(before)
    expect(await checkDeliveries(db)).toEqual([])
    expect(erased.body.persons.map((p: { id: string }) => p.id)).toEqual(household.persons.slice(1).map((p) => p.id))
    expect(erased.body.persons[1]).toMatchObject({
      given: household.persons[2]!.given,
      documents: household.persons[2]!.documents,
    })
    expect(erased.body.note).toBe('… works at night')
    expect(
      erased.body.consents.map((x: { personId: string; guardianName: string }) => [x.personId, x.guardianName]).sort(),
    ).toEqual(
      [
        [partner, ''],
        [child, ''],
      ].sort(),
    )
    const entries = await db.selectFrom('deliveries').select(['id', 'collectedBy', 'proof', 'quantity']).execute()
    expect(entries.find((e) => e.id === signed.id)).toMatchObject({ collectedBy: '', proof: null })
    expect(entries.find((e) => e.id === kit.id)).toMatchObject({ collectedBy: 'a neighbour' })
    expect(await db.selectFrom('photos').select('id').where('householdId', '=', household.id).execute()).toEqual([])
    const rows = await db.selectFrom('peopleImportRefusals').select('line').execute()
    expect(rows.map((r) => r.line)).toEqual([3])
    // What stood beside it waits still, without her, and can be decided.
    const [waiting] = (await worker.get(`/api/people/conflicts?household=${household.id}`)).body.conflicts
    expect(waiting.proposed.persons.map((p: { relation: string }) => p.relation)).toEqual(['head', 'child', 'child'])
    expect(await worker.post(`/api/people/conflicts/${waiting.id}`, { outcome: 'mine' })).toMatchObject({ status: 200 })
    expect(await registrar.post(`/api/people/merges/${merge}/undo`)).toMatchObject({ status: 410 })
    expect((await worker.get(`${path}/${second.id}`)).body.persons).toHaveLength(1)
    expect((await worker.get(`${path}?words=Xiomarilda`)).body.households).toEqual([])
    expect((await worker.get(`${path}?document=990011223`)).body.households).toEqual([])
    expect((await worker.get(`${path}?card=${erased.body.card}`)).body.households).toMatchObject([
      { size: 3, person: { id: partner } },
    ])
  }),
)

test(
  'what a phone still says of an erased person brings nothing of them back',
  scenario(async (world) => {
    const { db } = world
    const { worker, household, at, erase, head, partner } = await cast(world)
    const seen = contentOf(household)
    expect(await erase()).toMatchObject({ status: 200 })
    const late = { ...seen, note: 'moved', persons: seen.persons.map((p, i) => (i === 0 ? { ...p, also: 'Zunildaris' } : p)) }
    const sent = await worker.put(at, {
      id: uuid(),
      version: 1,
      base: { ...seen, note: '… works at night', email: '' },
      content: late,
    })
    expect(sent).toMatchObject({ status: 200, body: { household: { note: 'moved' } } })
    expect(sent.body.household.persons.map((p: { id: string }) => p.id)).not.toContain(head)
    expect(await worker.post(`${at}/consents`, answer(head))).toMatchObject({ status: 422 })
    expect(await worker.post(`${at}/needs`, { id: uuid(), personId: head, need: 'pregnant', since: '2026-01-01' })).toMatchObject(
      {
        status: 422,
      },
    )
    expect(await worker.putRaw(`${at}/photos/${uuid()}?kind=signature&person=${head}`, png)).toMatchObject({ status: 422 })
    expect(await worker.post(path, household)).toMatchObject({ status: 200 })
    expect(
      await whereWritten(
        db,
        names.filter((name) => name !== 'Xiomarilda'),
      ),
    ).toEqual([])
    expect((await worker.get(at)).body.persons[0]).toMatchObject({ id: partner, relation: 'head' })
  }),
)

test(
  'the last one of a household is not erased alone; who is held, or of nobody here, neither',
  scenario(async (world) => {
    const { registrar, household, at, erase } = await cast(world)
    await registrar.put(`${at}/hold`, { reason: 'a court asks' })
    expect(await erase()).toMatchObject({ status: 409, body: { code: 'people/held' } })
    await registrar.put(`${at}/hold`, { reason: null })
    expect(await erase(uuid())).toMatchObject({ status: 404 })
    const ids = household.persons.map((p) => p.id)
    for (const id of ids.slice(0, 3)) expect(await erase(id)).toMatchObject({ status: 200 })
    expect(await erase(ids[3])).toMatchObject({ status: 409, body: { code: 'people/only-person' } })
    expect(await registrar.post(`${at}/erase`, { reason: 'asked for' })).toMatchObject({ status: 200 })
  }),
)

test(
  'an erased household is written nowhere any more either, second records of its people and the names lists gave it too',
  scenario(async (world) => {
    const { db } = world
    const c = await cast(world)
    const { registrar, household, at, field } = c
    const { merge } = await writeEverywhere(world, c)
    const key = { householdId: household.id, organisationId: field.red, key: '990011223', importId: uuid() }
    await db.insertInto('peopleImportKeys').values(key).execute()
    await db
      .insertInto('distributionValues')
      .values({
        id: uuid(),
        householdId: household.id,
        distributionId: uuid(),
        organisationId: field.red,
        ...{ was: 1, becomes: 2 },
        reason: 'Xiomarilda is alone',
        changedBy: 'test',
        changedByName: 'Amina',
      })
      .execute()
    expect(await registrar.post(`${at}/erase`, { reason: 'asked for' })).toMatchObject({ status: 200 })
    expect(await whereWritten(db, names)).toEqual([])
    expect(await registrar.post(`/api/people/merges/${merge}/undo`)).toMatchObject({ status: 410 })
  }),
)

/** She was taken for somebody else for a while: that household, too, was written with her name and number. */
async function takenForAnother(world: World, c: Awaited<ReturnType<typeof cast>>) {
  const { worker, registrar, field, site, head } = c
  const other = aPerson({ given: 'Zunildamar', family: 'Inventado', birthDate: '1970-01-01', relation: 'head' })
  const home = aHousehold({ organisation: field.red, site, over: { persons: [other], note: 'by the river' } })
  expect(await worker.post(path, home)).toMatchObject({ status: 200 })
  const picks = ['given', 'family', 'birthDate']
  const same = { a: other.id, b: head, outcome: 'same', keep: other.id, picks, reason: 'Xiomarilda again' }
  const merge = (await registrar.post('/api/people/duplicates/decide', same)).body.merge.id as string
  await sql`update merges set at = now() - interval '1 hour' where id = ${merge}`.execute(world.db)
  const seen = (await worker.get(`${path}/${home.id}`)).body
  const content = Object.fromEntries(Object.keys(contentOf(home)).map((key) => [key, seen[key]])) as HouseholdContent
  const change = (note: string, version: number) => ({
    id: uuid(),
    version,
    base: content,
    content: { ...content, note },
    reason: '',
  })
  const moved = await worker.put(`${path}/${home.id}`, change('Quetzalberta moved in', seen.version))
  expect(moved).toMatchObject({ status: 200, body: { conflict: false } })
  expect(await worker.put(`${path}/${home.id}`, change('gone', seen.version))).toMatchObject({ body: { conflict: true } })
  const now = { ...content, note: 'Quetzalberta moved in' }
  const back = { id: uuid(), version: seen.version + 1, base: now, content: { ...now, note: 'by the river' }, reason: '' }
  expect(await worker.put(`${path}/${home.id}`, back)).toMatchObject({ status: 200, body: { conflict: false } })
  expect(await registrar.post(`/api/people/merges/${merge}/undo`)).toMatchObject({ status: 200 })
  return { home, other }
}

for (const whole of [false, true])
  test(
    `who was taken for another until it was undone is not written in the history of that household either (${whole ? 'household' : 'person'})`,
    scenario(async (world) => {
      const { db } = world
      const c = await cast(world)
      const { home, other } = await takenForAnother(world, c)
      expect((await whereWritten(db, names)).filter((row) => row.includes(home.id))).not.toEqual([])
      const erased = whole ? await c.registrar.post(`${c.at}/erase`, { reason: 'asked for' }) : await c.erase()
      expect(erased, JSON.stringify(erased.body)).toMatchObject({ status: 200 })
      expect(await whereWritten(db, names)).toEqual([])
      const left = (await c.worker.get(`${path}/${home.id}`)).body
      expect(left).toMatchObject({ note: 'by the river', persons: [{ ...other, documents: other.documents }] })
      const [waiting] = (await c.worker.get(`/api/people/conflicts?household=${home.id}`)).body.conflicts
      expect(waiting.proposed.persons).toMatchObject([
        { given: 'Zunildamar', birthDate: '1970-01-01', documents: other.documents },
      ])
      // The one who stayed goes, too: nothing of them is left with those who went.
      expect(await c.registrar.post(`${path}/${home.id}/erase`, { reason: 'asked for' })).toMatchObject({ status: 200 })
      expect((await whereWritten(db, ['Zunildamar'])).filter((row) => row.includes(c.household.id))).toEqual([])
    }),
  )
