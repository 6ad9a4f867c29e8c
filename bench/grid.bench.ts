/** The grid of activities over a million rows, at the API, beside the offset and count(*) that a person would write. */
import { sql } from 'kysely'
import { createApp } from '../src/app.ts'
import type { Grant } from '../src/core/access.ts'
import type { Db } from '../src/core/database.ts'
import { type Million, millionRows, withBenchDatabase } from './million.ts'
import { type Bench, type Measure, percentile } from './tools.ts'

type Case = { what: string; query: Record<string, string>; where: string; last?: boolean; grants?: Grant[] }

const times = 40
const region: Grant[] = [{ role: 'regional-officer', scope: { kind: 'region' } }]

const casesOf = ({ organisations, sectors }: Million): Case[] => [
  { what: 'first page', query: {}, where: 'true' },
  { what: 'last page', query: { last: 'true' }, where: 'true', last: true },
  { what: 'one country', query: { country: 'CO' }, where: `country = 'CO'` },
  { what: 'one country, last page', query: { country: 'CO', last: 'true' }, where: `country = 'CO'`, last: true },
  {
    what: 'one organisation',
    query: { organisation: String(organisations[120]) },
    where: `organisation_id = ${organisations[120]}`,
  },
  { what: 'one sector', query: { sector: String(sectors[3]) }, where: `sector_id = ${sectors[3]}` },
  { what: 'a frequent finding', query: { finding: 'population-breakdown' }, where: `findings @> '{population-breakdown}'` },
  { what: 'a rare finding', query: { finding: 'cash-unexpected' }, where: `findings @> '{cash-unexpected}'` },
  { what: 'a frequent word', query: { words: 'kits' }, where: `(title || ' ' || description) ilike '%kits%'` },
  { what: 'a rare word', query: { words: 'project 4711' }, where: `(title || ' ' || description) ilike '%project 4711%'` },
  {
    what: 'country, month and finding',
    query: { country: 'CO', month: '2021-08', finding: 'population-breakdown' },
    where: `country = 'CO' and month = '2021-08' and findings @> '{population-breakdown}'`,
  },
  { what: 'three months', query: { from: '2021-10', until: '2021-12' }, where: `month between '2021-10' and '2021-12'` },
  {
    what: 'rows behind a figure of a country',
    query: { country: 'PE', kind: 'direct', include: 'accepted', from: '2021-07', until: '2021-09', sector: String(sectors[0]) },
    where: `country = 'PE' and kind = 'direct' and state in ('accepted', 'locked') and not is_blocked and month between '2021-07' and '2021-09' and sector_id = ${sectors[0]}`,
  },
  {
    what: 'rows behind a figure of a sector',
    query: { kind: 'direct', include: 'accepted', from: '2021-07', until: '2021-09', sector: String(sectors[3]) },
    where: `kind = 'direct' and state in ('accepted', 'locked') and not is_blocked and month between '2021-07' and '2021-09' and sector_id = ${sectors[3]}`,
  },
  {
    what: 'first page of a country officer',
    query: {},
    where: `country = 'PE'`,
    grants: [{ role: 'country-officer', scope: { kind: 'country', country: 'PE' } }],
  },
  {
    what: 'first page of a viewer',
    query: {},
    where: `state in ('accepted', 'locked')`,
    grants: [{ role: 'viewer', scope: { kind: 'region' } }],
  },
]

const bench: Bench = {
  name: 'grid of a million rows',
  run: ({ url, hint }) =>
    withBenchDatabase(url, async (db) => {
      hint('a million rows are made once; later runs find them')
      const million = await millionRows(db)
      const measures: Measure[] = []
      for (const one of casesOf(million))
        measures.push({
          what: `${one.what}, p95`,
          value: await percentile(0.95, times, asking(db, million, one)),
          unit: 'ms',
          target: 100,
          reference: { what: 'offset and count(*)', value: await percentile(0.95, 5, () => plainly(db, million, one)) },
        })
      return measures
    }),
}
export default bench

function asking(db: Db, { code }: Million, { query, grants = region }: Case): () => Promise<void> {
  const actor = { id: 'bench', name: 'Bench', grants }
  const app = createApp(async () => ({ db, actor, accessChecked: false, language: 'en', requestId: 'bench' }))
  const path = `/api/plans/${code}/activities?${new URLSearchParams({ limit: '100', ...query })}`
  return async () => {
    const response = await app.request(path)
    const page = (await response.json()) as { rows: unknown[] }
    if (response.status !== 200 || page.rows.length === 0)
      throw new Error(`${path}: ${response.status}, ${page.rows?.length} rows`)
  }
}

/** The two statements of a page with numbers: how many there are, and these hundred of them. */
async function plainly(db: Db, { planId }: Million, { where, last = false }: Case): Promise<void> {
  const matching = sql`from activity_reports where plan_id = ${planId} and ${sql.raw(where)}`
  const { rows } = await sql<{
    total: number
  }>`select count(*) as total, count(*) filter (where is_blocked) as blocked, sum(new_people) as people ${matching}`.execute(db)
  const offset = last ? Math.max(0, rows[0]!.total - 100) : 0
  await sql`select * ${matching} order by id offset ${offset} limit 100`.execute(db)
}
