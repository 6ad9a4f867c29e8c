/** The key of the tokens: a new one changes nobody's count, and without it a restored database says what to do. */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type OwnDatabase, ownDatabase } from '../../../../test/own-database.ts'
import { plant } from '../../../../test/registry.ts'
import type { Db } from '../../../core/database.ts'
import { keyFile, tokenKeys } from './keys.ts'
import { rotateKey } from './rotating.ts'

let own: OwnDatabase
let folder: string
const before = { key: process.env.SENDA_TOKEN_KEY, data: process.env.SENDA_DATA }

beforeAll(async () => {
  own = await ownDatabase('rotating', 4)
})
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'senda-key-'))
  process.env.SENDA_DATA = folder
  delete process.env.SENDA_TOKEN_KEY
  await sql`truncate households, persons, person_documents, person_tokens, counted, duplicate_pairs, token_rotations cascade`.execute(
    own.db,
  )
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
afterAll(async () => {
  restore('SENDA_TOKEN_KEY', before.key)
  restore('SENDA_DATA', before.data)
  await own.drop()
})
function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name]
  else process.env[name] = value
}

const registered = (db: Db, organisation: number, ...texts: string[]) =>
  db.transaction().execute((trx) => plant(trx, texts, { organisation }))
async function counts(db: Db): Promise<unknown> {
  const { rows } = await sql`select id, counted_as from persons order by id`.execute(db)
  return rows
}
const versions = async (db: Db) =>
  (await sql<{ v: number }>`select distinct key_version as v from person_tokens`.execute(db)).rows.map((r) => r.v)

test('the key is made with the first person, readable by its owner alone, and not in the database', async () => {
  await registered(own.db, 1, 'Luz/Mora 1990-01-02 f V-18273645')
  expect(statSync(keyFile()).mode & 0o777).toBe(0o600)
  expect(await versions(own.db)).toEqual([tokenKeys()[0]!.version])
})

test('with a new key everybody is counted as before, and who comes later is still recognised', async () => {
  const first = await registered(
    own.db,
    1,
    'Yuleisy Carolina/Zambrano Pérez 1988-11-03 f',
    'Keiber/Zambrano 2015-01-02 m V-18273645',
  )
  await registered(own.db, 2, 'Yuleisi Carolina/Sambrano Peres 1988-11-03 f')
  const apart = [
    await registered(own.db, 1, 'José Luis/Pérez Rojas 1990-01-05 m'),
    await registered(own.db, 1, 'José Luis/Pérez Rojas 1990-01-05 m'),
  ]
  await sql`update person_tokens set is_void = true where person_id = any(${apart.map((h) => h.persons[0]!.id)}::uuid[])`.execute(
    own.db,
  )
  const [old, stood] = [tokenKeys(), await counts(own.db)]
  await rotateKey(own.db)
  expect(tokenKeys()).toHaveLength(1)
  expect(tokenKeys()[0]).not.toEqual(old[0])
  expect(await versions(own.db)).toEqual([tokenKeys()[0]!.version])
  expect(await counts(own.db)).toEqual(stood)
  const later = await registered(own.db, 3, 'Keiber/Zambrano 2015-01-02 m 18273645')
  const { rows } = await sql<{ countedAs: string }>`select counted_as from persons where id = ${later.persons[0]!.id}`.execute(
    own.db,
  )
  expect(rows[0]!.countedAs).toBe(first.persons[1]!.id)
  const { rows: kept } = await sql<{ n: number }>`select count(*) as n from person_tokens where is_void`.execute(own.db)
  expect(kept[0]!.n).toBe(2)
})

test('a rotation that was cut goes on with the same new key', async () => {
  await registered(own.db, 1, 'Luz/Mora 1990-01-02 f V-18273645')
  const cut = new Error('cut')
  await expect(
    rotateKey(own.db, {
      hint: () => {
        throw cut
      },
    }),
  ).rejects.toBe(cut)
  const [begun] = tokenKeys()
  expect(tokenKeys()).toHaveLength(2)
  await registered(own.db, 2, 'Luz/Mora Paz 1990-01-02 f V-18273645')
  await rotateKey(own.db)
  expect(tokenKeys()).toEqual([begun])
  expect(await versions(own.db)).toEqual([begun!.version])
})

test('a database restored without its key says what to do; with the key given up, everybody stays counted as they are', async () => {
  await registered(own.db, 1, 'Luz Marina/Mora Paz 1990-01-02 f V-18273645')
  await registered(own.db, 2, 'Luz Marina/Mora Paz 1990-01-02 f')
  const stood = await counts(own.db)
  rmSync(keyFile())
  await expect(registered(own.db, 1, 'Ana/Sol')).rejects.toMatchObject({ status: 503, code: 'people/token-key-missing' })
  await expect(rotateKey(own.db)).rejects.toMatchObject({ code: 'people/token-key-missing' })
  await rotateKey(own.db, { isLost: true })
  expect(await counts(own.db)).toEqual(stood)
  await registered(own.db, 1, 'Ana/Sol')
})

test('a key in the environment holds; a short one is refused', async () => {
  process.env.SENDA_TOKEN_KEY = 'short'
  await expect(registered(own.db, 1, 'Ana/Sol')).rejects.toMatchObject({ code: 'people/token-key-short' })
  process.env.SENDA_TOKEN_KEY = 'first key, no: a comma parts keys'.replaceAll(',', '').padEnd(40, 'x')
  await registered(own.db, 1, 'Luz/Mora 1990-01-02 f V-18273645')
  await expect(rotateKey(own.db)).rejects.toMatchObject({ code: 'people/token-key-first' })
  process.env.SENDA_TOKEN_KEY = `${'second key'.padEnd(40, 'y')},${process.env.SENDA_TOKEN_KEY}`
  expect((await rotateKey(own.db)).mayDropOld).toBe(true)
  expect(await versions(own.db)).toEqual([tokenKeys()[0]!.version])
})
