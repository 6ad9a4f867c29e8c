/** The server process of the embedded database: first making of its cluster, start, stop. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Problem } from '../problem.ts'
import type { DatabasePlace } from './place.ts'
import { programsFor } from './programs.ts'

const environment = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

/** Makes the cluster if there is none, and starts a server on it that outlives this process. */
export function startServer(place: DatabasePlace): ChildProcess {
  const programs = programsFor(place)
  if (!existsSync(place.cluster)) makeCluster(place, programs)
  assertSameVersion(place, programs)
  allowSignIn(place)
  removeStaleLock(place)
  rmSync(startLog(place), { force: true })
  const output = openSync(startLog(place), 'w', 0o600)
  const server = spawn(join(programs, 'bin/postgres'), ['-D', place.cluster, ...settings(place).flatMap((s) => ['-c', s])], {
    ...asAccount(place),
    cwd: place.cluster,
    env: environment,
    detached: true,
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  server.on('error', () => {})
  server.unref()
  return server
}

/** Ends the server at once but in order: open work is rolled back, everything written is on disk. */
export async function stopServer(place: DatabasePlace): Promise<void> {
  const pid = runningPid(place)
  if (pid === undefined) return
  process.kill(pid, 'SIGINT')
  for (let i = 0; i < 1200 && runningPid(place) === pid; i++) await wait(25)
}

/** The process that serves this cluster now. */
export function runningPid(place: DatabasePlace): number | undefined {
  const pid = lockPid(place)
  return pid !== undefined && serves(pid, place.cluster) ? pid : undefined
}

export const startLog = (place: DatabasePlace): string => join(place.home, 'postgresql-start.log')

/** Made beside and then renamed, so that a cluster is there whole or not at all. */
function makeCluster(place: DatabasePlace, programs: string): void {
  const unfinished = `${place.cluster}.${process.pid}`
  mkdirSync(unfinished, { mode: 0o700 })
  if (process.getuid?.() === 0) chownSync(unfinished, place.account.uid, place.account.gid)
  const options = [
    '-D',
    unfinished,
    '-U',
    'senda',
    '-E',
    'UTF8',
    '--auth=peer',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '-N',
  ]
  const done = spawnSync(join(programs, 'bin/initdb'), options, {
    ...asAccount(place),
    cwd: unfinished,
    env: environment,
    encoding: 'utf8',
  })
  try {
    if (done.status !== 0)
      throw new Problem(503, 'core/no-database', { reason: (done.stderr || done.error?.message || 'initdb').trim() })
    spawnSync('sync', ['-f', unfinished])
    renameSync(unfinished, place.cluster)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(place.cluster)) throw error
  }
}

function assertSameVersion(place: DatabasePlace, programs: string): void {
  const made = readFileSync(join(place.cluster, 'PG_VERSION'), 'utf8').trim()
  const brought = /(\d+)/.exec(spawnSync(join(programs, 'bin/postgres'), ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1]
  if (brought && made !== brought) throw new Problem(503, 'core/database-version', { made, brought })
}

/** The kernel vouches for who connects: root, or the user the server runs as, unless that one is `nobody`, who is many. */
function allowSignIn(place: DatabasePlace): void {
  const names = new Set(['root', nameOf(place.account.uid)].filter((name) => name !== undefined && name !== 'nobody'))
  writeFileSync(join(place.cluster, 'pg_ident.conf'), [...names].map((name) => `senda "${name}" senda\n`).join(''))
  writeFileSync(join(place.cluster, 'pg_hba.conf'), 'local all all peer map=senda\n')
}

const nameOf = (uid: number): string | undefined =>
  readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find((fields) => fields[2] === String(uid))?.[0]

/** After a crash of the machine the old number may belong to another process; PostgreSQL would then refuse to start. */
function removeStaleLock(place: DatabasePlace): void {
  const pid = lockPid(place)
  if (pid !== undefined && !serves(pid, place.cluster)) rmSync(join(place.cluster, 'postmaster.pid'), { force: true })
  if (runningPid(place) === undefined) rmSync(join(place.socket, '.s.PGSQL.5432.lock'), { force: true })
}

function lockPid(place: DatabasePlace): number | undefined {
  try {
    return Number.parseInt(readFileSync(join(place.cluster, 'postmaster.pid'), 'utf8'), 10) || undefined
  } catch {
    return undefined
  }
}

function serves(pid: number, cluster: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(cluster)
  } catch {
    return false
  }
}

const asAccount = (place: DatabasePlace): { uid?: number; gid?: number } => (process.getuid?.() === 0 ? place.account : {})

const megabytes = (share: number, least: number, most: number): string =>
  `${Math.round(Math.min(Math.max((totalmem() * share) / 2 ** 20, least), most))}MB`

function settings(place: DatabasePlace): string[] {
  return [
    'listen_addresses=',
    `unix_socket_directories=${place.socket}`,
    'unix_socket_permissions=0700',
    'port=5432',
    'max_connections=60',
    `shared_buffers=${megabytes(0.08, 64, 1024)}`,
    `effective_cache_size=${megabytes(0.5, 256, 65536)}`,
    'work_mem=24MB',
    'maintenance_work_mem=192MB',
    'max_wal_size=2GB',
    'checkpoint_timeout=15min',
    'wal_compression=on',
    'random_page_cost=1.1',
    'jit=off',
    'timezone=UTC',
    'log_timezone=UTC',
    'logging_collector=on',
    'log_filename=postgresql-%a.log',
    'log_truncate_on_rotation=on',
    'log_rotation_size=0',
    'log_checkpoints=off',
    // Containers often have 64 MB of shared memory: parallel queries would fail there.
    `dynamic_shared_memory_type=${sharedMemory() > 2 ** 28 ? 'posix' : 'mmap'}`,
  ]
}

function sharedMemory(): number {
  try {
    const { bsize, bavail } = statfsSync('/dev/shm')
    return bsize * bavail
  } catch {
    return 0
  }
}
