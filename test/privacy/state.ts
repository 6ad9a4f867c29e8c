/** All that is kept of people, by whose it is: what a request changed of it, and whether its asker may. */
import { sql } from 'kysely'
import type { Grant } from '../../src/core/access.ts'
import type { Db } from '../../src/core/database.ts'
import { holds, holdsSomewhere, meets, protects, registers } from './oracle.ts'

/** `of`: where organisation and site stand, if not in the table itself. `content`: what of a row is looked at. `anywhere`: whoever may at one site of the organisation, may. */
type Part = {
  table: string
  who: readonly string[]
  of?: string
  where?: string
  content?: string
  anywhere?: true
  noSite?: true
}

const ofHousehold = (id: string) => `join households o on o.id = t.${id}`
const wordsOfEntries = 'collected_by, answers, override_reason, reason, proof'
const parts: Record<string, Part> = {
  households: { table: 'households', who: meets },
  persons: { table: 'persons', who: meets },
  documents: { table: 'person_documents', who: meets, of: ofHousehold('household_id') },
  needs: { table: 'person_needs', who: meets, where: 'not t.is_restricted' },
  'restricted needs': { table: 'person_needs', who: [...protects, ...registers], where: 't.is_restricted' },
  consents: { table: 'person_consents', who: meets, of: ofHousehold('household_id') },
  photos: { table: 'photos', who: meets },
  history: { table: 'household_changes', who: meets, of: ofHousehold('household_id') },
  conflicts: { table: 'household_conflicts', who: meets },
  readings: { table: 'readings', who: meets },
  tokens: { table: 'person_tokens', who: meets, of: ofHousehold('household_id') },
  deliveries: { table: 'deliveries', who: meets, content: `to_jsonb(t) - '{${wordsOfEntries}}'::text[]` },
  // Whoever erases a household takes its words out of what it was given anywhere.
  'words of entries': {
    table: 'deliveries',
    who: meets,
    of: ofHousehold('household_id'),
    where: 't.reverses is null',
    content: `jsonb_build_array(t.id, ${wordsOfEntries})`,
  },
  served: { table: 'served', who: meets },
  distributions: { table: 'distributions', who: meets },
  expected: { table: 'distribution_households', who: meets },
  'planned values': { table: 'distribution_values', who: meets },
  // A record that is like one at another site waits beside it.
  pairs: { table: 'duplicate_pairs', who: meets, noSite: true, anywhere: true },
  merges: { table: 'merges', who: registers, of: ofHousehold('kept_household') },
  lists: { table: 'people_imports', who: registers },
  refused: { table: 'people_import_refusals', who: registers, of: 'join people_imports o on o.id = t.import_id' },
  keys: { table: 'people_import_keys', who: registers, noSite: true, anywhere: true },
  matchings: { table: 'people_matchings', who: registers, noSite: true, anywhere: true },
  rules: { table: 'people_rules', who: registers, noSite: true },
  models: { table: 'duplicate_models', who: registers, noSite: true },
}
export const watchedTables = [...new Set(Object.values(parts).map((p) => p.table))]

type State = Map<string, { part: string; organisation: number; site: string | null; content: string }>

/** Who is counted as whom goes across organisations, and says nothing of them: it is left out. */
export async function stateOf(db: Db, organisations: readonly number[]): Promise<State> {
  const questions = Object.entries(parts).map(
    ([part, { table, of = '', where = 'true', content = "to_jsonb(t) - 'counted_as'", noSite }]) => {
      const from = of ? 'o' : 't'
      const site = noSite ? 'null' : `${from}.site_id`
      return sql`select ${part} as part, ${sql.raw(`${from}.organisation_id as organisation, ${site}::uuid as site,
      md5(string_agg((${content})::text, '|' order by (${content})::text)) as content
      from ${table} t ${of} where ${where}`)} and ${sql.raw(`${from}.organisation_id`)} = any(${organisations}::int[]) group by 2, 3`
    },
  )
  const { rows } = await sql<
    State extends Map<string, infer Line> ? Line : never
  >`${sql.join(questions, sql` union all `)}`.execute(db)
  return new Map(rows.map((row) => [`${row.part} of ${row.organisation} at ${row.site}`, row]))
}

/** `what` in words. */
type Change = { what: string; part: string; organisation: number; site: string | null }

export function changedIn(before: State, after: State): Change[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])]
  const changed = keys.filter((what) => before.get(what)?.content !== after.get(what)?.content)
  return changed.map((what) => ({ what, ...(after.get(what) ?? before.get(what))! }))
}

export function isTheirs({ part, organisation, site }: Change, grants: readonly Grant[]): boolean {
  const { who, anywhere } = parts[part]!
  return anywhere ? holdsSomewhere(grants, who, organisation) : holds(grants, who, { organisation, site })
}

/** Tables that hold something of a person, as the database itself lists them. */
export async function tablesOfPeople(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.column_name in ('household_id', 'person_id', 'kept_person', 'a_person')`.execute(
    db,
  )
  return rows.map((r) => r.name)
}
