import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tablesOf } from './backup/tables.ts'
import { backup, restore } from './backup.ts'
import { type Db, openDatabase, openPool } from './database.ts'
import { migrate } from './migrate.ts'
import { takeOnlyPlace } from './only-one.ts'

const folder = mkdtempSync(join(tmpdir(), 'senda-test-'))
const file = join(folder, 'backup')
const name = `senda_backup_${process.pid}`

/** A database beside the one of the tests, for restoring replaces everything. */
function addressOf(database: string): string {
  const url = process.env.DATABASE_URL!
  return url.replace(/^([^?]*\/)[^/?]+(\?|$)/, `$1${database}$2`)
}

async function contentOf(pool: pg.Pool): Promise<Record<string, string>> {
  const client = await pool.connect()
  const content: Record<string, string> = {}
  for (const { name } of await tablesOf(client)) {
    const { rows } = await client.query(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as is from "${name}" t`,
    )
    content[name] = rows[0].is
  }
  client.release()
  return content
}

describe('a backup', () => {
  const outside = openPool(process.env.DATABASE_URL!, 1)
  let pool: pg.Pool
  let db: Db
  let before: Record<string, string>

  beforeAll(async () => {
    await outside.query(`create database ${name}`)
    pool = openPool(addressOf(name), 4)
    db = openDatabase(pool)
    await migrate(db, pool)
    const { rows } = await pool.query(`insert into events (actor_id, action, subject_id, detail)
      select 'amina', 'row.saved', 'tab\t back\\slash ' || n, jsonb_build_object('line', E'a\nb', 'n', n) from generate_series(1, 20000) n returning id`)
    expect(rows).toHaveLength(20_000)
    await pool.query(`insert into files (id, sha256, name, media_type, bytes, content, sent_by)
      values (gen_random_uuid(), 'x', 'Año.xlsx', 'x/y', 3, '\\x00ff0a', 'amina')`)
    before = await contentOf(pool)
  })
  afterAll(async () => {
    await pool.end()
    await outside.query(`drop database ${name} with (force)`)
    await outside.end()
    rmSync(folder, { recursive: true })
  })

  it('is one file, and an existing one is left alone', async () => {
    expect((await backup(pool, file)).tables).toBe(Object.keys(before).length)
    await expect(backup(pool, file)).rejects.toMatchObject({ code: 'core/file-exists' })
  })

  it('does not replace what a database holds without being told to', async () => {
    await expect(restore(pool, file)).rejects.toMatchObject({ code: 'core/restore-not-empty' })
  })

  it('is not restored under a running server', async () => {
    const place = await takeOnlyPlace(addressOf(name), () => {})
    await expect(restore(pool, file, true)).rejects.toMatchObject({ code: 'core/restore-while-running' })
    await place.leave()
  })

  it('brings back every table as it was, and counting goes on where it stood', async () => {
    await pool.query("delete from events where id > 5; insert into events (actor_id, action, subject_id) values ('x', 'y', 'z')")
    await restore(pool, file, true)
    await migrate(db, pool)
    expect(await contentOf(pool)).toEqual(before)
    const next = await sql<{
      id: number
    }>`insert into events (actor_id, action, subject_id) values ('x', 'y', 'z') returning id`.execute(db)
    expect(next.rows[0]!.id).toBe(20_001)
    await pool.query("delete from events where actor_id = 'x'")
  })

  it.each([
    ['cut off', (path: string) => truncateSync(path, 40_000)],
    ['cut off at its very end', (path: string) => truncateSync(path, readFileSync(path).length - 6)],
    ['empty', (path: string) => truncateSync(path, 0)],
    ['something else', (path: string) => writeFileSync(path, 'country,admin1\nPeru,Lima\n')],
    ['changed in the middle', (path: string) => writeFileSync(path, readFileSync(path).fill(7, 30_000, 30_008))],
  ])('that is %s is refused in words, and nothing changes', async (_, damage) => {
    const copy = join(folder, 'damaged')
    writeFileSync(copy, readFileSync(file))
    damage(copy)
    await expect(restore(pool, copy, true)).rejects.toMatchObject({ code: 'core/backup-damaged' })
    expect(await contentOf(pool)).toEqual(before)
  })
})
