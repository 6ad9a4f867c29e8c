/** The shape of the schema that lets it lie on several machines (docs/operating.md): read from the catalog after the migrations, no Citus needed. */
import { readdirSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { distribute, placedTables } from '../src/core/distribute.ts'
import { scenario } from './scenario.ts'

type Key = { table: string; name: string; columns: string[] }
type Foreign = Key & { to: string; theirs: string[] }

const sources = (...rooms: string[]): { file: string; text: string }[] =>
  rooms.flatMap((room) =>
    readdirSync(`src/modules/${room}`, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => `src/modules/${room}/${name}`)
      .map((file) => ({ file, text: readFileSync(file, 'utf8') })),
  )

it(
  'no table has a trigger of ours',
  scenario(async ({ db }) => {
    const { rows } =
      await sql`select tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid where not tgisinternal and c.relnamespace = 'public'::regnamespace`.execute(
        db,
      )
    expect(rows).toEqual([])
  }),
)

it(
  'every table of people and deliveries has its place, and each says it in a way that is understood',
  scenario(async ({ db }) => {
    const placed = await placedTables(db)
    const { rows } = await sql<{ table: string }>`
    select c.relname as "table" from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname in ('household_id', 'counted_as')
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`.execute(db)
    const names = placed.filter((p) => p.by !== null).map((p) => p.table)
    expect(rows.map((r) => r.table).filter((table) => !names.includes(table))).toEqual([])
    const { rows: comments } = await sql<{ said: string }>`
    select d.description as said from pg_description d join pg_class c on c.oid = d.objoid and d.objsubid = 0
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`.execute(db)
    expect(comments).toHaveLength(placed.length)
  }),
)

it(
  'every unique key of a distributed table contains what it is distributed by',
  scenario(async ({ db }) => {
    const { rows } = await sql<Key>`
    select c.relname as "table", i.relname as name, array_agg(a.attname::text) as columns
    from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = any(x.indkey)
    where x.indisunique and c.relnamespace = 'public'::regnamespace group by 1, 2`.execute(db)
    for (const { table, by } of (await placedTables(db)).filter((p) => p.by !== null)) {
      const keys = rows.filter((key) => key.table === table)
      expect(keys.length, table).toBeGreaterThan(0)
      for (const key of keys) expect(key.columns, `${table}: ${key.name}`).toContain(by)
    }
  }),
)

it(
  'every foreign key of a distributed table goes to a list, or with its distribution to what lies beside it; none comes from elsewhere',
  scenario(async ({ db }) => {
    const placed = new Map((await placedTables(db)).map((p) => [p.table, p]))
    const { rows } = await sql<Foreign>`
    select c.relname as "table", k.conname as name, f.relname as "to",
      array(select attname::text from pg_attribute where attrelid = k.conrelid and attnum = any(k.conkey)) as columns,
      array(select attname::text from pg_attribute where attrelid = k.confrelid and attnum = any(k.confkey)) as theirs
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class f on f.oid = k.confrelid
    where k.contype = 'f' and c.relnamespace = 'public'::regnamespace`.execute(db)
    for (const key of rows) {
      const [from, to] = [placed.get(key.table), placed.get(key.to)]
      if (to?.by) {
        expect(from?.beside, `${key.table} → ${key.to}`).toBe(key.to)
        expect(key.columns, key.name).toContain(from?.by)
        expect(key.theirs, key.name).toContain(to.by)
      } else if (from?.by) expect(to, `${key.table} → ${key.to}`).toBeDefined()
    }
  }),
)

it(
  'no policy of a distributed table holds a question of its own',
  scenario(async ({ db }) => {
    const tables = (await placedTables(db)).filter((p) => p.by !== null).map((p) => p.table)
    const { rows } = await sql<{ table: string }>`
    select tablename as "table" from pg_policies where tablename = any(${tables}::text[]) and (qual ~* '\\mselect\\M' or with_check ~* '\\mselect\\M')`.execute(
      db,
    )
    expect(rows).toEqual([])
  }),
)

it('no statement changes what a row is distributed by', () => {
  const found = sources('people', 'delivery').flatMap(({ file, text }) => {
    const updates = [...text.matchAll(/\bupdate\s+\w+(?:\s+\w+)?\s+set\b(.*?)(?:\bwhere\b|\bfrom\b|`)/gis)].map((m) => m[1]!)
    const served = [...text.matchAll(/\bupdate\s+served\b(.*?)(?:\bwhere\b|\bfrom\b|`)/gis)].map((m) => m[1]!)
    const built = [...text.matchAll(/updateTable\('\w+'\)\s*\.set\(\{(.*?)\}\)/gs)].map((m) => m[1]!)
    const moves =
      [...updates, ...built].some((set) => /\bhousehold_?id\s*[=:]/i.test(set)) ||
      served.some((set) => /\bcounted_as\s*=/.test(set))
    return moves ? [file] : []
  })
  expect(found).toEqual([])
})

it(
  'no statement changes a table that lies on several machines on its way to another',
  scenario(async ({ db }) => {
    const spread = new Set((await placedTables(db)).filter((p) => p.by !== null).map((p) => p.table))
    const found = sources('people', 'delivery', 'activities', 'figures').flatMap(({ file, text }) =>
      [...text.matchAll(/\bas(?:\s+(?:not\s+)?materialized)?\s*\(\s*(?:insert\s+into|update|delete\s+from)\s+(\w+)/gi)]
        .filter(([, table]) => spread.has(table!) && !ofOneHousehold.has(`${file} ${table}`))
        .map(([, table]) => `${file} ${table}`),
    )
    expect(found).toEqual([])
  }),
)
/** Both tables of the statement lie with the one household it names. */
const ofOneHousehold = new Set(['src/modules/people/duplicates/merging.ts households'])

it(
  'where Citus is not installed, distributing says so',
  scenario(async ({ db }) => {
    await expect(distribute(db)).rejects.toMatchObject({ status: 409, code: 'core/no-citus' })
  }),
)
