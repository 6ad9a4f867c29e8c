/** The list of specific needs: one more, for every plan or one, and one that is not asked any more. */
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { aHousehold, aPerson } from '../../../../test/people.ts'
import { grant, scenario, type World } from '../../../../test/scenario.ts'
import type { NeedKind } from '../contract.ts'
import { isAsked } from '../rules/need-kinds.ts'
import { loadPeopleLists } from './lists.ts'

const kinds = '/api/people/need-kinds'
const names = { en: 'Sees badly at night', es: 'Ve mal de noche' }

async function cast({ db, as }: World) {
  await loadPeopleLists(db)
  const body = { names: JSON.stringify({ en: 'Alas' }) }
  const { id: organisation } = await db.insertInto('organisations').values(body).returning('id').executeTakeFirstOrThrow()
  const plan = { code: uuid(), names: JSON.stringify({ en: 'A year' }), firstMonth: '2031-01', lastMonth: '2031-12' }
  const { id: planId } = await db.insertInto('plans').values(plan).returning('id').executeTakeFirstOrThrow()
  const field = as([grant('field-worker', { kind: 'organisation', organisationId: organisation })])
  const guard = as([grant('protection-officer', { kind: 'organisation', organisationId: organisation })])
  return { organisation, planId, field, guard, regional: as('regional-officer') }
}
const codes = (listed: { body: NeedKind[] }) => listed.body.map((kind) => kind.code)

test(
  'who steers the response adds a need; sent twice it is one, and a code that is taken by another is refused in words',
  scenario(async (world) => {
    const { field, regional } = await cast(world)
    const need = { code: 'night-blind', names }
    expect(await field.post(kinds, need)).toMatchObject({ status: 403 })
    const added = { status: 200, body: { code: 'night-blind', names, planId: null, months: null, isRestricted: false } }
    expect(await regional.post(kinds, need)).toMatchObject(added)
    expect(await regional.post(kinds, need)).toMatchObject(added)
    expect(codes(await field.get(kinds)).at(-1)).toBe('night-blind')
    for (const other of [{ names: { en: 'Other' } }, { isRestricted: true }])
      expect(await regional.post(kinds, { ...need, ...other })).toMatchObject({
        status: 409,
        body: { code: 'people/need-code-taken' },
      })
    expect(await regional.post(kinds, { ...need, code: 'pregnant' })).toMatchObject({ status: 409 })
    expect(await regional.post(kinds, { ...need, code: 'Night blind' })).toMatchObject({ status: 400 })
    expect(await regional.post(kinds, { code: 'nameless', names: { en: ' ' } })).toMatchObject({ status: 400 })
    const nowhere = { ...need, code: 'elsewhere', planId: 2_000_000_000 }
    expect(await regional.post(kinds, nowhere)).toMatchObject({ status: 422, body: { code: 'people/plan-unknown' } })
  }),
)

test(
  'a restricted need that is added is listed only for those who protect',
  scenario(async (world) => {
    const { field, guard, regional } = await cast(world)
    await regional.post(kinds, { code: 'threatened', names: { en: 'Threatened' }, isRestricted: true })
    expect(codes(await field.get(kinds))).not.toContain('threatened')
    expect(codes(await regional.get(kinds))).not.toContain('threatened')
    expect(codes(await guard.get(kinds))).toContain('threatened')
  }),
)

test(
  'a need is named anew, retired and asked again; twice is once, and one that is not there is not found',
  scenario(async (world) => {
    const { field, regional } = await cast(world)
    const at = `${kinds}/pregnant`
    for (const _ of [1, 2])
      expect(await regional.patch(at, { names: { en: 'Expecting a child' } })).toMatchObject({
        body: { names: { en: 'Expecting a child' }, isRetired: false },
      })
    for (const isRetired of [true, true, false, false])
      expect(await regional.patch(at, { isRetired })).toMatchObject({ status: 200, body: { isRetired } })
    const said = await world.db.selectFrom('events').select('action').where('action', '=', 'need-kind.changed').execute()
    expect(said).toHaveLength(3)
    expect(await regional.patch(`${kinds}/bravery`, { isRetired: true })).toMatchObject({ status: 404 })
    expect(await field.patch(at, { isRetired: true })).toMatchObject({ status: 403 })
  }),
)

test(
  'a need of a plan is taken in its months only; a retired one only as of a day on which it was asked, and it may end later',
  scenario(async (world) => {
    const { organisation, planId, field, regional } = await cast(world)
    await regional.post(kinds, { code: 'of-a-year', names, planId })
    const persons = [aPerson({ relation: 'head' })]
    const household = aHousehold({ organisation, over: { persons } })
    await field.post('/api/people/households', household)
    const send = async (need: string, since: string, over = {}) => {
      const body = { id: uuid(), personId: persons[0]!.id, need, since, ...over }
      return field.post(`/api/people/households/${household.id}/needs`, body)
    }
    for (const day of ['2030-12-31', '2032-01-01'])
      expect(await send('of-a-year', day)).toMatchObject({ status: 422, body: { code: 'people/need-of-another-plan' } })
    for (const day of ['2031-01-01', '2031-12-31']) expect(await send('of-a-year', day)).toMatchObject({ status: 200 })
    const id = uuid()
    expect(await send('pregnant', '2026-01-10', { id })).toMatchObject({ status: 200 })
    await sql`update need_kinds set retired_at = '2026-02-01T12:00:00Z' where code = 'pregnant'`.execute(world.db)
    expect(await send('pregnant', '2026-02-02')).toMatchObject({ status: 422, body: { code: 'people/need-retired' } })
    expect(await send('pregnant', '2026-02-01')).toMatchObject({ status: 200 })
    const ended = await send('pregnant', '2026-01-10', { id, until: '2026-03-01' })
    expect(ended.body.needs.find((need: { id: string }) => need.id === id)).toMatchObject({ until: '2026-03-01' })
    const late = { id: uuid(), personId: '', need: 'pregnant', since: '2026-02-02' }
    const next = aHousehold({ organisation, over: { persons: [aPerson({ relation: 'head' })] } })
    const needs = [{ ...late, personId: next.persons[0]!.id, detail: {}, until: null }]
    expect(await field.post('/api/people/households', { ...next, needs })).toMatchObject({ status: 422 })
  }),
)

test('what is offered on a day: needs of every plan, those of a plan in its months, none that is retired', () => {
  const months = { first: '2026-01', last: '2026-12' }
  expect(isAsked({ months: null, isRetired: false }, '2026-06-01')).toBe(true)
  expect(isAsked({ months: null, isRetired: true }, '2026-06-01')).toBe(false)
  expect(
    ['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'].map((day) => isAsked({ months, isRetired: false }, day)),
  ).toEqual([false, true, true, false])
})
