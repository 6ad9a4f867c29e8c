/** Lists of what is done: indicators with their sector and kind, and delivery mechanisms. */
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import { fold } from '../../../core/text.ts'
import type { Kind } from '../contract.ts'
import { addSectors } from './adding.ts'
import type { Line, ListTable } from './columns.ts'
import { count, type Deed, nameOf, nothing, type Outcome, sameJson, textsOf } from './outcome.ts'
import { kindFrom } from './sectors.ts'

const yes = (text: string) => /^(yes|si|sim|oui|true|1|x)$/.test(fold(text))
const detailColumns = ['unit', 'objective', 'description', 'definitions', 'disaggregation', 'coverage']

export async function takeIndicators(db: Db, planId: number, table: ListTable): Promise<Outcome> {
  const outcome = nothing()
  const sectors = await addSectors(
    db,
    planId,
    table.lines.map((l) => l.cell('sector')),
    false,
  )
  const before = await db.selectFrom('planIndicators').selectAll().where('planId', '=', planId).execute()
  const seen = new Map<string, number>()
  for (const line of table.lines) {
    const [sector, name] = [fold(line.cell('sector')), nameOf(line)]
    const missing = !sector ? 'sector' : !fold(name) ? 'indicator' : undefined
    const first = seen.get(`${sector} ${fold(name)}`)
    if (missing) outcome.refused.push({ line: line.line, reason: 'cell-empty', values: { column: missing } })
    else if (first !== undefined) outcome.refused.push({ line: line.line, reason: 'doubled', values: { first, name } })
    else {
      seen.set(`${sector} ${fold(name)}`, line.line)
      const entry = { ...indicatorOf(table, line), planId, sectorId: sectors.get(sector)! }
      if (!entry.kind)
        outcome.marked.push({ line: line.line, reason: 'kind-not-stated', values: { written: line.cell('kind') || '–', name } })
      count(outcome, await saveIndicator(db, entry, before))
    }
  }
  await sql`update plan_sectors s set is_new = false where plan_id = ${planId} and is_new and id = any(${[...sectors.values()]})
    and exists (select from plan_indicators i where i.sector_id = s.id and not i.is_new)`.execute(db)
  return outcome
}

function indicatorOf(table: ListTable, line: Line) {
  const detail = Object.fromEntries(detailColumns.filter((c) => line.cell(c) !== '').map((c) => [c, line.cell(c)]))
  const name = nameOf(line)
  return {
    code: line.cell('code') || null,
    kind: kindOf(table, line) ?? null,
    name,
    key: fold(name),
    names: textsOf(line),
    detail,
    isCash: yes(line.cell('cash')),
  }
}

/** By the list's word for it; a list without such a column marks who is counted in other columns. */
function kindOf(table: ListTable, line: Line): Kind | undefined {
  if (table.has('kind')) return kindFrom(line.cell('kind'))
  if (!table.has('inNeed')) return undefined
  if (yes(line.cell('inNeed'))) return 'direct'
  return yes(line.cell('people')) ? 'capacity' : 'output'
}

type IndicatorEntry = ReturnType<typeof indicatorOf> & { planId: number; sectorId: number }
type Stored = Pick<IndicatorEntry, 'planId' | 'sectorId' | 'code' | 'name' | 'key' | 'isCash'> & {
  id: number
  kind: string | null
  names: unknown
  detail: unknown
  isNew: boolean
}

/** The same name in its sector is the same indicator; so is the same code under a changed wording. */
async function saveIndicator(db: Db, entry: IndicatorEntry, before: Stored[]): Promise<Deed> {
  const sameName = before.find((b) => b.sectorId === entry.sectorId && b.key === entry.key)
  const sameCode = before.filter((b) => entry.code && b.code === entry.code && b.sectorId === entry.sectorId)
  const stored = sameName ?? (sameCode.length === 1 ? sameCode[0] : undefined)
  const row = { ...entry, names: JSON.stringify(entry.names), detail: JSON.stringify(entry.detail), isNew: false }
  if (!stored) {
    await db.insertInto('planIndicators').values(row).execute()
    return 'added'
  }
  // A list that says nothing of the kind does not unsay what somebody stated.
  const kind = entry.kind ?? stored.kind
  const same = (['code', 'name', 'isCash'] as const).every((f) => stored[f] === entry[f]) && stored.kind === kind && !stored.isNew
  if (same && sameJson(stored.names, entry.names) && sameJson(stored.detail, entry.detail)) return 'same'
  await db
    .updateTable('planIndicators')
    .set({ ...row, kind })
    .where('id', '=', stored.id)
    .execute()
  return 'changed'
}

export async function takeMechanisms(db: Db, planId: number, { lines }: ListTable): Promise<Outcome> {
  const outcome = nothing()
  const before = await db.selectFrom('planMechanisms').selectAll().where('planId', '=', planId).execute()
  for (const line of lines) {
    const [name, names] = [nameOf(line), textsOf(line)]
    const stored = before.find((b) => b.key === fold(name))
    if (!fold(name)) outcome.refused.push({ line: line.line, reason: 'cell-empty', values: { column: 'name' } })
    else if (stored && stored.name === name && sameJson(stored.names, names) && !stored.isNew) count(outcome, 'same')
    else {
      const entry = { planId, name, key: fold(name), names: JSON.stringify(names), isNew: false }
      await db
        .insertInto('planMechanisms')
        .values(entry)
        .onConflict((c) => c.columns(['planId', 'key']).doUpdateSet(entry))
        .execute()
      count(outcome, stored ? 'changed' : 'added')
    }
  }
  return outcome
}
