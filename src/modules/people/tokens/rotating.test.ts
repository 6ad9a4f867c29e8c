/** The key of the tokens: a new one changes nobody's count, and without it a restored database says what to do. */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type OwnDatabase, ownDatabase } from '../../../../test/own-database.ts'
import { plant } from '../../../../test/registry.ts'
import type { Db } from '../../../core/database.ts'
import { system } from '../../../core/jobs.ts'
import { regroup } from './counting.ts'
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
async function tellApart(...persons: string[]): Promise<void> {
  await sql`update person_tokens set is_void = true where person_id = any(${persons}::uuid[])`.execute(own.db)
  await own.db.transaction().execute((trx) => regroup(trx, { actor: system }, persons))
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
  await tellApart(...apart.map((h) => h.persons[0]!.id))
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

test('whoever was told apart stays apart while a new key is being taken into use, whoever is corrected or comes meanwhile', async () => {
  const twin = 'José Luis/Pérez Rojas 1990-01-05 m'
  const [a, b] = [(await registered(own.db, 1, twin)).persons[0]!, (await registered(own.db, 1, twin)).persons[0]!]
  await tellApart(a.id, b.id)
  const countedAs = async (...ids: string[]) => {
    const { rows } = await sql<{ id: string; countedAs: string }>`select id, counted_as from persons`.execute(own.db)
    return ids.map((id) => rows.find((r) => r.id === id)!.countedAs)
  }
  const come: string[] = []
  const meanwhile = async () => {
    come.push((await registered(own.db, 2, twin)).persons[0]!.id)
    await own.db.transaction().execute((trx) => regroup(trx, { actor: system }, [a.id, b.id, ...come]))
  }
  const cut = new Error('cut')
  const rotating = rotateKey(own.db, {
    hint: () => {
      throw cut
    },
  })
  await expect(rotating).rejects.toBe(cut)
  await meanwhile()
  await meanwhile()
  expect(await countedAs(a.id, b.id, ...come)).toEqual([a.id, b.id, ...come])
  await rotateKey(own.db)
  expect(await countedAs(a.id, b.id, ...come)).toEqual([a.id, b.id, ...come])
  await meanwhile()
  expect(await countedAs(a.id, b.id, ...come)).toEqual([a.id, b.id, ...come])
})

test('who was joined by a number that joins nobody any more is counted apart with the next key', async () => {
  const [a, b] = [(await registered(own.db, 1, 'Luz/Mora')).persons[0]!, (await registered(own.db, 2, 'Ana/Sol')).persons[0]!]
  const [key] = tokenKeys()
  for (const { id } of [a, b])
    await sql`insert into person_tokens (token, person_id, household_id, kind, key_version)
      select ${Buffer.alloc(16, 7)}, id, household_id, 'document', ${key!.version} from persons where id = ${id}`.execute(own.db)
  await own.db.transaction().execute((trx) => regroup(trx, { actor: system }, [a.id, b.id]))
  const joined = async () => (await sql`select from persons where counted_as <> id`.execute(own.db)).rows.length
  expect(await joined()).toBe(1)
  await rotateKey(own.db)
  expect(await joined()).toBe(0)
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
