/** People in need: the 34-column tables in and out, and the largest sector of each cell over one million lines, beside the plain statement. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'csv-stringify/sync'
import { sql } from 'kysely'
import { operator } from '../src/core/access.ts'
import type { Context } from '../src/core/context.ts'
import type { Db } from '../src/core/database.ts'
import { loadPlaces } from '../src/modules/places/load.ts'
import { createPlan } from '../src/modules/plan/actions.ts'
import { cells, type What } from '../src/modules/plan/needs/contract.ts'
import { peopleCsv } from '../src/modules/plan/needs/export.ts'
import { intersectorOf, largestByPlace } from '../src/modules/plan/needs/intersector.ts'
import { importPeopleFile } from '../src/modules/plan/needs/receiving.ts'
import { ownHeaders } from '../src/modules/plan/needs/rules/columns.ts'
import { withTotals } from '../src/modules/plan/needs/rules/numbers.ts'
import { withBenchDatabase } from './million.ts'
import { type Bench, type Measure, percentile, type Tools } from './tools.ts'

const runs = 5
/** As many as the tables of 2022 have. */
const lengths = { need: 1_853, target: 1_534 } as const

export default {
  name: 'needs',
  run: ({ url, hint }: Tools): Promise<Measure[]> =>
    withBenchDatabase(url, async (db) => {
      await loadPlaces(db)
      const ctx: Context = { db, actor: operator, accessChecked: false, language: 'en', requestId: 'bench' }
      hint('tables of 2022’s length')
      const measures = await tables(ctx)
      hint('one million lines')
      return [...measures, ...(await million(db))]
    }),
} satisfies Bench

async function tables(ctx: Context): Promise<Measure[]> {
  const code = 'bench-needs'
  await createPlan(ctx, { code, firstMonth: '2022-01', lastMonth: '2022-12', defaultMethod: 'max-cell' })
  const folder = await mkdtemp(join(tmpdir(), 'senda-bench-'))
  try {
    const measures: Measure[] = []
    for (const [what, length] of Object.entries(lengths) as [What, number][]) {
      const path = join(folder, `${what}.csv`)
      await writeFile(path, stringify([ownHeaders(what), ...(await linesOf(ctx.db, length))]))
      const name = `${length} lines of ${what === 'need' ? 'people in need' : 'targets'}`
      const into = await percentile(0.5, runs, () => importPeopleFile(ctx, code, what, path, '2022-01-01'))
      const out = await percentile(0.5, runs, () => peopleCsv(ctx, code, what))
      measures.push(
        { what: `${name} in`, value: into / 1000, unit: 's', target: 1 },
        { what: `${name} out`, value: out / 1000, unit: 's', target: 1 },
      )
    }
    return measures
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Places of the response × sectors, as many lines as asked. */
async function linesOf(db: Db, length: number): Promise<(string | number)[][]> {
  const { rows } = await sql<{ country: string; area: string }>`select c.names->>'en' as country, p.names->>'en' as area
    from places p join places c on c.code = p.country where p.level = 1 and p.code !~ '-x-' and c.hosts order by p.code limit 155`.execute(
    db,
  )
  const sectors = Array.from({ length: 13 }, (_, i) => `Sector ${i + 1}`)
  const pairs = sectors.flatMap((sector) => rows.map(({ country, area }) => [country, area, sector]))
  return pairs.slice(0, length).map(([country = '', area = '', sector = ''], i) => {
    const people = cells.map((_, cell) => (i * 7919 + cell * 104_729) % 9_001)
    return ['', country, area, sector, ...withTotals(people)]
  })
}

async function million(db: Db): Promise<Measure[]> {
  const planId = await millionLines(db)
  const plain = await percentile(0.5, 3, () => plainly(db, planId))
  const byPlace = await percentile(0.5, runs, () => largestByPlace(db, planId, 'need'))
  const byCountry = await percentile(0.5, runs, () => intersectorOf(db, planId, 'need', 'country'))
  const reference = { what: 'the plain statement', value: plain / 1000 }
  return [
    { what: 'intersector of every place, 1 000 000 lines', value: byPlace / 1000, unit: 's', target: 2, reference },
    { what: 'intersector of every country, 1 000 000 lines', value: byCountry / 1000, unit: 's', target: 2, reference },
  ]
}

/** What a person would write: the largest of each cell by place, nothing else. */
const plainly = (db: Db, planId: number) =>
  sql`select place_code, ${sql.raw(cells.map((cell) => `max(${cell})`).join(', '))} from plan_people where plan_id = ${planId} and what = 'need' group by place_code`.execute(
    db,
  )

/** 5 000 places × 200 sectors, made once per database. */
async function millionLines(db: Db): Promise<number> {
  const code = 'bench-needs-million'
  const known = await db.selectFrom('plans').select('id').where('code', '=', code).executeTakeFirst()
  if (known) return known.id
  return db
    .transaction()
    .execute(async (trx) => {
      const plan = { code, names: '{"en":"Bench"}', firstMonth: '2022-01', lastMonth: '2022-12' }
      const { id } = await trx.insertInto('plans').values(plan).returning('id').executeTakeFirstOrThrow()
      await sql`insert into places (code, level, country, parent, names) select country || '-bench-' || i, 1, country, country, jsonb_build_object('en', 'Area ' || i)
      from generate_series(1, 5000) i, lateral (select (array['CO','PE','EC','CL','BR'])[1 + i % 5] as country) c on conflict do nothing`.execute(
        trx,
      )
      await sql`insert into plan_sectors (plan_id, name, key, position) select ${id}::int, 'Sector ' || s, 'sector ' || s, s from generate_series(1, 200) s`.execute(
        trx,
      )
      await sql`insert into plan_people (plan_id, what, line, country, level, place_code, sector_id, written, ${sql.raw(cells.join(', '))})
      select ${id}::int, 'need', row_number() over (order by p.code, s.id) + 1, p.country, 'admin1', p.code, s.id, array['', p.country, p.names->>'en', s.name],
        ${sql.raw(cells.map((_, i) => `abs(hashtext(p.code || s.id || '${i}')) % 90000`).join(', '))}
      from places p, plan_sectors s where p.code like '%-bench-%' and s.plan_id = ${id}`.execute(trx)
      return id
    })
    .then(async (id) => {
      await sql`vacuum analyze plan_people`.execute(db)
      return id
    })
}
