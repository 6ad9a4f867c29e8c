/** The database goes away while a job runs: nothing falls over, and the job is done when the database is back. */
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { ownDatabase } from '../../test/own-database.ts'
import { openDatabase, openPool } from './database.ts'
import { enqueue } from './jobs.ts'
import { startJobs } from './jobs-worker.ts'

test('a job that loses the database in the middle is done when it is back, and what was ordered after it too', async () => {
  const house = await ownDatabase('jobs', 4)
  const shared = openDatabase(openPool(process.env.DATABASE_URL!, 1))
  const { name } = (await sql<{ name: string }>`select current_database() as name`.execute(house.db)).rows[0]!
  const open = (isOpen: boolean) => sql`alter database ${sql.id(name)} with allow_connections ${sql.lit(isOpen)}`.execute(shared)
  const pool = openPool(house.url, 3)
  let [begun, done, after] = [0, 0, 0]
  try {
    const worker = await startJobs(house.db, pool, {
      lose: {
        run: async ({ db }) => {
          if (++begun > 1) return void done++
          await open(false)
          await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`.execute(shared)
          setTimeout(() => void open(true), 1500)
          await sql`select 1`.execute(db)
        },
      },
      later: { run: async () => void after++ },
    })
    await enqueue(house.db, 'lose')
    while (done === 0) await wait(50)
    await enqueue(house.db, 'later')
    while (after === 0) await wait(50)
    await worker.stop()
    expect([begun, done, after]).toEqual([2, 1, 1])
  } finally {
    await pool.end()
    await shared.destroy()
    await house.drop()
  }
}, 60_000)
