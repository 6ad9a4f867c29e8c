/** What happens at a counter: given once, sent twice, given elsewhere before, taken back, recorded late, counted without names. */
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { given, groupOf, makeFamily, makeField } from '../../../../test/deliveries.ts'
import { grant, scenario, type World } from '../../../../test/scenario.ts'
import type { DeliveryOutcome, NewDelivery } from '../contract.ts'
import { deliveryJobs } from '../jobs.ts'
import { recordDeliveries } from './actions.ts'
import { checkDeliveries } from './checking.ts'
import { foldDeliveries, moveServed } from './counting.ts'
import { placeDeliveries } from './placing.ts'
import { recountDeliveries } from './recount.ts'

const body = (organisationId: number) => ({ kind: 'organisation' as const, organisationId })

async function world({ db, as, ctx }: World) {
  const field = await makeField(db)
  const worker = [grant('field-worker', body(field.red))]
  const family = await makeFamily(db, { organisation: field.red, site: field.sites[0], country: field.west, size: 5 })
  const send = async (...deliveries: NewDelivery[]): Promise<DeliveryOutcome[]> => {
    const { status, body: outcomes } = await as(worker).post('/api/deliveries', deliveries)
    expect(status, JSON.stringify(outcomes)).toBe(200)
    return outcomes
  }
  const late = (...deliveries: NewDelivery[]) => recordDeliveries(ctx(worker), deliveries, { isLate: true })
  const sums = async () =>
    (
      await sql<{ month: string; people: number; new: number; entries: number; quantity: number; grouped: number }>`
      select l.month, sum(s.people_in_month)::int people, sum(s.new_people)::int as new, sum(entries)::int entries, sum(quantity) quantity, sum(grouped_month)::int grouped
      from line_people_now s join delivery_lines l on l.id = s.line_id
      where l.plan_id = any(${field.plans.map((p) => p.id)}::int[]) group by l.month having sum(entries) <> 0 or sum(s.people_in_month) <> 0 order by 1`.execute(
        db,
      )
    ).rows
  return { field, worker, family, send, late, sums }
}

test(
  'a kit for a family of five counts five people, in the month and as new',
  scenario(async (w) => {
    const { field, family, send, sums } = await world(w)
    expect(await send(given(field, { household: family.id }))).toMatchObject([
      { outcome: 'recorded', double: null, problem: null },
    ])
    expect(await sums()).toEqual([{ month: '2026-05', people: 5, new: 5, entries: 1, quantity: 1, grouped: 0 }])
    expect(await checkDeliveries(w.db)).toEqual([])
  }),
)

test(
  'the same entry sent twice is one entry with the same answer',
  scenario(async (w) => {
    const { field, family, send, sums } = await world(w)
    const one = given(field, { household: family.id })
    const answers = [...(await send(one, one)), ...(await send(one))]
    expect(answers.map((a) => a.outcome)).toEqual(['recorded', 'recorded', 'recorded'])
    expect(await sums()).toMatchObject([{ people: 5, entries: 1 }])
  }),
)

test(
  'an id that stands for something else is refused',
  scenario(async (w) => {
    const { field, family, send } = await world(w)
    const one = given(field, { household: family.id })
    await send(one)
    expect(await send({ ...one, service: field.services['hygiene-kit']! })).toMatchObject([
      { problem: { code: 'delivery/id-taken' } },
    ])
  }),
)

test(
  'a second kit within the interval stops with what was given, when and by whom; with a reason it is recorded',
  scenario(async (w) => {
    const { field, family, send, sums } = await world(w)
    await send(given(field, { household: family.id, at: '2026-05-04T15:00:00Z' }))
    const again = given(field, { household: family.id, at: '2026-05-10T15:00:00Z' })
    expect(await send(again)).toMatchObject([
      {
        outcome: 'stopped',
        double: {
          isOurs: true,
          by: 'Amina',
          quantity: 1,
          site: field.sites[0],
          at: '2026-05-04T15:00:00.000Z',
          again: '2026-06-03',
        },
      },
    ])
    expect(await sums()).toMatchObject([{ entries: 1 }])
    expect(await send({ ...again, overrideReason: 'The first was lost in the flood' })).toMatchObject([
      { outcome: 'recorded', double: { isOurs: true } },
    ])
    expect(await send({ ...again, overrideReason: 'The first was lost in the flood' })).toMatchObject([
      { outcome: 'recorded', double: { isOurs: true } },
    ])
    expect(await sums()).toMatchObject([{ entries: 2, people: 5, new: 5 }])
    const { body: page } = await w.as([grant('field-worker', body(field.red))]).get(`/api/deliveries?household=${family.id}`)
    expect(page.deliveries).toMatchObject([{ isDouble: true, people: 5, person: { given: 'Zoraida 0' } }, { isDouble: false }])
  }),
)

test(
  'of another organisation one hears only that it was given, and from when it may be again',
  scenario(async (w) => {
    const { field, family, send } = await world(w)
    await send(given(field, { household: family.id }))
    const theirs = await makeFamily(w.db, { organisation: field.casa, site: field.sites[2], country: field.east, size: 1 })
    // The same person, registered by both.
    await sql`update persons set counted_as = ${family.persons[2]!.countedAs} where id = ${theirs.persons[0]!.id}`.execute(w.db)
    const casa = w.as([grant('field-worker', body(field.casa))])
    const second = given(field, {
      organisation: field.casa,
      site: field.sites[2],
      household: theirs.id,
      at: '2026-05-06T15:00:00Z',
    })
    const expected = {
      isOurs: false,
      at: null,
      site: null,
      by: null,
      quantity: null,
      again: '2026-06-03',
      personId: theirs.persons[0]!.id,
    }
    expect((await casa.post('/api/deliveries', [second])).body).toMatchObject([{ outcome: 'stopped', double: expected }])
    expect((await casa.post('/api/deliveries/check', second)).body).toMatchObject(expected)
  }),
)

test(
  'of a confidential service another organisation hears nothing, and its own entry bears no mark',
  scenario(async (w) => {
    const { field, family, send } = await world(w)
    const service = field.services['food-kit']!
    await sql`update services set is_confidential = true where id = ${service}`.execute(w.db)
    await send(given(field, { household: family.id }))
    const theirs = await makeFamily(w.db, { organisation: field.casa, site: field.sites[2], country: field.east, size: 1 })
    await sql`update persons set counted_as = ${family.persons[2]!.countedAs} where id = ${theirs.persons[0]!.id}`.execute(w.db)
    const casa = w.as([grant('field-worker', body(field.casa))])
    const second = given(field, {
      organisation: field.casa,
      site: field.sites[2],
      household: theirs.id,
      at: '2026-05-06T15:00:00Z',
    })
    expect((await casa.post('/api/deliveries/check', second)).body).toBeNull()
    expect((await casa.post('/api/deliveries', [second])).body).toMatchObject([{ outcome: 'recorded', double: null }])
    expect((await send(given(field, { household: family.id, at: '2026-05-05T15:00:00Z' })))[0]).toMatchObject({
      double: { isOurs: true },
    })
  }),
)

test(
  'what was recorded without a network is kept and marked as double',
  scenario(async (w) => {
    const { field, family, send, late } = await world(w)
    await send(given(field, { household: family.id }))
    expect(await late(given(field, { household: family.id, at: '2026-05-02T15:00:00Z' }))).toMatchObject([
      { outcome: 'recorded', double: { isOurs: true } },
    ])
  }),
)

test(
  'an entry that comes late takes newness from a later month to its own',
  scenario(async (w) => {
    const { field, family, send, late, sums } = await world(w)
    await send(given(field, { household: family.id, at: '2026-06-20T15:00:00Z' }))
    await late(given(field, { household: family.id, at: '2026-04-20T15:00:00Z' }))
    expect(await sums()).toMatchObject([
      { month: '2026-04', people: 5, new: 5 },
      { month: '2026-06', people: 5, new: 0 },
    ])
    expect(await checkDeliveries(w.db)).toEqual([])
  }),
)

test(
  'a reversal gives newness back to the next month, and is given once',
  scenario(async (w) => {
    const { field, family, send, late, sums, worker } = await world(w)
    const first = given(field, { household: family.id, at: '2026-04-20T15:00:00Z' })
    await send(first)
    await late(given(field, { household: family.id, at: '2026-06-20T15:00:00Z' }))
    await foldDeliveries(w.db)
    const reversal = { id: uuid(), reason: 'Wrong family', at: '2026-06-21T10:00:00Z' }
    const address = `/api/deliveries/${first.id}/reverse`
    const other = given(field, { household: family.id, code: 'legal-advice', at: '2026-07-20T15:00:00Z' })
    await send(other)
    expect((await w.as(worker).post(address, { ...reversal, id: other.id })).body.code).toBe('delivery/id-taken')
    const answer = await w.as(worker).post(address, reversal)
    expect(answer.body).toMatchObject({ id: reversal.id, reverses: first.id, reason: 'Wrong family', people: 5 })
    expect((await w.as(worker).post(address, reversal)).body).toEqual(answer.body)
    expect((await w.as(worker).post(address, { ...reversal, id: uuid() })).body.code).toBe('delivery/reversed-already')
    expect((await w.as(worker).post(`/api/deliveries/${reversal.id}/reverse`, { ...reversal, id: uuid() })).body.code).toBe(
      'delivery/is-reversal',
    )
    expect(await sums()).toMatchObject([{ month: '2026-06', people: 5, new: 5 }])
    expect(await checkDeliveries(w.db)).toEqual([])
  }),
)

test(
  'after a day only those who answer for the organisation take an entry back',
  scenario(async (w) => {
    const { field, family, send } = await world(w)
    const one = given(field, { household: family.id })
    await send(one)
    await sql`update deliveries set recorded_at = now() - interval '2 days'`.execute(w.db)
    const order = { id: uuid(), reason: 'x', at: '2026-06-21T10:00:00Z' }
    const atSite = { kind: 'site' as const, organisationId: field.red, siteId: field.sites[0] }
    expect((await w.as([grant('field-worker', atSite)]).post(`/api/deliveries/${one.id}/reverse`, order)).body.code).toBe(
      'delivery/not-yours-to-reverse',
    )
    expect((await w.as([grant('field-worker', body(field.casa))]).post(`/api/deliveries/${one.id}/reverse`, order)).status).toBe(
      404,
    )
    expect((await w.as([grant('registration-officer', atSite)]).post(`/api/deliveries/${one.id}/reverse`, order)).status).toBe(
      200,
    )
  }),
)

test(
  'people who are not registered are counted as a group, with their value only where it is asked',
  scenario(async (w) => {
    const { field, send, sums } = await world(w)
    const group = { to: 'group' as const, groups: [groupOf(12, 4)], code: 'hot-meal', quantity: 12 }
    expect(await send(given(field, group))).toMatchObject([{ outcome: 'recorded' }])
    expect(await sums()).toEqual([{ month: '2026-05', people: 0, new: 0, entries: 1, quantity: 12, grouped: 12 }])
    expect(await send(given(field, { ...group, cashValueUsd: 3 }))).toMatchObject([
      { problem: { code: 'delivery/value-unexpected' } },
    ])
    expect(await checkDeliveries(w.db)).toEqual([])
  }),
)

test(
  'ids in capitals are the same ids: sent twice it is one entry, taken back twice it is taken back once',
  scenario(async (w) => {
    const { field, family, worker, send, sums } = await world(w)
    const capitals = (ids: Partial<NewDelivery>) =>
      Object.fromEntries(Object.entries(ids).map(([key, id]) => [key, String(id).toUpperCase()])) as Partial<NewDelivery>
    const kit = given(field, { household: family.id, person: family.persons[0]!.id })
    const { id, site, household, person } = kit
    const one = { ...kit, ...capitals({ id, site, household, person }) }
    const answers = [...(await send(one)), ...(await send(one, kit))]
    expect(answers.map((a) => [a.id, a.outcome])).toEqual([1, 2, 3].map(() => [id, 'recorded']))
    expect(await sums()).toMatchObject([{ people: 5, entries: 1 }])
    const meal = { ...given(field, { code: 'hot-meal', household: family.id }), id: uuid().toUpperCase() }
    expect((await send(meal, meal)).map((a) => a.outcome)).toEqual(['recorded', 'recorded'])
    const back = { id: uuid().toUpperCase(), reason: 'a mistake', at: kit.at }
    for (let n = 0; n < 2; n++)
      expect(await w.as(worker).post(`/api/deliveries/${one.id}/reverse`, back)).toMatchObject({ status: 200 })
    expect(await checkDeliveries(w.db)).toEqual([])
  }),
)

test(
  'one wrong entry does not hold up the others',
  scenario(async (w) => {
    const { field, family, send, sums } = await world(w)
    const [good, bad, gone] = [
      given(field, { household: family.id }),
      given(field, { household: uuid() }),
      given(field, { service: 999_999 }),
    ]
    expect(await send(bad, good, gone)).toMatchObject([
      { outcome: 'refused', problem: { code: 'delivery/household-unknown', title: expect.stringContaining('household') } },
      { outcome: 'recorded' },
      { outcome: 'refused', problem: { code: 'delivery/service-unknown' } },
    ])
    expect(await sums()).toMatchObject([{ entries: 1 }])
  }),
)

test(
  'whoever left or was erased is refused in words; a merged record gives to the one that was kept',
  scenario(async (w) => {
    const { field, family, send } = await world(w)
    const other = await makeFamily(w.db, { organisation: field.red, site: field.sites[0], country: field.west, size: 1 })
    const to = (n: number) =>
      given(field, { code: 'dignity-kit', to: 'person', household: family.id, person: family.persons[n]!.id })
    await sql`update persons set left_at = '2026-05-03T15:00:00Z' where id = ${family.persons[1]!.id}`.execute(w.db)
    await sql`update persons set erased_at = now() where id = ${family.persons[2]!.id}`.execute(w.db)
    await sql`update persons set merged_into = ${other.persons[0]!.id} where id = ${family.persons[3]!.id}`.execute(w.db)
    const merged = to(3)
    expect(await send(to(1), to(2), merged)).toMatchObject([
      { problem: { code: 'delivery/has-left' } },
      { problem: { code: 'delivery/erased' } },
      { outcome: 'recorded' },
    ])
    const rows = await sql`select household_id, person_id from deliveries where id = ${merged.id}`.execute(w.db)
    expect(rows.rows).toEqual([{ householdId: other.id, personId: other.persons[0]!.id }])
    await sql`update households set merged_into = ${other.id} where id = ${family.id}`.execute(w.db)
    const kept = given(field, { household: family.id })
    await send(kept)
    expect((await sql`select household_id from deliveries where id = ${kept.id}`.execute(w.db)).rows).toEqual([
      { householdId: other.id },
    ])
  }),
)

test(
  'an entry told late counts who was there when it was given: not who left before, but who left since; nobody born since',
  scenario(async (w) => {
    const { field, family, late, send, sums } = await world(w)
    const [, before, since, , child] = family.persons.map((p) => p.id)
    const at = '2026-05-10T15:00:00Z'
    await sql`update persons set left_at = case when id = ${before} then '2026-05-10T14:00:00Z' else '2026-05-11T14:00:00Z' end::timestamptz
      where id in (${before}, ${since})`.execute(w.db)
    await sql`update persons set birth_date = '2026-05-11' where id = ${child}`.execute(w.db)
    const to = (person: string | undefined) =>
      given(field, { code: 'dignity-kit', to: 'person', household: family.id, person: person!, at })
    expect(await late(given(field, { household: family.id, at }))).toMatchObject([{ outcome: 'recorded' }])
    expect(await sums()).toMatchObject([{ people: 3 }])
    expect(await send(to(before), to(since))).toMatchObject([{ problem: { code: 'delivery/has-left' } }, { outcome: 'recorded' }])
    await late(given(field, { household: family.id, at: '2026-05-12T15:00:00Z', overrideReason: 'again' }))
    expect(await sums()).toMatchObject([{ people: 4, entries: 2 }])
    expect(await checkDeliveries(w.db)).toEqual([])
  }),
)

test(
  'what was given to a record stands with the household it was merged into, and with the one that was merged into in turn',
  scenario(async (w) => {
    const { field, family, send, worker } = await world(w)
    const there = { organisation: field.red, site: field.sites[0], country: field.west }
    const [next, last] = [await makeFamily(w.db, there), await makeFamily(w.db, there)]
    const kit = given(field, { household: family.id })
    await send(kit)
    await sql`update households set merged_into = case id when ${family.id}::uuid then ${next.id}::uuid else ${last.id}::uuid end where id in (${family.id}, ${next.id})`.execute(
      w.db,
    )
    const { body } = await w.as(worker).get(`/api/deliveries?household=${last.id}`)
    expect(body.deliveries.map((d: { id: string }) => d.id)).toEqual([kit.id])
  }),
)

test(
  'the clock of a device that is wrong is put right, and what it said is kept',
  scenario(async (w) => {
    const { field, family, worker } = await world(w)
    const ahead = new Date(Date.now() + 3 * 86_400_000)
    const one = given(field, { household: family.id, at: ahead.toISOString() })
    const how = { isLate: true, clockSeconds: 3 * 86_400 + 3600 }
    expect(await recordDeliveries(w.ctx(worker), [one], how)).toMatchObject([{ outcome: 'recorded' }])
    const { rows } = await sql<{ at: Date; deviceAt: Date }>`select at, device_at from deliveries where id = ${one.id}`.execute(
      w.db,
    )
    expect(rows[0]!.deviceAt).toEqual(ahead)
    expect(Math.abs(rows[0]!.at.getTime() - (Date.now() - 3_600_000))).toBeLessThan(60_000)
  }),
)

test(
  'whoever may not read people sees entries without names, cards and households; administrators see none',
  scenario(async (w) => {
    const { field, family, send } = await world(w)
    await send(given(field, { household: family.id, collectedBy: 'Zulay the neighbour' }))
    const office = w.as([grant('organisation-office', body(field.red))])
    const { body: page } = await office.get('/api/deliveries')
    expect(page.deliveries).toMatchObject([
      { household: null, card: null, person: null, collectedBy: '', people: 5, may: { reverse: false } },
    ])
    expect(JSON.stringify(page)).not.toMatch(/Zoraida|Zulay|H-0000/)
    expect((await office.get(`/api/deliveries?household=${family.id}`)).status).toBe(403)
    expect((await w.as([grant('organisation-office', body(field.casa))]).get('/api/deliveries')).body.deliveries).toEqual([])
    expect((await w.as('administrator').get('/api/deliveries')).status).toBe(403)
  }),
)

test(
  'today at a site is counted in entries, households and persons',
  scenario(async (w) => {
    const { field, family, send, worker } = await world(w)
    const at = new Date().toISOString()
    await send(
      given(field, { household: family.id, at }),
      given(field, { code: 'hygiene-kit', household: family.id, at }),
      given(field, { to: 'group', groups: [groupOf(3)], code: 'hot-meal', at }),
    )
    const { body: today } = await w.as(worker).get(`/api/deliveries/today?site=${field.sites[0]}`)
    expect(today).toMatchObject({ entries: 3, households: 1, persons: 8 })
    expect(today.services).toHaveLength(3)
  }),
)

test(
  'pages of entries neither skip nor repeat',
  scenario(async (w) => {
    const { field, family, late, worker } = await world(w)
    const many = Array.from({ length: 7 }, (_, n) =>
      given(field, { code: 'legal-advice', to: 'person', household: family.id, person: family.persons[n % 5]!.id }),
    )
    await late(...many)
    const ids: string[] = []
    let after = ''
    do {
      const { body: page } = await w.as(worker).get(`/api/deliveries?limit=3${after && `&after=${after}`}`)
      ids.push(...page.deliveries.map((d: { id: string }) => d.id))
      after = page.next ?? ''
    } while (after)
    expect(ids.toSorted()).toEqual(many.map((m) => m.id).toSorted())
  }),
)

test(
  'what stood under no indicator is placed once its service has one',
  scenario(async (w) => {
    const { field, family, send, sums } = await world(w)
    const one = given(field, { code: 'legal-advice', to: 'person', household: family.id, person: family.persons[0]!.id })
    await send(one, given(field, { code: 'legal-advice', to: 'group', groups: [groupOf(2)] }))
    expect(await sums()).toEqual([])
    const plan = field.plans[1]
    const address = `/api/services/${field.services['legal-advice']}/indicators`
    const order = { indicators: [{ planId: plan.id, indicatorId: plan.indicators.wash }] }
    expect((await w.as('regional-officer').put(address, order)).status).toBe(200)
    expect(await placeDeliveries(w.db, field.services['legal-advice']!)).toBe(2)
    expect(await placeDeliveries(w.db, field.services['legal-advice']!)).toBe(0)
    expect(await sums()).toMatchObject([{ people: 1, new: 1, entries: 2, grouped: 2 }])
    expect(await checkDeliveries(w.db)).toEqual([])
  }),
)

const ordered = async (db: World['db']) =>
  (
    await sql<{ service: number; isLater: boolean }>`
      select (j.payload ->> 'service')::int as service, j.run_at > now() + interval '5 seconds' as is_later
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'delivery.place' order by 1, 2`.execute(
      db,
    )
  ).rows

test(
  'what was given before a plan was made longer is placed when it is; until then the check tells of it',
  scenario(async (w) => {
    const { field, family, send, sums } = await world(w)
    const [first, plan] = field.plans
    await sql`update plans set last_month = '2025-12' where id = ${first.id}`.execute(w.db)
    await sql`update plans set first_month = '2026-06' where id = ${plan.id}`.execute(w.db)
    await send(given(field, { household: family.id }))
    expect([await sums(), await checkDeliveries(w.db)]).toEqual([[], []])
    const office = w.as('regional-officer')
    expect((await office.patch(`/api/plans/${plan.code}`, { firstMonth: '2026-05' })).status).toBe(200)
    const services = ['food-kit', 'hot-meal', 'hygiene-kit', 'multipurpose-cash'].map((code) => field.services[code]!)
    expect(await ordered(w.db)).toEqual(
      services.toSorted((a, b) => a - b).flatMap((service) => [false, true].map((isLater) => ({ service, isLater }))),
    )
    expect(await checkDeliveries(w.db)).toEqual([
      { what: 'entries in a plan', where: 'service food-kit 2026-05', kept: 0, counted: 1 },
    ])
    await deliveryJobs['delivery.place']!.run(w.ctx(), {})
    expect(await sums()).toMatchObject([{ month: '2026-05', people: 5, entries: 1 }])
    expect(await checkDeliveries(w.db)).toEqual([])
  }),
)

test(
  'two records that turn out to be one person count once, and twice again when it was a mistake',
  scenario(async (w) => {
    const { field, family, send, sums } = await world(w)
    const other = await makeFamily(w.db, { organisation: field.red, site: field.sites[0], country: field.west, size: 1 })
    await send(given(field, { household: family.id }), given(field, { household: other.id }))
    expect(await sums()).toMatchObject([{ people: 6, new: 6 }])
    const { id: personId, countedAs: from } = other.persons[0]!
    const to = family.persons[0]!.countedAs
    await moveServed(w.db, [{ personId, from, to }])
    expect(await sums()).toMatchObject([{ people: 5, new: 5, entries: 2 }])
    await foldDeliveries(w.db)
    expect(await checkDeliveries(w.db)).toEqual([])
    await moveServed(w.db, [{ personId, from: to, to: from }])
    expect(await sums()).toMatchObject([{ people: 6, new: 6, entries: 2 }])
    await recountDeliveries(w.db)
    expect(await sums()).toMatchObject([{ people: 6, new: 6, entries: 2 }])
    expect(await checkDeliveries(w.db)).toEqual([])
  }),
)

test(
  'rubbish is refused before anything is written',
  scenario(async (w) => {
    const { field, worker } = await world(w)
    for (const rubbish of [
      {},
      [{}],
      [{ ...given(field, {}), quantity: -1 }],
      [{ ...given(field, {}), at: 'yesterday' }],
      'x',
      Array(501).fill(given(field, {})),
    ])
      expect((await w.as(worker).post('/api/deliveries', rubbish)).status).toBe(400)
    expect((await w.as('viewer').post('/api/deliveries', [])).status).toBe(403)
    const foreign = given(field, { organisation: field.casa, site: field.sites[2] })
    expect((await w.as(worker).post('/api/deliveries', [foreign])).body).toMatchObject([
      { outcome: 'refused', problem: { code: 'core/not-allowed' } },
    ])
    expect((await w.as(worker).post('/api/deliveries/check', foreign)).status).toBe(403)
  }),
)

test(
  'a group is counted in the municipality that is said; one of another province, or of no list, is refused in words',
  scenario(async (w) => {
    const { field, send } = await world(w)
    const north = `${field.west}-1`
    await sql`insert into places (code, level, country, parent, names) values (${`${north}-A`}, 2, ${field.west}, ${north}, '{"en":"Town"}')`.execute(
      w.db,
    )
    const counted = (place: Partial<NewDelivery>) =>
      given(field, { code: 'hot-meal', to: 'group', groups: [groupOf(3)], quantity: 3, ...place })
    const here = { country: field.west, admin1: north }
    const [town, ...others] = await send(
      counted({ ...here, admin2: `${north}-A` }),
      counted({ ...here, admin2: 'nowhere' }),
      counted({ country: field.east, admin1: north, admin2: `${north}-A` }),
    )
    expect([town!.outcome, ...others.map((o) => o.problem?.code)]).toEqual([
      'recorded',
      'delivery/place-unknown',
      'delivery/place-unknown',
    ])
    const { rows } =
      await sql`select l.admin2 from deliveries d join delivery_lines l on l.id = d.line_id where d.id = ${town!.id}::uuid`.execute(
        w.db,
      )
    expect(rows).toEqual([{ admin2: `${north}-A` }])
  }),
)
