/** A list of 100 000 persons in households: read, checked, registered, candidates found; beside a bare COPY of the same persons. */
import { execFile } from 'node:child_process'
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { copyIn, copyLine } from '../src/core/copy.ts'
import type { Db } from '../src/core/database.ts'
import { withBenchDatabase } from './million.ts'
import { type MadeHousehold, makeHouseholds } from './persons.ts'
import { type Bench, seconds } from './tools.ts'

const child = fileURLToPath(new URL('./people-import.child.ts', import.meta.url))
type Run = { seconds: number; megabytes: number; persons: number; candidates: number; rowsRefused: number }
const wanted = 100_000
const perSecond = 4000
const megabytesAllowed = 600

function listOf(organisation: number): MadeHousehold[] {
  const list: MadeHousehold[] = []
  let persons = 0
  for (const household of makeHouseholds(wanted, { seed: 20, organisations: [organisation] })) {
    if (persons >= wanted) break
    list.push(household)
    persons += household.persons.length
  }
  // One household in twenty is on the list twice: the same people met again.
  return list.flatMap((h, i) => (i % 20 === 0 ? [h, { ...h, id: `${h.id}-again` }] : [h]))
}

function* csvOf(list: readonly MadeHousehold[]): Generator<string> {
  yield 'household id,nombres,apellidos,sexo,fecha de nacimiento,parentesco,cédula,nacionalidad,teléfono,dirección,perfil\n'
  for (const h of list)
    for (const [i, p] of h.persons.entries())
      yield `${h.id},${p.given},${p.family},${p.sex === 'female' ? 'Mujer' : 'Hombre'},${p.birthDate.split('-').reverse().join('/')},${p.relation},${p.cedula ?? ''},Venezolana,${i === 0 ? (h.phone ?? '') : ''},"${h.address}",${h.group}\n`
}

const takenIn = async (url: string, organisation: number, site: string, path: string): Promise<Run> => {
  const flags = ['--disable-warning=ExperimentalWarning', '--max-old-space-size=256', '--max-semi-space-size=32']
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, child, String(organisation), site, path], {
    env: { ...process.env, DATABASE_URL: url },
  })
  return JSON.parse(stdout) as Run
}

/** The same persons, ready made, into a table of the same columns and indexes: what the database itself needs. */
const copied = (db: Db, list: readonly MadeHousehold[]): Promise<number> =>
  db.transaction().execute(async (trx) => {
    await sql`create temp table copied (like persons including all) on commit drop`.execute(trx)
    const lines = list.flatMap((h) =>
      h.persons.map((p) => {
        const id = uuid()
        return copyLine([id, uuid(), 1, p.given, p.family, p.sex, p.birthDate, p.relation, 'VE', id])
      }),
    )
    return seconds(() =>
      copyIn(
        trx,
        'copy copied (id, household_id, organisation_id, given, family, sex, birth_date, relation, nationality, counted_as) from stdin',
        lines,
      ),
    )
  })

const bench: Bench = {
  name: 'people-import',
  run: ({ url, hint }) =>
    withBenchDatabase(
      url,
      async (db, at) => {
        const folder = mkdtempSync(join(tmpdir(), 'senda-bench-'))
        try {
          const { id: organisation } = await db
            .insertInto('organisations')
            .values({ names: '{"en":"Bench"}' })
            .returning('id')
            .executeTakeFirstOrThrow()
          const site = uuid()
          await sql`insert into places (code, level, country, names) select c, 0, c, jsonb_build_object('en', c) from unnest(array['CO','PE','EC','CL','BR']) c on conflict do nothing`.execute(
            db,
          )
          await sql`insert into sites (id, kind, names, country, created_by) values (${site}, 'service-point', '{}', 'CO', 'bench')`.execute(
            db,
          )
          const list = listOf(organisation)
          const path = join(folder, 'list.csv')
          await pipeline(Readable.from(csvOf(list)), createWriteStream(path))
          const run = await takenIn(at, organisation, site, path)
          hint(
            `${run.persons} persons, ${run.rowsRefused} refused, ${run.candidates} candidates, ${Math.round(run.persons / run.seconds)}/s`,
          )
          const bare = await copied(db, list)
          return [
            {
              what: 'a person of a list of 100 000: read, checked, registered, candidates found (≥ 4 000/s)',
              value: (run.seconds / run.persons) * 1000,
              unit: 'ms',
              target: 1000 / perSecond,
              reference: { what: 'COPY of persons alone', value: (bare / run.persons) * 1000 },
            },
            { what: 'memory of the whole process', value: run.megabytes, unit: 'MB', target: megabytesAllowed },
          ]
        } finally {
          rmSync(folder, { recursive: true, force: true })
        }
      },
      'senda_bench_list',
    ),
}
export default bench
