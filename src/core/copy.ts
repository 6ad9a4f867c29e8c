/** COPY in any place where a statement may stand, inside an open transaction too: the fast way in and out for many rows. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CompiledQuery, type Kysely, type PostgresCursor } from 'kysely'
import type { Connection } from 'pg'
import { type CopyToStreamQuery, from, to } from 'pg-copy-streams'
import type { DB } from '../../db/types.ts'

/** Lines, or pieces of the binary form. */
type Source = Iterable<string> | AsyncIterable<string> | Iterable<Buffer>

/**
 * Sends lines in COPY's text form, or pieces in its binary form.
 * @param statement `copy rows (a, b) from stdin` @param source whole lines, each ended by a line end
 */
export async function copyIn(db: Kysely<DB>, statement: string, source: Source): Promise<void> {
  for await (const _ of db.getExecutor().stream(CompiledQuery.raw(statement, [source]), 1)) break
}

/** What a `copy (…) to stdout` gives, in pieces that end anywhere. */
export async function* copyOut(db: Kysely<DB>, statement: string): AsyncGenerator<Buffer> {
  for await (const { rows } of db.getExecutor().stream<{ piece: Buffer }>(CompiledQuery.raw(statement), 1)) yield rows[0]!.piece
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
async function* gathered(source: Source): AsyncGenerator<string | Buffer> {
  let piece = ''
  for await (const line of source) {
    if (typeof line !== 'string') {
      yield line
      continue
    }
    piece += line
    if (piece.length < pieceLength) continue
    yield piece
    piece = ''
  }
  if (piece !== '') yield piece
}
const pieceLength = 2 ** 16

/** What Kysely submits to the connection when a statement is streamed: COPY, in or out. In: the stream goes in, and no row comes out. */
export const CopyCursor = function open(statement: string, parameters: unknown[]) {
  return parameters.length > 0 ? cursorIn(statement, parameters[0] as Source) : cursorOut(statement)
} as unknown as new <T>(
  statement: string,
  parameters: unknown[],
) => PostgresCursor<T>

function cursorIn(statement: string, source: Source) {
  const query = from(statement)
  return Object.assign(query, {
    read: async () => {
      await pipeline(Readable.from(gathered(source)), query)
      return []
    },
    close: async () => {},
  })
}

/** What the driver tells a query besides, which its types leave out. */
type Answered = {
  handleError: (error: Error) => void
  handleCommandComplete: (message: { text: string }) => void
  handleReadyForQuery: () => void
}

function cursorOut(statement: string) {
  const query = to(statement) as CopyToStreamQuery & Answered
  const pieces = query[Symbol.asyncIterator]()
  // Beside the stream, not on it: both would have a `read`.
  return {
    submit: (connection: Connection) => query.submit(connection),
    handleError: (error: Error) => query.handleError(error),
    handleCommandComplete: (message: { text: string }) => query.handleCommandComplete(message),
    handleReadyForQuery: () => query.handleReadyForQuery(),
    read: async () => {
      const { done, value } = await pieces.next()
      return done ? [] : [{ piece: value as Buffer }]
    },
    // Whoever stops early leaves the rest: the connection serves again when everything has come.
    close: async () => {
      while (!(await pieces.next()).done);
    },
  }
}
