/** Backup and restore over COPY: the same on every PostgreSQL, one consistent moment, whole or not at all. */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, statSync } from 'node:fs'
import { appendFile, open, rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib'
import type { ClientBase, Pool } from 'pg'
import { from, to } from 'pg-copy-streams'
import { Reader, tail, title } from './backup/stream.ts'
import { isEmpty, listed, quoted, type Sequence, sequencesOf, type Table, tablesOf } from './backup/tables.ts'
import { migrationNames, migrationText } from './migrate.ts'
import { serverKey } from './only-one.ts'
import { Problem } from './problem.ts'

export type BackupSummary = { tables: number; at: string }
type Head = { at: string; migrations: string[] }
type Part = { table: string; columns: string[] } | { sequences: Sequence[] } | { sha256: string }

/** Writes everything to `path`, readable by its owner alone. An existing file is left alone unless `replace`. */
export async function backup(pool: Pool, path: string, replace = false): Promise<BackupSummary> {
  if (existsSync(path) && !replace) throw new Problem(409, 'core/file-exists', { path })
  const partial = `${path}.partial`
  const client = await pool.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const tables = await tablesOf(client)
    const head: Head = { at: new Date().toISOString(), migrations: await migrationsIn(client) }
    const squeeze = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 } })
    await pipeline(Readable.from(hashed(content(client, head, tables))), squeeze, createWriteStream(partial, { mode: 0o600 }))
    await appendFile(partial, tail, { flush: true })
    await client.query('commit')
    await rename(partial, path)
    return { tables: tables.length, at: head.at }
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  } finally {
    client.release(true)
  }
}

async function* content(client: ClientBase, head: Head, tables: Table[]): AsyncGenerator<string | Buffer> {
  yield `${title}\n${JSON.stringify(head)}\n`
  for (const { name, columns } of tables) {
    yield `${JSON.stringify({ table: name, columns })}\n`
    const rows = client.query(to(`copy (select ${listed(columns)} from ${quoted(name)}) to stdout`))
    for await (const piece of rows as AsyncIterable<Buffer>) {
      yield `${piece.length}\n`
      yield piece
    }
    yield '0\n'
  }
  yield `${JSON.stringify({ sequences: await sequencesOf(client) })}\n`
}

async function* hashed(parts: AsyncIterable<string | Buffer>): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  for await (const part of parts) {
    const bytes = typeof part === 'string' ? Buffer.from(part) : part
    hash.update(bytes)
    yield bytes
  }
  yield Buffer.from(`${JSON.stringify({ sha256: hash.digest('hex') })}\n`)
}

/**
 * Replaces everything in the database by what the file holds, in one transaction. Refuses a database with content unless `force`,
 * one that a server works on, and a file that is damaged or newer than this program. Migrate afterwards.
 */
export async function restore(pool: Pool, path: string, force = false): Promise<BackupSummary> {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new Problem(404, 'core/no-such-file', { path })
  const length = await wholeLength(path)
  const client = await pool.connect()
  const packed = createReadStream(path, { end: length - 1 })
  const unpacked = packed.pipe(createZstdDecompress())
  packed.on('error', (error) => unpacked.destroy(error))
  // Whoever reads meets the error; when nobody reads any more, it means nothing.
  unpacked.on('error', () => {})
  try {
    await client.query('begin')
    await assertMayReplace(client, force)
    const summary = await replaceBy(client, new Reader(unpacked))
    await client.query('commit')
    return summary
  } finally {
    packed.destroy()
    unpacked.destroy()
    // Closing the connection takes back whatever was not committed.
    client.release(true)
  }
}

/** Bytes before the tail; a file without one is no whole backup. */
async function wholeLength(path: string): Promise<number> {
  const file = await open(path)
  try {
    const length = (await file.stat()).size - tail.length
    if (length <= 0) throw damaged()
    const { buffer } = await file.read(Buffer.alloc(tail.length), 0, tail.length, length)
    if (!buffer.equals(tail)) throw damaged()
    return length
  } finally {
    await file.close()
  }
}

async function assertMayReplace(client: ClientBase, force: boolean): Promise<void> {
  const { rows } = await client.query('select pg_try_advisory_xact_lock($1) as free', [serverKey])
  if (!rows[0].free) throw new Problem(409, 'core/restore-while-running')
  if (!force && !(await isEmpty(client, await tablesOf(client)))) throw new Problem(409, 'core/restore-not-empty')
}

async function replaceBy(client: ClientBase, reader: Reader): Promise<BackupSummary> {
  const head = await readHead(reader)
  await makeTables(client, head.migrations)
  for (let tables = 0; ; tables++) {
    const before = reader.soFar()
    const part = await understood(async () => JSON.parse(await reader.line()) as Part)
    if ('sha256' in part) {
      if (part.sha256 !== before) throw damaged()
      await understood(() => reader.end())
      return { tables: tables - 1, at: head.at }
    }
    await taken(() => ('sequences' in part ? setSequences(client, part.sequences) : fill(client, part, reader)))
  }
}

/** What the database does not take as its own content is not what was written: the file was changed since. */
async function taken(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    throw /^(22|23|42)/.test((error as { code?: string }).code ?? '') ? damaged() : error
  }
}

async function readHead(reader: Reader): Promise<Head> {
  const head = await understood(async () => {
    if ((await reader.line()) !== title) throw new Error('another title')
    return JSON.parse(await reader.line()) as Head
  })
  const known = new Set(await migrationNames())
  const unknown = head.migrations.find((name) => !known.has(name))
  if (unknown) throw new Problem(409, 'core/backup-newer', { migration: unknown })
  return head
}

/** The tables as they were when the backup was made. */
async function makeTables(client: ClientBase, migrations: string[]): Promise<void> {
  await client.query('drop schema public cascade; create schema public; grant usage on schema public to public')
  for (const name of migrations) await client.query(await migrationText(name))
  await client.query(`create table if not exists kysely_migration (name varchar(255) primary key, timestamp varchar(255) not null);
    create table if not exists kysely_migration_lock (id varchar(255) primary key, is_locked integer not null default 0);
    delete from graphile_worker._private_jobs`)
  // What migrations put into tables comes from the backup.
  for (const { name } of (await tablesOf(client)).reverse()) await client.query(`delete from ${quoted(name)}`)
}

async function fill(client: ClientBase, { table, columns }: { table: string; columns: string[] }, reader: Reader): Promise<void> {
  const rows = client.query(from(`copy ${quoted(table)} (${listed(columns)}) from stdin`))
  let broken: unknown
  const pieces = async function* () {
    try {
      yield* reader.pieces()
    } catch (error) {
      broken = error
      throw error
    }
  }
  await pipeline(Readable.from(pieces()), rows).catch((error) => {
    throw broken ? damaged() : error
  })
}

async function setSequences(client: ClientBase, sequences: Sequence[]): Promise<void> {
  for (const { name, value, isCalled } of sequences)
    await client.query('select setval($1::regclass, $2, $3)', [quoted(name), value, isCalled])
}

const damaged = () => new Problem(422, 'core/backup-damaged')

async function understood<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch {
    throw damaged()
  }
}

async function migrationsIn(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query('select name from kysely_migration order by name')
  return rows.map((r: { name: string }) => r.name)
}
