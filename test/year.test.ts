/** The generated year: the same for the same seed, sound in itself, and gone without a trace. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Db } from '../src/core/database.ts'
import { scenario } from './scenario.ts'
import { clearYear, plantYear, type Year } from './year.ts'

const small = { countries: 2, organisations: 6, activities: 300, reports: 400, published: true }

/** Everything said of the activities and people, without the numbers that the database gives. */
const saidIn = async (db: Db, { planId }: Year): Promise<string> =>
  (
    await sql<{ said: string }>`
      select md5(string_agg(line, '|' order by line)) as said from (
        select concat_ws(' ', a.country, admin1, i.code, s.name, title, description, in_kind_usd, cash_usd, in_destination, returnees, girls, men, target_people) as line
        from published_activities a join plan_indicators i on i.id = indicator_id join plan_sectors s on s.id = a.sector_id where a.plan_id = ${planId}
        union all
        select concat_ws(' ', what, line, country, place_code, destination_girls, host_men) from plan_people where plan_id = ${planId}) x`.execute(
      db,
    )
  ).rows[0]!.said

const rowsOf = async (db: Db, planId: number): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const table of [
    'plan_activities',
    'published_activities',
    'plan_people',
    'published_people',
    'activity_reports',
    'activity_sums',
    'plan_sectors',
  ])
    counts[table] = (
      await sql<{ n: number }>`select count(*) as n from ${sql.table(table)} where plan_id = ${planId}`.execute(db)
    ).rows[0]!.n
  return counts
}

test(
  'one seed is one year; its breakdowns add up; cleared, nothing of it is left',
  scenario(async ({ db }) => {
    const year = await plantYear(db, { ...small, code: 'year-a' })
    const said = await saidIn(db, year)
    const { rows } = await sql`
      select from plan_activities where plan_id = ${year.planId} and kind = 'direct'
        and (in_destination + in_transit + host_community + pendular + returnees <> target_people
          or girls + boys + women + men + other_under18 + other_adult <> target_people or in_kind_usd <= 0)`.execute(db)
    expect(rows).toEqual([])
    expect(await rowsOf(db, year.planId)).toMatchObject({
      plan_activities: 300,
      published_activities: 300,
      activity_reports: 400,
    })
    await clearYear(db, year)
    expect(new Set(Object.values(await rowsOf(db, year.planId)))).toEqual(new Set([0]))
    expect(await saidIn(db, await plantYear(db, { ...small, code: 'year-b' }))).toBe(said)
    expect(await saidIn(db, await plantYear(db, { ...small, code: 'year-c', seed: 7 }))).not.toBe(said)
  }),
)
