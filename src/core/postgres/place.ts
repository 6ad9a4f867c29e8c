/** Where the embedded database lives and as which user it runs. PostgreSQL refuses to run as root, and must be able to reach its files. */
import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { Problem } from '../problem.ts'

export type Account = { uid: number; gid: number }
export type DatabasePlace = {
  /** Holds the cluster, and the programs where they had to be copied. */
  home: string
  cluster: string
  /** Folder of the socket: short enough for the 107 bytes a socket's path may have. */
  socket: string
  account: Account
}

const shared = '/var/lib/senda'
const nobody: Account = { uid: 65534, gid: 65534 }
const note = 'database-is-elsewhere.txt'
const socketLimit = 107 - '/.s.PGSQL.5432.lock'.length

/** Finds the place for a data folder, making the folder if need be. */
export function placeFor(data: string): DatabasePlace {
  const folder = resolve(data)
  const account = accountFor(folder)
  makeFolder(folder, account)
  const home = homeFor(folder, account)
  const cluster = join(home, 'postgresql')
  const owner = existsSync(cluster) ? ownerOf(cluster) : account
  return { home, cluster, account: owner, socket: socketFor(home, owner) }
}

/** Root lends the database to the owner of the folder, or to `nobody`; anybody else runs it as himself. */
function accountFor(folder: string): Account {
  const me = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }
  if (me.uid !== 0) return me
  const owner = ownerOf(nearestExisting(folder))
  return owner.uid === 0 ? nobody : owner
}

/** Passable by others but not readable: the database's user must get through. Folders above that are made here too belong to the same owner. */
function makeFolder(folder: string, account: Account): void {
  if (existsSync(folder)) return
  const above = dirname(folder)
  makeFolder(above, account)
  try {
    mkdirSync(folder, { mode: 0o711 })
    if (process.getuid?.() === 0 && ownerOf(above).uid === account.uid) chownSync(folder, account.uid, account.gid)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code !== 'EEXIST') throw new Problem(503, 'core/no-database', { reason: message })
  }
}

function homeFor(folder: string, account: Account): string {
  const noted = notedHome(folder)
  if (noted) return noted
  if (existsSync(join(folder, 'postgresql')) || reachable(folder, account)) return folder
  const home = join(shared, `${createHash('sha256').update(folder).digest('hex').slice(0, 12)}-${randomBytes(3).toString('hex')}`)
  mkdirSync(home, { recursive: true, mode: 0o711 })
  chmodSync(shared, 0o711)
  writeFileSync(
    join(folder, note),
    `${home}\n\nThe database of this folder is kept there, because the user it runs as may not pass through the folders above this one.\n`,
  )
  return home
}

function notedHome(folder: string): string | undefined {
  const file = join(folder, note)
  const home = existsSync(file) ? readFileSync(file, 'utf8').split('\n')[0]?.trim() : undefined
  if (home && !existsSync(home)) throw new Problem(503, 'core/database-gone', { folder: home, note: file })
  return home
}

function socketFor(home: string, account: Account): string {
  const near = join(home, 'run')
  const folder =
    Buffer.byteLength(near) <= socketLimit
      ? near
      : join('/tmp', `senda-${createHash('sha256').update(home).digest('hex').slice(0, 12)}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const owner = ownerOf(folder)
  if (owner.uid !== account.uid && process.getuid?.() !== 0)
    throw new Problem(503, 'core/no-database', { reason: `${folder} belongs to another user` })
  if (owner.uid !== account.uid) chownSync(folder, account.uid, account.gid)
  return folder
}

/** May this user pass through every folder down to `path`, and read it? */
export function reachable(path: string, account: Account): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    const { mode, uid, gid } = statSync(folder)
    const bits = uid === account.uid ? mode >> 6 : gid === account.gid ? mode >> 3 : mode
    if ((bits & 1) === 0) return false
    if (folder === dirname(folder)) return true
  }
}

const nearestExisting = (path: string): string => (existsSync(path) ? path : nearestExisting(dirname(path)))
const ownerOf = (path: string): Account => {
  const { uid, gid } = statSync(path)
  return { uid, gid }
}
