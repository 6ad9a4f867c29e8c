/** Invented households of the sample response and what was given to them over the last months, through the same doors as everybody's. */
import { v5 as named } from 'uuid'
import type { Context } from '../core/context.ts'
import type { Db } from '../core/database.ts'
import { NewDelivery, type Service } from '../modules/delivery/contract.ts'
import { recordDeliveries } from '../modules/delivery/ledger/actions.ts'
import { loadServices } from '../modules/delivery/services/catalogue.ts'
import { listServices } from '../modules/delivery/services/queries.ts'
import { NewHousehold } from '../modules/people/contract.ts'
import { registerHousehold } from '../modules/people/households/actions.ts'
import { loadPeopleLists } from '../modules/people/privacy/lists.ts'
import { isUnder18 } from '../modules/people/rules/age.ts'
import type { Texts } from '../modules/places/contract.ts'
import { exampleActor, readSample } from './given.ts'

export type Named = Texts & { en: string }
export type Response = {
  source: string
  names: Named
  sectors: { look: string; names: Named }[]
  indicators: { code: string; sector: string; kind: string; isCash?: true; names: Named; services: string[] }[]
  mechanisms: Named[]
  organisations: { acronym: string; kind: string; names: Named }[]
  sites: { key: string; kind: string; names: Named; country: string; admin1: string; latitude: number; longitude: number }[]
}

const space = 'b6f3c1de-6a0e-5b0e-9a6f-3f6c1f2a7d10'
/** The same thing of the example has the same id wherever it is loaded. */
const idOf = (...names: string[]): string => named(names.join(' '), space)
export const siteId = (key: string): string => idOf('site', key)

type Invented = {
  key: string
  organisation: 'iom' | 'puentes'
  site: string
  group: string
  nationality: string
  phone?: string
  daysAgo: number
  persons: {
    given: string
    family: string
    sex: string
    age: number
    relation: string
    document?: { kind: string; country: string; number: string }
  }[]
}
const dayMs = 86_400_000

/** Services and lists of the registry; the services under the indicators of the plan; households with their deliveries. */
export async function loadSamplePeople(
  db: Db,
  planId: number,
  year: string,
  bodies: { iom: number; puentes: number },
): Promise<void> {
  const facts = readSample<
    Response & {
      households: Invented[]
    }
  >('response-today.json')
  const ctx: Context = { db, actor: exampleActor, accessChecked: true, language: 'es', requestId: 'sample' }
  await loadPeopleLists(db)
  await loadServices(db)
  await placeServices(db, planId, facts)
  const services = (await listServices(db)).filter((s) => !s.isRetired)
  const deliveries: NewDelivery[] = []
  for (const [n, household] of facts.households.entries()) {
    const registered = asHousehold(household, facts, bodies[household.organisation])
    await registerHousehold(ctx, registered)
    deliveries.push(...givenTo(registered, household, n, services, year))
  }
  deliveries.sort((a, b) => a.at.localeCompare(b.at))
  await recordDeliveries(ctx, deliveries, { isLate: true })
}

async function placeServices(db: Db, planId: number, { indicators }: Response): Promise<void> {
  const listed = await db.selectFrom('planIndicators').select(['id', 'code']).where('planId', '=', planId).execute()
  const idOfCode = new Map(listed.map((i) => [i.code, i.id]))
  const byService = new Map(indicators.flatMap((i) => i.services.map((s) => [s, idOfCode.get(i.code)!] as const)))
  const services = await db.selectFrom('services').select(['id', 'code']).execute()
  const rows = services.flatMap(({ id, code }) =>
    byService.has(code) ? [{ serviceId: id, planId, indicatorId: byService.get(code)! }] : [],
  )
  if (rows.length === 0) return
  await db
    .insertInto('serviceIndicators')
    .values(rows)
    .onConflict((c) => c.doNothing())
    .execute()
}

function asHousehold(h: Invented, { sites }: Response, organisation: number): NewHousehold {
  const site = sites.find((s) => s.key === h.site)!
  const persons = h.persons.map((p, i) => ({
    id: idOf('person', h.key, String(i)),
    given: p.given,
    family: p.family,
    sex: p.sex,
    ...bornOf(h.key, i, p.age),
    relation: p.relation,
    nationality: h.nationality,
    documents: p.document ? [{ id: idOf('document', h.key, String(i)), ...p.document }] : [],
  }))
  const adult = persons.find((p) => !isUnder18(p.birthDate, today()))!
  return NewHousehold.parse({
    id: idOf('household', h.key),
    organisation,
    site: siteId(h.site),
    country: site.country,
    admin1: site.admin1,
    populationGroup: h.group,
    origin: h.nationality,
    phone: h.phone ?? '',
    languages: ['es'],
    note: 'Ejemplo: personas inventadas.',
    persons,
    consents: [
      {
        id: idOf('consent', h.key),
        personId: adult.id,
        purpose: 'registration',
        isGiven: true,
        textVersion: 1,
        language: 'es',
        how: 'spoken',
        at: new Date(Date.now() - h.daysAgo * dayMs).toISOString(),
      },
    ],
  })
}

const today = (): string => new Date().toISOString().slice(0, 10)

/** A birthday for an age, the same for the same person of the same family wherever they are met. */
function bornOf(key: string, at: number, age: number): { birthDate: string; birthPrecision: 'day' | 'year' } {
  const family = key.replace(/^(puentes-of-|iom-again-)/, '')
  const n = [...`${family} ${at}`].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) % 9973, 7)
  const year = Number(today().slice(0, 4)) - age - 1
  const day = `${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}`
  return n % 9 === 0
    ? { birthDate: `${year}-01-01`, birthPrecision: 'year' }
    : { birthDate: `${year}-${day}`, birthPrecision: 'day' }
}

/** What is mostly given where: at the border what a journey needs, in the cities what staying needs. */
const basket: Record<string, string[]> = {
  rumichaca: ['travel-kit', 'food-kit', 'hygiene-kit', 'rights-information', 'bus', 'primary-health'],
  ipiales: ['hot-meal', 'hygiene-kit', 'coat', 'primary-health', 'rights-information'],
  tulcan: ['shelter-night', 'hot-meal', 'psychological-first-aid', 'food-kit'],
  'quito-sur': ['food-kit', 'legal-advice', 'psychosocial-one', 'documentation', 'vocational-training', 'school-enrolment'],
  cucuta: ['food-kit', 'primary-health', 'prenatal', 'hygiene-kit', 'referral'],
}

/** From registration to yesterday, a visit every few weeks; some today. Never before the year of the plan began. */
function givenTo(
  household: NewHousehold,
  { key, site, daysAgo }: Invented,
  n: number,
  services: readonly Service[],
  year: string,
): NewDelivery[] {
  const head = household.persons[0]!
  const wares = basket[site] ?? ['food-kit']
  const days = [
    daysAgo,
    daysAgo - 33,
    daysAgo - 68,
    ...(n % 3 === 0 ? [daysAgo - 110, daysAgo - 150] : []),
    ...(n % 7 === 0 ? [0] : []),
  ]
  const begin = Date.parse(`${year}-01-01T12:00:00Z`)
  return days
    .filter((d) => d >= 0)
    .flatMap((ago, visit): NewDelivery[] => {
      const service = services.find((s) => s.code === wares[(n + visit) % wares.length])
      const at = Math.max(begin, Date.now() - ago * dayMs - (ago === 0 ? 60_000 * (n + 1) : (n % 8) * 3_600_000))
      if (!service || at > Date.now()) return []
      const whole = service.counts === 'all' || service.per === 'household'
      const order = {
        id: idOf('delivery', key, year, String(visit)),
        organisation: household.organisation,
        site: household.site,
        service: service.id,
        to: whole ? 'household' : 'person',
        household: household.id,
        person: head.id,
        quantity: service.code === 'hot-meal' ? household.persons.length : service.defaultQuantity,
        at: new Date(at).toISOString(),
      }
      return [NewDelivery.parse(order)]
    })
}
