/** The catalogue of what may be given: shipped once, edited by those who steer, read by everybody. */
import { expect, test } from 'vitest'
import { makeField } from '../../../../test/deliveries.ts'
import { scenario } from '../../../../test/scenario.ts'
import { looks } from '../../plan/look.ts'
import type { Service } from '../contract.ts'
import { loadServices } from './catalogue.ts'

const kit = {
  code: 'blanket',
  names: { en: 'Blanket', es: 'Manta' },
  sector: 'nfi',
  unit: { en: { one: 'blanket', other: 'blankets' } },
  modality: 'in-kind',
}

test(
  'the shipped services are there in four languages, and loading them again leaves what was edited',
  scenario(async ({ db, as }) => {
    await loadServices(db)
    const office = as('regional-officer')
    const { body: services } = (await office.get('/api/services')) as { body: Service[] }
    expect(services.length).toBeGreaterThanOrEqual(43)
    for (const s of services.slice(0, 43)) {
      expect(Object.keys(s.names).toSorted()).toEqual(['en', 'es', 'fr', 'pt'])
      expect(Object.keys(s.unit).toSorted()).toEqual(['en', 'es', 'fr', 'pt'])
      expect(Object.keys(looks)).toContain(s.sector)
    }
    const food = services.find((s) => s.code === 'food-kit')!
    expect(food).toMatchObject({ counts: 'all', per: 'household', intervalDays: 30 })
    await office.patch(`/api/services/${food.id}`, { intervalDays: 15 })
    expect(await loadServices(db)).toBe(0)
    const { body: again } = (await office.get('/api/services')) as { body: Service[] }
    expect(again.find((s) => s.id === food.id)).toMatchObject({ intervalDays: 15 })
  }),
)

test(
  'a service is added, changed and retired by those who steer, and by nobody else',
  scenario(async ({ as }) => {
    const office = as('regional-officer')
    const added = await office.post('/api/services', kit)
    expect(added.status).toBe(201)
    expect(await office.post('/api/services', kit)).toEqual(added)
    expect((await office.post('/api/services', { ...kit, times: 7 })).body.code).toBe('delivery/code-taken')
    const address = `/api/services/${added.body.id}`
    expect((await office.patch(address, { isRetired: true })).body).toMatchObject({ isRetired: true })
    expect((await office.patch(address, { isRetired: false, times: 2 })).body).toMatchObject({ isRetired: false, times: 2 })
    for (const role of ['country-officer', 'viewer'] as const) {
      expect((await as(role).patch(address, { times: 3 })).status).toBe(403)
      expect((await as(role).get('/api/services')).status).toBe(200)
    }
    expect((await office.patch('/api/services/999999', { times: 3 })).status).toBe(404)
  }),
)

test(
  'what cannot hold is said in words',
  scenario(async ({ as }) => {
    const office = as('regional-officer')
    const code = async (over: object) => (await office.post('/api/services', { ...kit, ...over })).body.code
    const question = { code: 'how', names: { en: 'How' }, kind: 'choice' }
    expect(await code({ sector: 'gardening' })).toBe('delivery/sector-unknown')
    expect(await code({ unit: {} })).toBe('delivery/unit-missing')
    expect(await code({ questions: [question] })).toBe('delivery/choices-missing')
    expect(
      await code({
        questions: [
          { ...question, kind: 'text' },
          { ...question, kind: 'number' },
        ],
      }),
    ).toBe('delivery/question-twice')
    expect(await code({ code: 'Food Kit' })).toBe('core/invalid-request')
  }),
)

test(
  'a service is reported under one indicator of each plan, and only under one of that plan',
  scenario(async ({ db, as }) => {
    const { services, plans } = await makeField(db)
    const office = as('regional-officer')
    const address = `/api/services/${services.coat}/indicators`
    const [first, second] = plans
    const pair = { planId: first.id, indicatorId: first.indicators.wash }
    const foreign = { planId: first.id, indicatorId: second.indicators.wash }
    expect((await office.put(address, { indicators: [foreign] })).body.code).toBe('delivery/indicator-of-another-plan')
    expect((await office.put(address, { indicators: [pair, pair] })).body.code).toBe('delivery/plan-twice')
    expect((await office.put(address, { indicators: [pair] })).body.indicators).toMatchObject([
      { planId: first.id, plan: first.code, indicatorId: first.indicators.wash, kind: 'direct' },
    ])
    expect((await as('viewer').put(address, { indicators: [] })).status).toBe(403)
  }),
)
