/** Files people send: taken to disk while they arrive, never whole in memory, and kept once in the database however often they are sent. */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, readdirSync, rmSync } from 'node:fs'
import { access, constants, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as WebStream } from 'node:stream/web'
import { Busboy, type BusboyFileStream } from '@fastify/busboy'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Actor } from './access.ts'
import type { Db } from './database.ts'
import { Problem } from './problem.ts'

export const uploadLimit = 64 * 2 ** 20

export type ReceivedFile = { field: string; name: string; mediaType: string; path: string; bytes: number; sha256: string }
export type Upload = { files: ReceivedFile[]; fields: Record<string, string> }

const prefix = 'senda-upload-'
/** Control characters, and those that turn the direction of writing: `reportxslx.exe` is not what it seems. */
const unseen = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** To be removed by whoever asked for it; after a sudden end, the next start removes it. */
export const makeTemporaryFolder = (): Promise<string> => mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`))

/** Takes the parts of a multipart request, hands them to `work`, and clears them away whatever happens. */
export async function withUpload<T>(request: Request, work: (upload: Upload) => Promise<T>, limit = uploadLimit): Promise<T> {
  const folder = await makeTemporaryFolder()
  try {
    return await work(await receive(request, folder, limit))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function receive(request: Request, folder: string, limit: number): Promise<Upload> {
  const type = request.headers.get('content-type') ?? ''
  if (!type.startsWith('multipart/form-data') || !request.body) throw new Problem(415, 'core/not-an-upload')
  const upload: Upload = { files: [], fields: {} }
  const cut = new AbortController()
  const writing: Promise<void>[] = []
  const parts = partsOf(type)
  parts.on('field', (name, value) => {
    upload.fields[name] = value
  })
  parts.on('file', (field, stream, given, _encoding, mediaType) => {
    const name = given.replace(unseen, '').trim() || 'file'
    const path = join(folder, String(writing.length))
    writing.push(write(stream, path, cut.signal).then((is) => void upload.files.push({ field, name, mediaType, path, ...is })))
    writing.at(-1)?.catch(() => {})
  })
  try {
    // The signal tells of a caller who hung up; the body itself does not always end then.
    await pipeline(Readable.fromWeb(request.body as WebStream), atMost(limit), parts, { signal: request.signal })
    await Promise.all(writing)
    return upload
  } catch (error) {
    cut.abort()
    await Promise.allSettled(writing)
    throw error instanceof Problem ? error : new Problem(400, 'core/upload-cut')
  }
}

function partsOf(type: string): ReturnType<typeof Busboy> {
  try {
    return Busboy({ headers: { 'content-type': type }, limits: { files: 10, fields: 50, fieldSize: 64 * 1024 } })
  } catch {
    throw new Problem(415, 'core/not-an-upload')
  }
}

async function write(stream: BusboyFileStream, path: string, signal: AbortSignal): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  await pipeline(stream, measure, createWriteStream(path, { mode: 0o600 }), { signal })
  return { bytes, sha256: hash.digest('hex') }
}

/** Reading stops at the limit: what is too large is not taken in to be thrown away. */
function atMost(limit: number): Transform {
  let bytes = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      if (bytes > limit) done(tooLarge(limit))
      else done(null, chunk)
    },
  })
}

/** A body that is needed whole, read no further than the limit, whatever it says of itself. */
export async function bytesOf(request: Request, limit: number, beyond = () => tooLarge(limit)): Promise<Buffer<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += part.byteLength
    if (bytes > limit) throw beyond()
    parts.push(part)
  }
  return Buffer.concat(parts)
}

export const tooLarge = (limit: number): Problem => new Problem(413, 'core/too-large', { megabytes: Math.round(limit / 2 ** 20) })

/** A file of this machine, for the command line. */
export async function fileAt(path: string): Promise<ReceivedFile> {
  const about = await stat(path).catch(() => undefined)
  if (!about?.isFile()) throw new Problem(404, 'core/no-such-file', { path })
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return {
    field: 'file',
    name: basename(path),
    mediaType: 'application/octet-stream',
    path,
    bytes: about.size,
    sha256: hash.digest('hex'),
  }
}

/** Asked before anything is taken in: whoever names a file to be written hears first that it cannot be. */
export async function assertWritable(path: string): Promise<void> {
  try {
    if ((await stat(path).catch(() => undefined))?.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' })
    await access(dirname(path), constants.W_OK)
  } catch (error) {
    throw new Problem(400, 'core/file-not-written', { path, reason: (error as NodeJS.ErrnoException).code ?? '' })
  }
}

/** Keeps a file. The same bytes are kept once: `again` says that they were known. */
export async function storeFile(db: Db, file: ReceivedFile, actor: Actor): Promise<{ id: string; again: boolean }> {
  const known = await findFile(db, file.sha256)
  if (known) return { id: known, again: true }
  const id = uuid()
  const { path, field: _field, ...about } = file
  const content = await readFile(path)
  const added = await db
    .insertInto('files')
    .values({ ...about, id, content, sentBy: actor.id })
    .onConflict((c) => c.column('sha256').doNothing())
    .returning('id')
    .executeTakeFirst()
  return added ? { id, again: false } : { id: (await findFile(db, file.sha256))!, again: true }
}

const findFile = async (db: Db, sha256: string): Promise<string | undefined> =>
  (await db.selectFrom('files').select('id').where('sha256', '=', sha256).executeTakeFirst())?.id

/** Those of them that nothing else was made of: the same bytes may have been sent by others, or as something else. What came with Senda stays. */
export async function forgetFiles(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const { rows } = await sql<{ table: string; column: string }>`
    select c.relname as "table", a.attname as "column" from pg_constraint k join pg_class c on c.oid = k.conrelid
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.confrelid = 'files'::regclass`.execute(db)
  const unused = rows.map(
    ({ table, column }) => sql`not exists (select from ${sql.id(table)} t where t.${sql.id(column)} = f.id)`,
  )
  // Locked first: whoever is about to name one of them is waited for, and then seen.
  await sql`select from files where id = any(${ids}::uuid[]) order by id for update`.execute(db)
  await sql`delete from files f where f.id = any(${ids}::uuid[]) and f.sent_by is not null and ${sql.join(unused, sql` and `)}`.execute(
    db,
  )
}

export type StoredFile = { name: string; mediaType: string; content: Buffer }

export const getFile = (db: Db, id: string): Promise<StoredFile | undefined> =>
  db.selectFrom('files').select(['name', 'mediaType', 'content']).where('id', '=', id).executeTakeFirst()

/** Writes a kept file to disk piece by piece, so that a large one is never whole in memory. */
export async function copyFileTo(db: Db, id: string, path: string): Promise<boolean> {
  const piece = 4 * 2 ** 20
  const about = await db.selectFrom('files').select('bytes').where('id', '=', id).executeTakeFirst()
  if (!about) return false
  const pieces = async function* () {
    for (let at = 0; at < about.bytes; at += piece) {
      const { rows } = await sql<{
        part: Buffer
      }>`select substring(content from ${at + 1} for ${piece}) as part from files where id = ${id}`.execute(db)
      yield rows[0]!.part
    }
  }
  await pipeline(pieces, createWriteStream(path, { mode: 0o600 }))
  return true
}

/** Folders of processes that ended in the middle. */
export function sweepUploads(): void {
  for (const name of readdirSync(tmpdir()).filter((n) => n.startsWith(prefix))) {
    const pid = Number(name.slice(prefix.length).split('-')[0])
    if (!isAlive(pid)) rmSync(join(tmpdir(), name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return pid !== process.pid
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
