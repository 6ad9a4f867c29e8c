/** The rows of a version as tables for other statements: frozen ones of what was published, and of the open one what publishing today would take. */
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import { notFound } from '../../../core/problem.ts'
import { cells } from '../needs/contract.ts'
import type { ActivityCell } from '../submissions/contract.ts'
import type { OpenVersion } from './open.ts'

/** Cells of an activity and their columns, as both tables name them. */
export const columnOf: Record<ActivityCell, string> = {
  country: 'country',
  admin1: 'admin1',
  sectorId: 'sector_id',
  indicatorId: 'indicator_id',
  title: 'title',
  description: 'description',
  inKindUsd: 'in_kind_usd',
  cashUsd: 'cash_usd',
  inDestination: 'in_destination',
  inTransit: 'in_transit',
  hostCommunity: 'host_community',
  pendular: 'pendular',
  returnees: 'returnees',
  girls: 'girls',
  boys: 'boys',
  women: 'women',
  men: 'men',
  otherUnder18: 'other_under18',
  otherAdult: 'other_adult',
  targetPeople: 'target_people',
  outputQuantity: 'output_quantity',
}
const names = ['organisation_id', 'kind', ...Object.values(columnOf)]
export const activityColumns = (alias: string) => sql.raw(names.map((name) => `${alias}.${name}`).join(', '))
export const activityColumnNames = sql.raw(names.join(', '))

/** Of which plan, which version; `last` is the publication before it (0: none). */
export type Edition = { planId: number; number: number; isOpen: boolean; last: number }

export async function findEdition(db: Db, planId: number, number: number): Promise<Edition> {
  const rows = await db
    .selectFrom('planVersions')
    .select(['number', 'publishedAt'])
    .where('planId', '=', planId)
    .where('number', '<=', number)
    .orderBy('number', 'desc')
    .limit(2)
    .execute()
  const [version, before] = rows
  if (version?.number !== number) notFound('version', number)
  return { planId, number, isOpen: version.publishedAt === null, last: before?.number ?? 0 }
}

export const editionOf = ({ planId, number }: OpenVersion): Edition => ({ planId, number, isOpen: true, last: number - 1 })

/** Of these publishing takes what stands; an activity under revision that nobody approved stays as it was published last; withdrawn ones leave. */
export const takenStates = ['approved', 'published'] as const
const taken = sql.raw(takenStates.map((state) => `'${state}'`).join(', '))

/** The activities of a version as a table `alias`: id and every column. */
export function activitiesOf({ planId, number, isOpen, last }: Edition, alias: string) {
  const name = sql.raw(alias)
  if (number === 0) return sql`(select a.id, ${activityColumns('a')} from published_activities a where false) ${name}`
  if (!isOpen)
    return sql`(select a.id, ${activityColumns('a')} from published_activities a where a.plan_id = ${planId} and a.version = ${number}) ${name}`
  return sql`(
    select a.id, ${activityColumns('a')} from plan_activities a where a.plan_id = ${planId} and a.state in (${taken})
    union all
    select p.id, ${activityColumns('p')} from published_activities p join plan_activities a on a.id = p.id and a.state not in (${taken}, 'withdrawn')
    where p.plan_id = ${planId} and p.version = ${last}) ${name}`
}

const people = ['what', 'line', 'country', 'level', 'place_code', 'sector_id', 'is_doubled', ...cells, 'blank', 'written']
export const peopleColumns = sql.raw(people.join(', '))
/** All 20 cells of a line. */
export const peopleSum = sql.raw(cells.join(' + '))

/** People in need and targets of a version as a table `alias`. */
export function peopleOf({ planId, number, isOpen }: Edition, alias: string) {
  const name = sql.raw(alias)
  if (number === 0) return sql`(select ${peopleColumns} from published_people where false) ${name}`
  return isOpen
    ? sql`(select ${peopleColumns} from plan_people where plan_id = ${planId}) ${name}`
    : sql`(select ${peopleColumns} from published_people where plan_id = ${planId} and version = ${number}) ${name}`
}
