/** Writes db/types.ts from the migrations: an embedded database in a temporary folder, filled, read, thrown away. */
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openDatabase, openPool } from '../src/core/database.ts'
import { migrate } from '../src/core/migrate.ts'
import { enterPostgres } from '../src/core/postgres.ts'
import { temporaryFolder } from '../test/database.ts'

const file = fileURLToPath(new URL('types.ts', import.meta.url))
const program = fileURLToPath(new URL('../node_modules/.bin/kysely-codegen', import.meta.url))
const folder = temporaryFolder()
const postgres = await enterPostgres(folder)
try {
  const pool = openPool(postgres.url, 2)
  const db = openDatabase(pool)
  await migrate(db, pool)
  await db.destroy()
  const options = [
    '--dialect',
    'postgres',
    '--camel-case',
    '--default-schema',
    'public',
    '--include-pattern',
    'public.!(kysely_*)',
    '--out-file',
    file,
    '--numeric-parser',
    'number',
    '--date-parser',
    'string',
  ]
  const done = spawnSync(program, options, {
    env: { ...process.env, DATABASE_URL: postgres.url },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (done.status !== 0) throw new Error('kysely-codegen failed')
  // Counts and sums come back as numbers (core/database).
  const number = 'export type Int8 = ColumnType<number, bigint | number | string, bigint | number | string>;'
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^export type Int8 = .*$/m, number))
} finally {
  await postgres.leave()
  rmSync(folder, { recursive: true, force: true })
}
