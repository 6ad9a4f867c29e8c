/** Several statements in one message: on the way there and back once, where each would wait for the one before it. */
import { CompiledQuery, type Kysely, type RawBuilder, sql } from 'kysely'
import pg from 'pg'
import type { DB } from '../../db/types.ts'
import type { Reach } from './access.ts'

/** The names of columns are as the statements write them. */
export type Answers = Record<string, unknown>[][]

/** Answers of several statements are told as one answer, whose rows are theirs; those of one are told as they are. */
const asOne = (answer: unknown): unknown =>
  Array.isArray(answer) ? { command: 'SEVERAL', rowCount: null, rows: answer.map(({ rows }) => ({ rows })) } : answer

/** A connection whose answers to several statements pass through Kysely, which knows of one. */
export class Client extends pg.Client {}
const query = pg.Client.prototype.query as (...asked: unknown[]) => unknown
Object.defineProperty(Client.prototype, 'query', {
  value(this: Client, ...asked: unknown[]) {
    const answer = Reflect.apply(query, this, asked)
    return answer instanceof Promise ? answer.then(asOne) : answer
  },
})

/** One to be filled with its values, or one that is whole. */
export type Statement = RawBuilder<unknown> | { whole: string }

/**
 * Carried out one after another, each seeing what was committed before it began; where one fails, those after it are not carried out.
 * Outside a transaction they are one of their own.
 */
export async function several(db: Kysely<DB>, statements: readonly Statement[]): Promise<Answers> {
  if (statements.length === 0) return []
  const text = statements.map((s) => ('whole' in s ? s.whole : inFull(s.compile(db)))).join(';\n')
  const { rows } = await db.executeQuery<{ rows: Answers[number] }>(CompiledQuery.raw(text))
  return statements.length === 1 ? [rows as unknown as Answers[number]] : rows.map((answer) => answer.rows)
}

/** A few rows are planned soonest as they stand, many as a list of each column that is unfolded. */
const fewRows = 8

/** @param columns name and type, as in `id uuid` @param rows values in the order of `columns`; JSON as text */
export function inserting(table: string, columns: readonly string[], rows: readonly (readonly unknown[])[]): Statement {
  const [names, types] = [columns.map((c) => `"${c.split(' ')[0]}"`), columns.map((c) => c.split(' ')[1])]
  const into = `insert into ${table} (${names.join(', ')})`
  if (rows.length <= fewRows) return { whole: `${into} values ${rows.map((row) => `(${row.map(literal).join(',')})`).join(',')}` }
  const lists = types.map((type, at) => `${literal(rows.map((row) => row[at]))}::${type}[]`)
  return { whole: `${into} select * from unnest(${lists.join(', ')})` }
}

/** The statement with its values in it: a message that holds several has no place for them. */
const inFull = ({ sql: text, parameters }: CompiledQuery): string =>
  text.replace(/\$(\d+)/g, (_, n: string) => literal(parameters[Number(n) - 1]))

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value)) return quoted(`{${value.map(element).join(',')}}`)
  return quoted(value instanceof Date ? value.toISOString() : String(value))
}
const element = (value: unknown): string =>
  value === null || value === undefined
    ? 'null'
    : `"${(value instanceof Date ? value.toISOString() : String(value)).replace(/["\\]/g, '\\$&')}"`

function quoted(text: string): string {
  // The message would end there.
  if (text.includes('\0')) throw Object.assign(new Error('a text with a NUL'), { code: '22021' })
  const inside = text.replaceAll("'", "''")
  return inside.includes('\\') ? ` E'${inside.replaceAll('\\', '\\\\')}'` : `'${inside}'`
}

/** What makes a transaction that of the reader role, who sees only rows inside `reach`. */
export function becomeReader(reach: Reach): RawBuilder<unknown> {
  const [countries, organisations, sectors, sites] =
    reach === 'all'
      ? ['*', '*', '', '']
      : [reach.countries, reach.organisations, reach.sectors ?? [], reach.sites ?? []].map((list) => list.join(','))
  return sql`select set_config('senda.countries', ${countries}, true), set_config('senda.organisations', ${organisations}, true),
    set_config('senda.sectors', ${sectors}, true), set_config('senda.sites', ${sites}, true), set_config('role', 'senda_reader', true)`
}

/** `asReader` for statements that are known beforehand. */
export async function severalAsReader(db: Kysely<DB>, reach: Reach, statements: readonly Statement[]): Promise<Answers> {
  return (await several(db, [becomeReader(reach), ...statements, sql`reset role`])).slice(1, -1)
}
