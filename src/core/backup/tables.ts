/** What a backup holds: every table of the schema, in an order in which they can be filled again, and where its sequences stand. */
import type { ClientBase } from 'pg'

export type Table = { name: string; columns: string[] }
export type Sequence = { name: string; value: number; isCalled: boolean }

export async function tablesOf(client: ClientBase): Promise<Table[]> {
  const { rows } = await client.query(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    group by c.relname order by c.relname`)
  return inOrder(rows as Table[], await references(client))
}

/** A table comes after those it refers to. */
function inOrder(tables: Table[], references: { from: string; to: string }[]): Table[] {
  const done = new Set<string>()
  const ready = (t: Table) => references.every((r) => r.from !== t.name || done.has(r.to))
  const ordered: Table[] = []
  while (ordered.length < tables.length) {
    const next = tables.find((t) => !done.has(t.name) && ready(t))
    if (!next) throw new Error('tables refer to each other in a circle')
    ordered.push(next)
    done.add(next.name)
  }
  return ordered
}

async function references(client: ClientBase): Promise<{ from: string; to: string }[]> {
  const { rows } = await client.query(`
    select a.relname as from, b.relname as to
    from pg_constraint k join pg_class a on a.oid = k.conrelid join pg_class b on b.oid = k.confrelid
    where k.contype = 'f' and k.connamespace = 'public'::regnamespace and k.conrelid <> k.confrelid and not a.relispartition`)
  return rows
}

export async function sequencesOf(client: ClientBase): Promise<Sequence[]> {
  const { rows } = await client.query(
    `select c.relname as name from pg_class c where c.relkind = 'S' and c.relnamespace = 'public'::regnamespace order by 1`,
  )
  const sequences: Sequence[] = []
  for (const { name } of rows as { name: string }[]) {
    const at = await client.query(`select last_value as value, is_called as "isCalled" from ${quoted(name)}`)
    sequences.push({ name, ...at.rows[0] })
  }
  return sequences
}

export const quoted = (name: string): string => `public."${name.replaceAll('"', '""')}"`
export const listed = (columns: string[]): string => columns.map((c) => `"${c.replaceAll('"', '""')}"`).join(', ')

export async function isEmpty(client: ClientBase, tables: Table[]): Promise<boolean> {
  for (const { name } of tables.filter((t) => !t.name.startsWith('kysely_'))) {
    const { rowCount } = await client.query(`select 1 from ${quoted(name)} limit 1`)
    if (rowCount) return false
  }
  return true
}
