/** What several views of planned activities say alike: a finding in words, the name of an organisation. */
import { sql } from 'kysely'
import type { Context } from '../../../core/context.ts'
import type { Db } from '../../../core/database.ts'
import { translator } from '../../../core/i18n.ts'
import type { Lists } from '../rules/lists.ts'
import { type ActivityCell, type ActivityFinding, type ActivityFindingCode, blocks } from './contract.ts'

export const said = (
  ctx: Context,
  code: ActivityFindingCode,
  cells: string[],
  values: Record<string, unknown>,
): ActivityFinding => ({
  code,
  blocks: blocks(code),
  cells,
  sentence: translator(ctx.language)(`plan.submission.finding.${code}`, values),
})

/** Acronym, else name. */
export async function organisationNames(db: Db, ids: number[]): Promise<Map<number, string>> {
  const { rows } = await sql<{ id: number; name: string }>`
    select id, coalesce(nullif(acronym, ''), names->>'en', names->>'es', names->>'pt', names->>'fr', '') as name from organisations where id = any(${ids}::int[])`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** A cell's value as a name rather than a code. */
export function wordsOf(cell: ActivityCell, value: string | number | null, lists: Lists): string {
  if (value === null) return ''
  if (cell === 'country') return lists.source.places.find((p) => p.country === value)?.countryName ?? String(value)
  if (cell === 'admin1') return lists.source.places.find((p) => p.code === value)?.names[0] ?? String(value)
  if (cell === 'sectorId') return lists.sectorOf.get(Number(value))?.name ?? String(value)
  return cell === 'indicatorId' ? (lists.indicatorOf.get(Number(value))?.name ?? String(value)) : String(value)
}
