/** Random things and digests: passwords and keys as they are made, and the one secret that signs cookies. */
import { createHash, randomBytes, randomInt } from 'node:crypto'
import type { Db } from '../../core/database.ts'

export const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

// Without letters and digits that are mistaken for one another when read aloud.
const letters = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** 20 letters in groups of five: 115 bits, and still possible to read to somebody over the telephone. */
export function makePassword(): string {
  const groups = Array.from({ length: 4 }, () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join(''))
  return groups.join('-')
}

export const makeKey = (): string => `senda_${randomBytes(32).toString('base64url')}`

const secrets = new WeakMap<Db, Promise<string>>()

/** What signs cookies and encrypts second factors: SENDA_SECRET, else made once and kept in the database beside what it protects. */
export function signingSecret(db: Db): Promise<string> {
  const known = secrets.get(db)
  if (known) return known
  const secret = loadSecret(db)
  secrets.set(db, secret)
  secret.catch(() => secrets.delete(db))
  return secret
}

async function loadSecret(db: Db): Promise<string> {
  if (process.env.SENDA_SECRET) return process.env.SENDA_SECRET
  const name = 'sign-in'
  const find = () => db.selectFrom('secrets').select('value').where('name', '=', name).executeTakeFirst()
  const there = await find()
  if (there) return there.value
  const value = randomBytes(32).toString('base64url')
  await db
    .insertInto('secrets')
    .values({ name, value })
    .onConflict((c) => c.doNothing())
    .execute()
  return (await find())?.value ?? value
}

/** scrypt, as better-auth reads it; loaded when first needed, to keep the start short. */
export const hashOf = async (password: string): Promise<string> => (await import('better-auth/crypto')).hashPassword(password)
