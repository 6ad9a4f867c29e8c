/** Random people × random records, through SQL under the reader's role: nobody sees what their grants do not cover (through the routes: random-users.test.ts); and names are in no log. */
import fc from 'fast-check'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { expect, test, vi } from 'vitest'
import { type Asking, type Grant, type Permission, type Reach, visible } from '../src/core/access.ts'
import { asReader, type Db } from '../src/core/database.ts'
import { jobContext } from '../src/core/jobs.ts'
import { log, plainError } from '../src/core/log.ts'
import { Problem } from '../src/core/problem.ts'
import { eraseDue } from '../src/modules/people/privacy/retention.ts'
import { aHousehold, aPerson } from './people.ts'
import { grantsIn, holds, meets, opens, protects } from './privacy/oracle.ts'
import { keepRecords, personalTables, secret } from './privacy/records.ts'
import { actorWith, scenario } from './scenario.ts'

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
        for (const [line, record] of known) {
          pairs++
          expect(open.has(line), `${line} ${JSON.stringify(grants)}`).toBe(!record.isRestricted && holds(grants, meets, record))
          if (record.isRestricted) expect(restricted.has(line), line).toBe(holds(grants, protects, record))
          if (['deliveries', 'served', 'distributions'].includes(record.table))
            expect(entries.has(line), line).toBe(holds(grants, opens, record))
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
    await registrar.post('/api/people/households', { ...household, id: uuid(), country: `${secret}\u0000` })
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
  for (const [code, message] of [
    ['22P02', `invalid input syntax for type uuid: "${secret} "of" the river"`],
    ['22003', `value "${secret}" is out of range for type integer`],
    ['22007', `invalid input syntax for type date: "${secret}"`],
  ] as const) {
    const line = JSON.stringify(plainError(Object.assign(new Error(message), { code })))
    expect(line).toContain(code)
    expect(line).not.toContain(secret)
    expect(line).not.toContain('river')
  }
})
