/** Sites: kept by the officers of a country and by those who register people, read by everybody who signed in. */
import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { grant, scenario } from '../../../../test/scenario.ts'
import { loadPlaces } from '../load.ts'

const site = (more: Record<string, unknown> = {}) => ({
  id: uuid(),
  kind: 'border-point',
  names: { es: 'Puente de Rumichaca' },
  country: 'EC',
  admin1: 'EC-C',
  ...more,
})
const officer = (country: string) => [grant('country-officer', { kind: 'country', country })]
const registering = [grant('registration-officer', { kind: 'organisation', organisationId: 1 })]
const worker = [grant('field-worker', { kind: 'organisation', organisationId: 1 })]

test(
  'a site sent twice is one; it is found by its country, changed, closed and opened again',
  scenario(async ({ db, as }) => {
    await loadPlaces(db)
    const [one, officerEC] = [site({ latitude: 0.8147, longitude: -77.6632 }), as(officer('EC'))]
    expect(await officerEC.post('/api/sites', one)).toMatchObject({ status: 200, body: { ...one, isClosed: false } })
    expect(await officerEC.post('/api/sites', one)).toMatchObject({ status: 200 })
    const inEcuador = async () => (await as(worker).get('/api/sites?country=EC')).body as { id: string }[]
    expect((await inEcuador()).filter((s) => s.id === one.id)).toHaveLength(1)
    expect((await as(worker).get('/api/sites?country=UY')).body.some((s: { id: string }) => s.id === one.id)).toBe(false)
    const change = { names: { es: 'Rumichaca' }, isClosed: true }
    expect(await officerEC.patch(`/api/sites/${one.id}`, change)).toMatchObject({ status: 200, body: change })
    expect((await officerEC.patch(`/api/sites/${one.id}`, { isClosed: false })).body.isClosed).toBe(false)
  }),
)

test(
  'an officer keeps the sites of the own country; whoever registers people opens one anywhere; others open none',
  scenario(async ({ db, as }) => {
    await loadPlaces(db)
    const one = site()
    expect(await as(officer('UY')).post('/api/sites', one)).toMatchObject({ status: 403 })
    expect(await as(worker).post('/api/sites', one)).toMatchObject({ status: 403 })
    expect(await as('viewer').post('/api/sites', one)).toMatchObject({ status: 403 })
    expect(await as(registering).post('/api/sites', one)).toMatchObject({ status: 200 })
    expect(await as(officer('UY')).patch(`/api/sites/${one.id}`, { isClosed: true })).toMatchObject({ status: 403 })
    const moved = { country: 'UY', admin1: 'UY-MO' }
    expect(await as(officer('EC')).patch(`/api/sites/${one.id}`, moved)).toMatchObject({ status: 403 })
    expect(await as('nobody').get('/api/sites')).toMatchObject({ status: 401 })
  }),
)

test(
  'a site without a name, in a place that is none, or in the admin 1 of another country is refused',
  scenario(async ({ db, as }) => {
    await loadPlaces(db)
    const codeOf = async (body: unknown) => (await as('administrator').post('/api/sites', body)).body.code
    expect(await codeOf(site({ names: { es: ' ' } }))).toBe('places/site-without-name')
    expect(await codeOf(site({ admin1: 'UY-MO' }))).toBe('places/site-misplaced')
    expect(await codeOf(site({ country: 'XX', admin1: null }))).toBe('places/site-misplaced')
    expect(await codeOf(site({ kind: 'castle' }))).toBe('core/invalid-request')
    expect(await as('administrator').patch(`/api/sites/${uuid()}`, {})).toMatchObject({ status: 404 })
  }),
)
