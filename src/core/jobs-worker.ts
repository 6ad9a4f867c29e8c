/** Works off the jobs that were ordered, until it is stopped; a database that goes away meanwhile is waited for. */
import { setTimeout as wait } from 'node:timers/promises'
import { type CronItem, parseCronItems, type Runner, run, type TaskList } from 'graphile-worker'
import { sql } from 'kysely'
import type { Pool } from 'pg'
import type { Db } from './database.ts'
import { type Jobs, jobContext } from './jobs.ts'
import { jobLogger, log } from './log.ts'

/** Work under way is finished before it stops. Only one process of Senda does this at a time. */
export async function startJobs(db: Db, pool: Pool, jobs: Jobs): Promise<{ stop: () => Promise<void> }> {
  let isStopping = false
  let runner: Runner | undefined = await begin(db, pool, jobs)
  const working = (async () => {
    while (!isStopping) {
      await runner?.promise.catch((error) => log.error({ err: error }, 'jobs ended'))
      runner = undefined
      // What it could not write down when the database went away, it does again.
      while (!isStopping && !runner) runner = await begin(db, pool, jobs).catch(beginLater)
    }
  })()
  return {
    stop: async () => {
      isStopping = true
      await runner?.stop().catch(() => {})
      await working
    },
  }
}

async function beginLater(error: unknown): Promise<undefined> {
  log.warn({ message: (error as Error).message }, 'jobs wait for the database')
  await wait(500)
}

async function begin(db: Db, pool: Pool, jobs: Jobs): Promise<Runner> {
  await freeJobs(db)
  return run({
    pgPool: pool,
    taskList: tasks(db, jobs),
    parsedCronItems: parseCronItems(rhythms(jobs)),
    concurrency: 2,
    pollInterval: 2000,
    gracefulShutdownAbortTimeout: 8000,
    noHandleSignals: true,
    logger: jobLogger,
    // Written down one by one, what cannot be written would end the whole process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  })
}

/** What a process that was killed had begun is begun again. */
async function freeJobs(db: Db): Promise<void> {
  const { rows } = await sql<{ by: string }>`
    select distinct locked_by as by from graphile_worker.jobs where locked_at is not null`.execute(db)
  const names = rows.map((r) => r.by)
  if (names.length > 0) await sql`select graphile_worker.force_unlock_workers(${names}::text[])`.execute(db)
}

const tasks = (db: Db, jobs: Jobs): TaskList =>
  Object.fromEntries(
    Object.entries(jobs).map(([name, job]) => [
      name,
      (payload, { job: { id } }) => job.run(jobContext(db, `job-${id}`), payload as Record<string, unknown>),
    ]),
  )

const rhythms = (jobs: Jobs): CronItem[] =>
  Object.entries(jobs).flatMap(([task, { every }]) =>
    every ? [{ task, match: every, identifier: task, options: { backfillPeriod: 0 } }] : [],
  )
