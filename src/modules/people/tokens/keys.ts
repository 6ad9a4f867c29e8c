/** The key of the tokens: in a file beside the database or in the environment, never in the database and so in no backup. */
import { createHmac, randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Db } from '../../../core/database.ts'
import { dataFolder } from '../../../core/house.ts'
import { Problem } from '../../../core/problem.ts'

/** `version` is a short digest of the key: it tells keys apart and says nothing of them. */
export type Key = { secret: string; version: number }

export const keyFile = (): string => join(dataFolder(), 'token-keys.json')
export const isInEnvironment = (): boolean => Boolean(process.env.SENDA_TOKEN_KEY)

/** Newest first. Two while a new one is being taken into use. */
export function tokenKeys(): Key[] {
  const secrets = process.env.SENDA_TOKEN_KEY ? process.env.SENDA_TOKEN_KEY.split(',').map((s) => s.trim()) : fromFile()
  return secrets.map((secret) => {
    if (secret.length < 32) throw new Problem(503, 'people/token-key-short', { place: keyPlace() })
    return { secret, version: versionOf(secret) }
  })
}

export const keyPlace = (): string => (isInEnvironment() ? 'SENDA_TOKEN_KEY' : keyFile())

const versionOf = (secret: string): number =>
  createHmac('sha256', secret).update('version of this key').digest().readUInt32BE() & 0x7fffffff

function fromFile(): string[] {
  try {
    return (JSON.parse(readFileSync(keyFile(), 'utf8')) as { keys: string[] }).keys
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw new Problem(503, 'people/token-key-unreadable', { place: keyFile(), reason: (error as Error).message })
  }
}

/** The keys, made where this database has no tokens yet. Where it has tokens of another key, says what to do. */
export async function keysFor(db: Db): Promise<Key[]> {
  const keys = tokenKeys()
  const some = await db.selectFrom('personTokens').select('keyVersion').limit(1).executeTakeFirst()
  if (some && !keys.some((k) => k.version === some.keyVersion))
    throw new Problem(503, 'people/token-key-missing', { place: keyPlace() })
  if (keys.length > 0) return keys
  writeKeys([newSecret()], 'first')
  return tokenKeys()
}

export const newSecret = (): string => randomBytes(32).toString('hex')

/** Whole or not at all, readable by its owner alone. `first`: another process may have made it meanwhile, then that one holds. */
export function writeKeys(secrets: string[], how: 'first' | 'replace' = 'replace'): void {
  mkdirSync(dataFolder(), { recursive: true })
  const partial = `${keyFile()}.${randomBytes(4).toString('hex')}`
  writeFileSync(partial, `${JSON.stringify({ keys: secrets })}\n`, { mode: 0o600, flush: true })
  try {
    if (how === 'replace') renameSync(partial, keyFile())
    else linkSync(partial, keyFile())
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(partial, { force: true })
  }
}
