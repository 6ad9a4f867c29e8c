/** Who stands behind a line of the check: activities under row security, and everybody else's as one number. */
import { sql } from 'kysely'
import type { Reach } from '../../../core/access.ts'
import { asReader, type Db } from '../../../core/database.ts'
import { arrayOf, needsOf, splitOf } from './check-sql.ts'
import type { Counts, LineAsked } from './contract.ts'

type Behind = {
  id: string
  organisationId: number
  title: string | null
  state: string
  country: string
  admin1: string | null
  people: number[]
  total: number
}
const most = 200

/** Activities the reader may see, the most people first; with how many there are and what they come to. */
export const activitiesBehind = (
  db: Db,
  planId: number,
  asked: LineAsked,
  reach: Reach,
): Promise<{ activities: Behind[]; count: number; sum: number[] }> =>
  asReader(db, reach, async (trx) => {
    const inLine = asked.level === 'country' ? sql`true` : sql`s.level = ${asked.level} and s.place = ${asked.place}`
    const { rows } = await sql<Behind>`
      with ${withSplit(planId, asked.counts, asked)}
      select s.id, s.organisation_id, a.title, a.state, a.country, a.admin1, ${arrayOf('t', 's.')} as people, (s.t0 + s.t5 + s.t10)::float8 as total
      from split s join plan_activities a on a.id = s.id where ${inLine} order by total desc, s.id`.execute(trx)
    const sum = Array.from({ length: 15 }, (_, i) => rows.reduce((all, row) => all + row.people[i]!, 0))
    return { activities: rows.slice(0, most), count: rows.length, sum }
  })

const withSplit = (planId: number, counts: Counts, { country, sector }: LineAsked) =>
  sql`${needsOf(planId)}, ${splitOf(planId, counts, 'all', sql`a.country = ${country} and a.sector_id = ${sector}`)}`
