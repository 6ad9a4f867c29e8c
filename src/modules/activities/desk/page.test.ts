/** Turning pages: every row of a filter comes once, in order, forwards and backwards, and the total says how many. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { makePlan, type TestPlan } from '../../../../test/month.ts'
import { grant, scenario, type World } from '../../../../test/scenario.ts'
import { addSumsFrom, foldSums } from '../sums.ts'

const filters: Record<string, string>[] = [
  {},
  { country: 'XA' },
  { month: '2021-03' },
  { country: 'XA', month: '2021-04' },
  { from: '2021-03', until: '2021-04' },
  { from: '2021-04', country: 'XA' },
  { finding: 'any' },
  { finding: 'none' },
  { finding: 'people-missing' },
  { finding: 'negative', country: 'XB' },
  { words: 'KITS higié' },
  { words: 'xyz' },
  { state: 'accepted' },
  { include: 'accepted' },
  { include: 'submitted', country: 'XA', from: '2021-04' },
  { include: 'accepted', month: '2021-03', kind: 'direct' },
  { include: 'drafts', month: '2021-05' },
  { kind: 'direct', sector: '7', include: 'accepted', from: '2021-03', until: '2021-05' },
  { include: 'accepted', sector: '7' },
  { sector: '8', country: 'XB', include: 'submitted' },
  { admin1: 'XA-2' },
  { kind: 'output', month: '2021-03' },
  { words: 'meals', finding: 'any', country: 'XA' },
]

/** 700 rows over three months, two countries, three organisations and states. */
async function fill(world: World, plan: TestPlan): Promise<void> {
  await sql`insert into activity_reports (id, plan_id, state, month, country, admin1, organisation_id, sector_id, kind, title, new_people, findings, is_blocked, entered_by)
    select gen_random_uuid(), ${plan.id}, (array['draft','accepted','locked','submitted'])[1 + n % 4], '2021-0' || (3 + n % 3), (array['XA','XB'])[1 + n % 2],
      (array['XA-1','XB-1','XA-2','XB-1'])[1 + n % 4], (${plan.organisations}::int[])[1 + n % 3], 7 + n % 2, (array['direct','output'])[1 + n % 2],
      (array['Kits de higiene', 'Hot meals', 'Shelter'])[1 + n % 3], n, case when n % 5 = 0 then array['people-missing'] when n % 97 = 0 then array['negative'] else '{}' end, n % 5 = 0 or n % 97 = 0, 'test'
    from generate_series(1, 700) n`.execute(world.db)
  await addSumsFrom(world.db, sql`(select *, 1 as sign from activity_reports where plan_id = ${plan.id}) r`)
}

async function turn(client: ReturnType<World['as']>, path: string, way: 'after' | 'before') {
  const ids: string[] = []
  let total: number | null = null
  for (let key = ''; ; ) {
    const { body } = await client.get(`${path}&limit=90${key ? `&${way}=${key}` : way === 'before' ? '&last=true' : ''}`)
    const page = body.rows.map((r: { id: string }) => r.id)
    ids[way === 'after' ? 'push' : 'unshift'](...page)
    total = body.total
    if (!(way === 'after' ? body.hasLater : body.hasEarlier)) return { ids, total }
    key = way === 'after' ? body.last : body.first
  }
}

const readers = (plan: TestPlan) => ({
  office: [grant('regional-officer')],
  viewer: [grant('viewer')],
  officer: [grant('country-officer', { kind: 'country', country: 'XA' })],
  reporter: [grant('organisation-reporter', { kind: 'organisation', organisationId: plan.organisations[1]! })],
  both: [
    grant('country-officer', { kind: 'country', country: 'XB' }),
    grant('organisation-reporter', { kind: 'organisation', organisationId: plan.organisations[0]! }),
  ],
})
const sightOf = (plan: TestPlan) => ({
  office: 'true',
  viewer: `state in ('accepted', 'locked')`,
  officer: `country = 'XA'`,
  reporter: `organisation_id = ${plan.organisations[1]}`,
  both: `(country = 'XB' or organisation_id = ${plan.organisations[0]})`,
})

test(
  'all pages together are the rows that the filter leaves and the asker may see',
  scenario(async (world) => {
    const plan = await makePlan(world.db)
    await fill(world, plan)
    for (const [name, grants] of Object.entries(readers(plan))) {
      const client = world.as(grants)
      for (const filter of filters) {
        const path = `/api/plans/${plan.code}/activities?${new URLSearchParams(filter)}`
        const expected = await plainly(world, plan, filter, sightOf(plan)[name as 'office'])
        const onwards = await turn(client, path, 'after')
        expect([name, filter, onwards.ids]).toEqual([name, filter, expected])
        expect([name, filter, onwards.total]).toEqual([name, filter, expected.length])
      }
      await foldSums(world.db)
    }
  }),
  120_000,
)

test(
  'turning back from the last page gives the same rows in the same order',
  scenario(async (world) => {
    const plan = await makePlan(world.db)
    await fill(world, plan)
    const client = world.as('regional-officer')
    for (const filter of filters) {
      const path = `/api/plans/${plan.code}/activities?${new URLSearchParams(filter)}`
      expect([filter, (await turn(client, path, 'before')).ids]).toEqual([filter, await plainly(world, plan, filter, 'true')])
    }
  }),
  120_000,
)

const plain: Record<string, (v: string) => string> = {
  sector: (v) => `sector_id = ${v}`,
  include: (v) =>
    v === 'drafts' ? 'true' : `not is_blocked and state in ('accepted', 'locked'${v === 'submitted' ? `, 'submitted'` : ''})`,
  from: (v) => `month >= '${v}'`,
  until: (v) => `month <= '${v}'`,
  words: (v) => (v === 'xyz' ? 'false' : v === 'meals' ? `title = 'Hot meals'` : `title = 'Kits de higiene'`),
  finding: (v) => (v === 'any' ? 'is_blocked' : v === 'none' ? 'not is_blocked' : `'${v}' = any(findings)`),
}

async function plainly(world: World, plan: TestPlan, filter: Record<string, string>, sight: string): Promise<string[]> {
  const where = [sight, ...Object.entries(filter).map(([key, v]) => plain[key]?.(v) ?? `${key} = '${v}'`)].join(' and ')
  const { rows } = await sql<{
    id: string
  }>`select id from activity_reports where plan_id = ${plan.id} and ${sql.raw(where)} order by id`.execute(world.db)
  return rows.map((r) => r.id)
}
