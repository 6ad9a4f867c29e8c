/** COPY from any place where a statement may stand, inside an open transaction too: the fast way in for many rows. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CompiledQuery, type PostgresCursor } from 'kysely'
import { from } from 'pg-copy-streams'
import type { Db } from './database.ts'

type Source = Iterable<string> | AsyncIterable<string>

/**
 * Sends lines in COPY's text form.
 * @param statement `copy rows (a, b) from stdin` @param source whole lines, each ended by a line end
 */
export async function copyIn(db: Db, statement: string, source: Source): Promise<void> {
  for await (const _ of db.getExecutor().stream(CompiledQuery.raw(statement, [source]), 1)) break
}

/** One line of COPY's text form. null becomes \N. */
export function copyLine(values: readonly (string | number | boolean | null)[]): string {
  let line = ''
  for (let i = 0; i < values.length; i++) line += (i > 0 ? '\t' : '') + field(values[i]!)
  return `${line}\n`
}

function field(value: string | number | boolean | null): string {
  if (value === null) return '\\N'
  if (typeof value !== 'string') return String(value)
  return /[\\\t\n\r]/.test(value) ? value.replace(/[\\\t\n\r]/g, (c) => escapes[c]!) : value
}

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** Each piece becomes a message and two writes to the socket: lines go together. */
async function* gathered(source: Source): AsyncGenerator<string> {
  let piece = ''
  for await (const line of source) {
    piece += line
    if (piece.length < pieceLength) continue
    yield piece
    piece = ''
  }
  if (piece !== '') yield piece
}
const pieceLength = 2 ** 16

/** What Kysely submits to the connection when a statement is streamed: here the stream goes in, and no row comes out. */
export const CopyCursor = function open(statement: string, parameters: unknown[]) {
  const query = from(statement)
  const source = parameters[0] as Source
  return Object.assign(query, {
    read: async () => {
      await pipeline(Readable.from(gathered(source)), query)
      return []
    },
    close: async () => {},
  })
} as unknown as new <T>(
  statement: string,
  parameters: unknown[],
) => PostgresCursor<T>
