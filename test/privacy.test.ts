/** Random people × random records, through SQL under the reader's role and through every route: nobody sees or changes what their grants do not cover. */
import fc from 'fast-check'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { expect, test, vi } from 'vitest'
import { type Asking, type Grant, type Permission, type Reach, roles, visible } from '../src/core/access.ts'
import { asReader, type Db } from '../src/core/database.ts'
import { jobContext } from '../src/core/jobs.ts'
import { log, plainError } from '../src/core/log.ts'
import { Problem } from '../src/core/problem.ts'
import { eraseDue } from '../src/modules/people/privacy/retention.ts'
import { aHousehold, aPerson } from './people.ts'
import { type World as Cast, type Kept, keepRecords, personalTables, secret } from './privacy/records.ts'
import { actorWith, scenario } from './scenario.ts'

/** Who reads names, written down once more, and otherwise than in core/access: by role, and where. */
const meets = ['registration-officer', 'protection-officer', 'field-worker']
const covers = ({ scope }: Grant, { organisation, site }: Pick<Kept, 'organisation' | 'site'>): boolean =>
  scope.kind === 'region' ||
  (scope.kind === 'organisation' && scope.organisationId === organisation) ||
  (scope.kind === 'site' && scope.organisationId === organisation && scope.siteId === site)
const holds = (grants: Grant[], which: readonly string[], record: Pick<Kept, 'organisation' | 'site'>): boolean =>
  grants.some((g) => which.includes(g.role) && covers(g, record))

const grantsIn = ({ organisations, sites }: Pick<Cast, 'organisations' | 'sites'>) => {
  const scope = fc.oneof(
    fc.constant({ kind: 'region' as const }),
    fc.record({ kind: fc.constant('country' as const), country: fc.constantFrom('EC', 'UY') }),
    fc.record({ kind: fc.constant('sector' as const), country: fc.constantFrom('EC', 'UY'), sector: fc.constant('shelter') }),
    fc.record({ kind: fc.constant('organisation' as const), organisationId: fc.constantFrom(...organisations) }),
    fc.record({
      kind: fc.constant('site' as const),
      organisationId: fc.constantFrom(...organisations),
      siteId: fc.constantFrom(...sites.map((s) => s.id)),
    }),
  )
  const role = fc.oneof(fc.constantFrom(...roles), fc.constantFrom('field-worker', 'registration-officer', 'protection-officer'))
  return fc.array(fc.record({ role, scope }), { minLength: 1, maxLength: 3 }) as fc.Arbitrary<Grant[]>
}

const askingAs = (grants: Grant[]): Asking => ({ actor: actorWith(grants), accessChecked: false })

function reachOf(grants: Grant[], permission: Permission): Reach {
  try {
    return visible(askingAs(grants), permission)
  } catch (error) {
    if (error instanceof Problem) return { countries: [], organisations: [] }
    throw error
  }
}

/** Everything of these tables that the role sees, as `table id`. */
const seen = (db: Db, reach: Reach, tables: readonly string[], sensitive: boolean) =>
  asReader(db, reach, async (reader) => {
    await sql`select set_config('senda.sensitive', ${sensitive ? 'yes' : ''}, true)`.execute(reader)
    const parts = tables.map((t) => sql`select ${t} || ' ' || ${sql.raw(personalTables[t]!)} as line from ${sql.table(t)}`)
    const { rows } = await sql<{ line: string }>`${sql.join(parts, sql` union all `)}`.execute(reader)
    return new Set(rows.map((r) => r.line))
  })

test(
  'a random user sees exactly the records of people that their grants cover, through SQL under the role of the reader',
  scenario(async ({ db }) => {
    const { records, ...cast } = await keepRecords(db)
    const tables = Object.keys(personalTables)
    const known = new Map(records.map((r) => [`${r.table} ${r.id}`, r]))
    let pairs = 0
    await fc.assert(
      fc.asyncProperty(grantsIn(cast), async (grants) => {
        const open = await seen(db, reachOf(grants, 'people.read'), tables, false)
        const restricted = await seen(db, reachOf(grants, 'people.sensitive'), ['person_needs'], true)
        const entries = await seen(db, reachOf(grants, 'delivery.read'), ['deliveries', 'served', 'distributions'], false)
        const opening = [...meets, 'organisation-office', 'organisation-reporter']
        for (const [line, record] of known) {
          pairs++
          expect(open.has(line), `${line} ${JSON.stringify(grants)}`).toBe(!record.isRestricted && holds(grants, meets, record))
          if (record.isRestricted) expect(restricted.has(line), line).toBe(holds(grants, ['protection-officer'], record))
          if (['deliveries', 'served', 'distributions'].includes(record.table))
            expect(entries.has(line), line).toBe(holds(grants, opening, record))
        }
        const isEverywhere = grants.some((g) => g.scope.kind === 'region' && meets.includes(g.role))
        if (!isEverywhere) expect([...open].filter((line) => !known.has(line))).toEqual([])
      }),
      { numRuns: 120 },
    )
    expect(pairs).toBeGreaterThan(10_000)
  }),
  120_000,
)

type Route = { method: 'get' | 'post' | 'put'; path: (p: Pair) => string; body?: (p: Pair) => unknown; who?: readonly string[] }
type Pair = {
  household: string
  person: string
  document: string
  photo: string
  consent: string
  conflict: string
  version: number
  content: object
}

const registrars = ['registration-officer']
const base = ({ household }: Pair) => `/api/people/households/${household}`
const routes: Route[] = [
  { method: 'get', path: base },
  { method: 'get', path: (p) => `${base(p)}/history` },
  { method: 'get', path: (p) => `${base(p)}/readings` },
  { method: 'get', path: (p) => `${base(p)}/own-data.json` },
  { method: 'get', path: (p) => `${base(p)}/photos/${p.photo}` },
  {
    method: 'put',
    path: base,
    body: ({ version, content }) => ({ id: uuid(), version, base: content, content: { ...content, note: 'changed' } }),
  },
  {
    method: 'post',
    path: (p) => `${base(p)}/consents`,
    body: ({ person }) => ({
      id: uuid(),
      personId: person,
      purpose: 'contact',
      isGiven: true,
      textVersion: 1,
      language: 'es',
      how: 'spoken',
      at: '2026-01-01T00:00:00Z',
    }),
  },
  { method: 'post', path: (p) => `${base(p)}/consents/${p.consent}/withdraw` },
  {
    method: 'post',
    path: (p) => `${base(p)}/needs`,
    body: ({ person }) => ({ id: uuid(), personId: person, need: 'pregnant', since: '2026-01-01' }),
  },
  { method: 'put', path: (p) => `${base(p)}/hold`, body: () => ({ reason: 'held' }), who: registrars },
  { method: 'post', path: (p) => `${base(p)}/erase`, body: () => ({ reason: 'asked for' }), who: registrars },
  { method: 'post', path: (p) => `/api/people/conflicts/${p.conflict}`, body: () => ({ outcome: 'theirs' }) },
]

/** Users who try every route on a record of somebody; 850 make more than ten thousand requests. */
const times = Number(process.env.SENDA_RANDOM_USERS ?? 100)

/** All that is kept of one household, in one line. */
async function stateOf(db: Db, household: string): Promise<string> {
  const tables = [
    'persons',
    'person_documents',
    'person_needs',
    'person_consents',
    'photos',
    'household_changes',
    'household_conflicts',
  ]
  const parts = [
    sql`select h::text as line from households h where id = ${household}`,
    ...tables.map((t) => sql`select t::text from ${sql.table(t)} t where household_id = ${household}`),
  ]
  const all = sql.join(parts, sql` union all `)
  return (await sql<{ state: string }>`select md5(string_agg(line, '|' order by line)) as state from (${all}) x`.execute(db))
    .rows[0]!.state
}

test(
  'a random user through every route: what their grants do not cover is not told and not changed',
  scenario(async ({ db, as }) => {
    const { records, households, ...cast } = await keepRecords(db)
    const of = (household: string) => {
      const at = records.findIndex((r) => r.table === 'households' && r.id === household)
      const id = (table: string) => records.slice(at).find((r) => r.table === table)!.id
      const person = id('persons')
      return {
        household,
        person,
        document: id('person_documents'),
        photo: id('photos'),
        consent: id('person_consents'),
        conflict: id('household_conflicts'),
      }
    }
    const read = as('registration-officer')
    const pairs = new Map<string, Pair>()
    for (const { id } of households) {
      const { body } = await read.get(`/api/people/households/${id}`)
      const { id: _, organisation: __, version, ...content } = body
      pairs.set(id, { ...of(id), version, content: { ...content, admin1: null } })
    }
    const counts = { allowed: 0, refused: 0 }
    await fc.assert(
      fc.asyncProperty(
        grantsIn(cast),
        fc.shuffledSubarray(households, { minLength: 1, maxLength: 1 }),
        async (grants, [record]) => {
          const pair = pairs.get(record!.id)!
          const before = await stateOf(db, pair.household)
          for (const route of routes) {
            await sql`savepoint asking`.execute(db)
            const send = as(grants)[route.method]
            const answer = await (send as (path: string, body?: unknown) => ReturnType<typeof send>)(
              route.path(pair),
              route.body?.(pair),
            )
            const said = `${route.method} ${route.path(pair)} ${JSON.stringify(grants)} ${answer.status}`
            const text = answer.body instanceof Uint8Array ? Buffer.from(answer.body).toString() : JSON.stringify(answer.body)
            if (holds(grants, route.who ?? meets, record!)) {
              counts.allowed++
              expect(answer.status, `${said} ${text.slice(0, 300)}`).toBe(200)
            } else {
              counts.refused++
              expect([403, 404], said).toContain(answer.status)
              expect(text, said).not.toContain(secret)
              expect(await stateOf(db, pair.household), said).toBe(before)
            }
            await sql`rollback to savepoint asking`.execute(db)
          }
        },
      ),
      { numRuns: times },
    )
    expect(counts.allowed + counts.refused).toBe(times * routes.length)
    expect(counts.allowed).toBeGreaterThan(50)
  }),
  60_000 + times * 2000,
)

test(
  'names and documents are in no line of the log and in no detail of an event, whatever is done and whatever goes wrong',
  scenario(async ({ db, as }) => {
    const lines: unknown[] = []
    for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const)
      vi.spyOn(log, level).mockImplementation((...said: unknown[]) => void lines.push(...said))
    const { organisations, sites } = await keepRecords(db)
    const registrar = as([{ role: 'registration-officer', scope: { kind: 'organisation', organisationId: organisations[0]! } }])
    const person = aPerson({
      family: secret,
      documents: [{ id: uuid(), kind: 'passport', country: 'VE', number: `${secret}77`, validUntil: null }],
    })
    const household = aHousehold({
      organisation: organisations[0]!,
      site: { id: sites[0]!.id, country: 'EC', admin1: null },
      over: { persons: [person], address: secret, email: `${secret}@senda.example` },
    })
    const path = `/api/people/households/${household.id}`
    const { body: seen } = await registrar.post('/api/people/households', household)
    const { id: _, organisation: __, version, ...content } = seen
    await registrar.get(path)
    await registrar.put(path, { id: uuid(), version, base: content, content: { ...content, note: secret }, reason: secret })
    await registrar.put(path, { id: uuid(), version, base: content, content: { ...content, origin: secret }, reason: secret })
    await registrar.get(`/api/people/households?words=${secret}`)
    await registrar.put(`${path}/hold`, { reason: secret })
    await registrar.put(`${path}/hold`, { reason: null })
    await sql`savepoint wrong`.execute(db)
    await registrar.post('/api/people/households', { ...household, id: uuid(), note: `${secret}\u0000` })
    await sql`rollback to savepoint wrong`.execute(db)
    await registrar.post('/api/people/households', { ...household, persons: [{ ...person, relation: secret }] })
    await registrar.post(`${path}/erase`, { reason: secret })
    await eraseDue(jobContext(db, 'test'))
    const events = await db.selectFrom('events').select(['action', 'subjectId', 'detail']).execute()
    expect(events.some((e) => e.action === 'household.erased')).toBe(true)
    for (const text of [JSON.stringify(events), ...lines.map((l) => (l instanceof Error ? String(l.stack) : JSON.stringify(l)))])
      expect(text.toLowerCase()).not.toContain(secret.toLowerCase())
    vi.restoreAllMocks()
  }),
  60_000,
)

test('what the database says of a row it refused stays out of the log', () => {
  const error = Object.assign(new Error('violates check constraint "persons_sex_check"'), {
    code: '23514',
    detail: `Failing row contains (${secret}).`,
    where: secret,
    table: 'persons',
  })
  const said = JSON.stringify(plainError(error))
  expect(said).toContain('23514')
  expect(said).not.toContain(secret)
})
