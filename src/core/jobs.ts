/** Work that happens later: kept in the same database, ordered in the same transaction as the deed it follows from. */
import { sql } from 'kysely'
import type { Actor } from './access.ts'
import type { Context } from './context.ts'
import type { Db } from './database.ts'
import { Problem } from './problem.ts'

export type Job = {
  /** Runs at least once; must bear being run twice. */
  run: (ctx: Context, payload: Record<string, unknown>) => Promise<void>
  /** A rhythm besides being ordered, as crontab writes it (UTC). */
  every?: string
  /** Besides being ordered, run so many seconds after it last ended while Senda serves, where `hasWork` (rounds.ts). */
  everySeconds?: number
  hasWork?: (db: Db) => Promise<boolean>
}
export type Jobs = Record<string, Job>

/** Who acts in a job that nobody in particular asked for. */
export const system: Actor = {
  id: 'system',
  name: 'Senda',
  grants: [
    { role: 'administrator', scope: { kind: 'region' } },
    { role: 'registration-officer', scope: { kind: 'region' } },
  ],
}

export type JobOrder = {
  /** Jobs of one queue run one after another. */
  queue?: string
  /** A job with the key of one that still waits replaces it. */
  key?: string
  runAt?: Date
  /** How often it is tried before it is given up; waits grow between tries. */
  attempts?: number
}

/** Orders a job. Inside a transaction it exists from the commit on, and not at all after a rollback. */
export async function enqueue(db: Db, name: string, payload: Record<string, unknown> = {}, order: JobOrder = {}): Promise<void> {
  await sql`select graphile_worker.add_job(identifier := ${name}, payload := ${JSON.stringify(payload)}::json, queue_name := ${order.queue ?? null},
    run_at := ${order.runAt ?? null}::timestamptz, max_attempts := ${order.attempts ?? 5}, job_key := ${order.key ?? null})`.execute(
    db,
  )
}

/** The context a job works in. */
export const jobContext = (db: Db, id: string): Context => ({
  db,
  actor: system,
  accessChecked: true,
  language: 'en',
  requestId: id,
})

/** Runs one job here and now, for the command line. */
export async function runJob(ctx: Context, jobs: Jobs, name: string, payload: Record<string, unknown>): Promise<void> {
  const job = jobs[name]
  if (!job) throw new Problem(404, 'core/unknown-job', { name, names: Object.keys(jobs).join(', ') })
  await job.run(ctx, payload)
}

/** Jobs not yet done, by name. */
export async function countJobs(db: Db): Promise<Record<string, number>> {
  const { rows } = await sql<{
    name: string
    count: number
  }>`select task_identifier as name, count(*) as count from graphile_worker.jobs group by 1`.execute(db)
  return Object.fromEntries(rows.map((r) => [r.name, r.count]))
}
