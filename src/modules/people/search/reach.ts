/** What somebody may see of people, as a condition: for the steps that find ids by an index, before the rows are read under row security. */
import { type RawBuilder, sql } from 'kysely'
import type { Reach } from '../../../core/access.ts'

/** @param table alias of a table with organisation_id and site_id */
export function inReach(reach: Reach, table: string): RawBuilder<boolean> {
  if (reach === 'all') return sql`true`
  const [organisation, site] = [sql.ref(`${table}.organisation_id`), sql.ref(`${table}.site_id`)]
  const sites = reach.sites ?? []
  if (sites.length === 0) return sql`${organisation} = any(${reach.organisations}::int[])`
  return sql`(${organisation} = any(${reach.organisations}::int[]) or ${organisation} || ':' || ${site} = any(${sites}::text[]))`
}

/** The organisations whose people may be within a reach; undefined: all. */
export const organisationsIn = (reach: Reach): number[] | undefined =>
  reach === 'all'
    ? undefined
    : [...new Set([...reach.organisations, ...(reach.sites ?? []).map((site) => Number.parseInt(site, 10))])]
