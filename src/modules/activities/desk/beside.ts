/** What rows show only beside others, with the numbers of its sentence as they stand now. */
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import type { Finding, FindingCode } from '../contract.ts'
import { acrossCodes } from '../rules/check.ts'
import { againstTargets } from './against-targets.ts'
import type { Report } from './cells.ts'

/** Row id → its findings of this kind. */
export type Beside = Map<string, Finding[]>

export async function loadBeside(db: Db, reports: readonly Report[]): Promise<Beside> {
  const usual = await usualMonths(
    db,
    reports.filter((r) => r.findings.includes('outlier' satisfies FindingCode)),
  )
  const beyond = await targetsBeyond(
    db,
    reports.filter((r) => r.findings.includes('above-target' satisfies FindingCode)),
  )
  const found = (report: Report) =>
    acrossCodes
      .filter((code) => report.findings.includes(code))
      .map((code): Finding => {
        if (code === 'above-target')
          return { code, cells: ['newPeople'], values: beyond.get(report.id) ?? { reached: report.newPeople ?? 0, target: 0 } }
        if (code === 'also-computed') return { code, cells: ['peopleInMonth', 'newPeople'], values: {} }
        if (code !== 'outlier') return { code, cells: [], values: {} }
        return {
          code,
          cells: ['newPeople'],
          values: { value: report.newPeople ?? 0, largest: 0, months: 0, ...usual.get(report.id) },
        }
      })
  return new Map(reports.map((report) => [report.id, found(report)]))
}

/** With the row's own people, and the target it goes beyond. */
async function targetsBeyond(db: Db, reports: readonly Report[]): Promise<Map<string, { reached: number; target: number }>> {
  const found: { id: string; reached: number; target: number }[] = []
  for (const [planId, its] of Map.groupBy(reports, (r) => r.planId))
    found.push(
      ...(await againstTargets(
        db,
        planId,
        its.map((r) => r.id),
      )),
    )
  return new Map(found.map(({ id, reached, target }) => [id, { reached, target }]))
}

type Usual = { largest: number; months: number }

/** The largest of the other months in which the row's organisation reached people there in its sector, from the sums. */
async function usualMonths(db: Db, reports: readonly Report[]): Promise<Map<string, Usual>> {
  if (reports.length === 0) return new Map()
  const asked = reports.map(({ id, planId, organisationId, country, sectorId, month }) => ({
    id,
    plan: planId,
    body: organisationId ?? 0,
    country: country ?? '',
    sector: sectorId ?? 0,
    month: month ?? '',
  }))
  const { rows } = await sql<Usual & { id: string }>`
    select a.id, coalesce(max(m.people), 0) as largest, count(m.people) as months
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a(id uuid, plan int, body int, country text, sector int, month text)
    left join lateral (
      select sum(new_people) as people from activity_sums s
      where s.plan_id = a.plan and s.country = a.country and s.organisation_id = a.body and s.sector_id = a.sector and s.kind = 'direct' and s.month <> a.month
      group by s.month) m on true
    group by 1`.execute(db)
  return new Map(rows.map(({ id, largest, months }) => [id, { largest, months }]))
}
