/** Deliveries over real HTTP, durable, with their figures in the same transaction: one each, and a hundred at a time. Beside them the bare insert of the same rows. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import pg from 'pg'
import { v7 as uuid } from 'uuid'
import { createApp } from '../src/app.ts'
import type { Db } from '../src/core/database.ts'
import { openDatabase, openPool } from '../src/core/database.ts'
import { log } from '../src/core/log.ts'
import { listen } from '../src/core/server/listen.ts'
import { createServerApp } from '../src/core/server.ts'
import { checkDeliveries } from '../src/modules/delivery/ledger/checking.ts'
import { foldDeliveries } from '../src/modules/delivery/ledger/counting.ts'
import { digest, makeKey } from '../src/modules/organisations/secrets.ts'
import { contextFrom } from '../src/modules/organisations/session.ts'
import { type Field, given, makeField } from '../test/deliveries.ts'
import { withBenchDatabase } from './million.ts'
import { type Bench, type Measure, seconds } from './tools.ts'

const run = promisify(execFile)
const clients = 16
const singles = 6000
const batches = 200
const inBatch = 100
const members = 4
type Sent = { seconds: number; recorded: number; p95: number }

const bench: Bench = {
  name: 'deliveries',
  run: ({ url, hint }) =>
    withBenchDatabase(
      url,
      async (small, address) => {
        const field = await makeField(small)
        const homes = await makeHomes(small, field, Math.max(singles, batches * inBatch) + 500)
        const key = await makeWorker(small, field.red)
        const pool = openPool(address, 20)
        const db = openDatabase(pool)
        try {
          return await measure(db, pool, address, { field, homes, key, hint })
        } finally {
          await db.destroy()
        }
      },
      'senda_bench_deliveries',
    ),
}
export default bench

type Ground = { field: Field; homes: string[]; key: string; hint: (text: string) => void }

async function measure(db: Db, pool: pg.Pool, address: string, { field, homes, key, hint }: Ground): Promise<Measure[]> {
  log.level = 'warn'
  const contextOf = contextFrom(db)
  const app = createServerApp({ app: createApp(contextOf), contextOf, db, pool, web: '', measures: [] })
  const http = await listen(app.fetch, 0, '127.0.0.1')
  try {
    const one = (code: string) => (household: string) => given(field, { code, household, at: new Date().toISOString() })
    await send(
      http.address,
      key,
      homes.slice(-500).map((h) => [one('food-kit')(h)]),
    )
    hint('one each …')
    const each = await send(
      http.address,
      key,
      homes.slice(0, singles).map((h) => [one('food-kit')(h)]),
    )
    if (each.recorded !== singles) throw new Error(`${each.recorded} of ${singles} recorded`)
    const bareEach = await bare(
      address,
      homes.slice(0, singles).map((h) => [h]),
      field,
    )
    hint('a hundred at a time …')
    const groups = Array.from({ length: batches }, (_, n) => homes.slice(n * inBatch, (n + 1) * inBatch))
    const many = await send(
      http.address,
      key,
      groups.map((g) => g.map(one('hygiene-kit'))),
    )
    if (many.recorded !== batches * inBatch) throw new Error(`${many.recorded} recorded in batches`)
    const bareMany = await bare(address, groups, field)
    await foldDeliveries(db)
    const differing = await checkDeliveries(db)
    const counted = `for ${members} members each`
    return [
      {
        what: `deliveries ${counted}, one request each, ${clients} clients`,
        value: singles / each.seconds,
        unit: '/s',
        atLeast: 700,
        reference: { what: 'bare insert of the same rows', value: singles / bareEach },
      },
      { what: 'the same, p95', value: each.p95, unit: 'ms', target: 60 },
      {
        what: `deliveries ${counted}, ${inBatch} in a request`,
        value: (batches * inBatch) / many.seconds,
        unit: '/s',
        atLeast: 4000,
        reference: { what: 'bare insert of the same rows', value: (batches * inBatch) / bareMany },
      },
      { what: 'figures that differ from a recount', value: differing.length, unit: '', target: 0 },
    ]
  } finally {
    await http.stop()
  }
}

async function send(address: string, key: string, bodies: unknown[]): Promise<Sent> {
  const folder = mkdtempSync(join(tmpdir(), 'senda-bench-'))
  try {
    const file = join(folder, 'bodies.ndjson')
    writeFileSync(file, bodies.map((b) => JSON.stringify(b)).join('\n'))
    const child = fileURLToPath(new URL('./deliveries.child.ts', import.meta.url))
    const { stdout } = await run(process.execPath, [
      '--disable-warning=ExperimentalWarning',
      child,
      address,
      key,
      file,
      String(clients),
    ])
    return JSON.parse(stdout) as Sent
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The same rows without a question asked: nobody read, nobody locked, no figure. */
async function bare(address: string, groups: string[][], { red, sites, services, west }: Field): Promise<number> {
  const pool = new pg.Pool({ connectionString: address, max: clients })
  let at = 0
  const client = async () => {
    while (at < groups.length) {
      const homes = groups[at++]!
      await pool.query(
        `with d as (insert into deliveries (id, household_id, organisation_id, site_id, country, service_id, "to", quantity, month, at, recorded_by)
          select u.id, u.home, $3, $4, $5, $6, 'household', 1, '2026-05', now(), 'bench' from unnest($1::uuid[], $2::uuid[]) u(id, home) returning id, household_id)
        insert into served (counted_as, delivery_id, person_id, household_id, organisation_id, site_id, service_id, at, cell, is_counted)
          select p.counted_as, d.id, p.id, d.household_id, $3, $4, $6, now(), 1, true from d join persons p on p.household_id = d.household_id`,
        [homes.map(() => uuid()), homes, red, sites[1], west, services['legal-advice']],
      )
    }
  }
  const taken = await seconds(() => Promise.all(Array.from({ length: clients }, client)))
  await pool.end()
  return taken
}

async function makeHomes(db: Db, { red, sites, west }: Field, count: number): Promise<string[]> {
  const homes = Array.from({ length: count }, () => uuid())
  await sql`insert into households (id, organisation_id, site_id, card, country, population_group, registered_by)
    select h, ${red}, ${sites[0]}::uuid, 'H-' || upper(right(h::text, 8)), ${west}, 'inDestination', 'bench' from unnest(${homes}::uuid[]) h`.execute(
    db,
  )
  await sql`insert into persons (id, household_id, organisation_id, site_id, given, family, sex, birth_date, relation, counted_as)
    select gen_random_uuid(), h, ${red}, ${sites[0]}::uuid, 'Persona ' || n, 'Ejemplo', case when n % 2 = 0 then 'male' else 'female' end,
      case when n > 2 then date '2016-01-01' else date '1990-01-01' end, case when n = 1 then 'head' else 'child' end, gen_random_uuid()
    from unnest(${homes}::uuid[]) h, generate_series(1, ${members}::int) n`.execute(db)
  await sql`insert into counted (id) select counted_as from persons`.execute(db)
  await sql`analyze households, persons, counted`.execute(db)
  return homes
}

async function makeWorker(db: Db, organisation: number): Promise<string> {
  const key = makeKey()
  await sql`insert into users (id, name, email, last_seen_at) values ('bench', 'Bench', 'bench@senda.example', now())`.execute(db)
  await sql`insert into grants (user_id, role, scope, scope_id, granted_by) values ('bench', 'field-worker', 'organisation', ${String(organisation)}, 'bench')`.execute(
    db,
  )
  await sql`insert into api_keys (id, user_id, name, start, sha256, last_used_at) values ('bench', 'bench', 'bench', 'senda_', ${digest(key)}, now())`.execute(
    db,
  )
  return key
}
