/** Every published version with how many activities came, changed or left since the one before. */
import { sql } from 'kysely'
import type { Db } from '../../../../core/database.ts'
import { type Language, textIn } from '../../../../core/i18n.ts'
import type { Texts } from '../../../places/contract.ts'
import type { PlanVersion } from '../contract.ts'

type Row = { number: number; published: string; note: Texts; activities: number }

export async function readVersions(db: Db, planId: number, language: Language): Promise<PlanVersion[]> {
  const { rows } = await sql<Row>`
    select v.number, to_json(v.published_at)#>>'{}' as published, v.note, (select count(*) from published_activities a where a.plan_id = v.plan_id and a.version = v.number) as activities
    from plan_versions v where v.plan_id = ${planId} and v.published_at is not null order by v.number desc`.execute(db)
  const versions: PlanVersion[] = []
  for (const [at, { note, ...row }] of rows.entries()) {
    const before = rows[at + 1]
    versions.push({
      ...row,
      note: textIn(note, language),
      changes: before ? await changes(db, planId, before.number, row.number) : null,
    })
  }
  return versions
}

/** What is published never changes: two versions are compared once. */
const compared = new Map<string, NonNullable<PlanVersion['changes']>>()

async function changes(db: Db, planId: number, before: number, after: number): Promise<NonNullable<PlanVersion['changes']>> {
  const key = `${planId} ${before} ${after}`
  const known = compared.get(key)
  if (known) return known
  const { rows } = await sql<{ added: number; changed: number; removed: number }>`
    select count(*) filter (where b.id is null) as added, count(*) filter (where a.id is null) as removed,
      count(*) filter (where a.id is not null and b.id is not null and (${cellsOf('a')}) is distinct from (${cellsOf('b')})) as changed
    from (select * from published_activities where plan_id = ${planId} and version = ${after}) a
      full join (select * from published_activities where plan_id = ${planId} and version = ${before}) b on b.id = a.id`.execute(
    db,
  )
  if (compared.size >= 500) compared.delete(compared.keys().next().value!)
  compared.set(key, rows[0]!)
  return rows[0]!
}

const columns =
  `country admin1 organisation_id sector_id indicator_id kind title description in_kind_usd cash_usd in_destination in_transit host_community pendular returnees
  girls boys women men other_under18 other_adult target_people output_quantity`.split(/\s+/)
const cellsOf = (table: 'a' | 'b') => sql.raw(columns.map((column) => `${table}.${column}`).join(', '))
