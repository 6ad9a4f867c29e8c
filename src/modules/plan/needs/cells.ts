/** Reading the tables for the screen, and changing their cells by hand: each keeps its source, its day and who put it in. */
import { assertMay, may, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { type Db, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { notFound, Problem } from '../../../core/problem.ts'
import { getPlan } from '../queries.ts'
import { openVersion } from '../versions/open.ts'
import {
  type Cell,
  type CellSource,
  cells,
  type NewPeopleRow,
  type PeopleChange,
  type PeopleRow,
  type PeopleTables,
  type What,
} from './contract.ts'
import { copyRows, countriesIn, findTable, listRows, type StoredRow, saveTable, updateRows } from './queries.ts'
import { ownHeaders } from './rules/columns.ts'
import { allBlank, blankAfter, shownCells } from './rules/numbers.ts'

export async function readPeople(ctx: Context, code: string, country?: string): Promise<PeopleTables> {
  visible(ctx, 'plan.read')
  const plan = await getPlan(ctx.db, code)
  const [need, target] = [await findTable(ctx.db, plan.id, 'need'), await findTable(ctx.db, plan.id, 'target')]
  const isLocked = await isPublished(ctx.db, plan.id)
  const rowsOf = async (what: What) =>
    (await listRows(ctx.db, plan.id, what, { country })).map((row) => shown(ctx, what, row, isLocked))
  return {
    need: need ? sourceOf(need) : null,
    target: target ? sourceOf(target) : null,
    countries: await countriesIn(ctx.db, plan.id, ctx.language),
    rows: country === undefined ? [] : [...(await rowsOf('need')), ...(await rowsOf('target'))],
    may: { edit: may(ctx, 'needs.edit') && !isLocked, isLocked },
  }
}

const sourceOf = ({ source, dated, by, at }: CellSource): CellSource => ({ source, dated, by, at })

const shown = (ctx: Context, what: What, { people, blank, changedAt: _, ...row }: StoredRow, isLocked: boolean): PeopleRow => ({
  ...row,
  what,
  people: shownCells(people, blank),
  may: { edit: !isLocked && may(ctx, 'needs.edit', { country: row.country }) },
})

/** Published, and nothing open to work on. */
async function isPublished(db: Db, planId: number): Promise<boolean> {
  const versions = await db.selectFrom('planVersions').select('publishedAt').where('planId', '=', planId).execute()
  return versions.length > 0 && versions.every((v) => v.publishedAt !== null)
}

/** All or nothing: where somebody else changed a line meanwhile, nothing is written and the lines are named. */
export async function changePeople(ctx: Context, code: string, change: PeopleChange): Promise<PeopleRow[]> {
  visible(ctx, 'needs.edit')
  return transact(ctx.db, async (db) => {
    const plan = await getPlan(db, code)
    await openVersion(db, plan, ctx.actor.id)
    const lines = change.rows.map((row) => row.line)
    const standing = new Map((await listRows(db, plan.id, change.what, { lines, lock: true })).map((row) => [row.line, row]))
    for (const row of standing.values()) assertMay(ctx, 'needs.edit', { country: row.country })
    assertUnchanged(change, standing)
    const source: CellSource = {
      source: change.source,
      dated: change.dated,
      by: ctx.actor.name || ctx.actor.id,
      at: new Date().toISOString(),
    }
    await updateRows(
      db,
      plan.id,
      change.what,
      change.rows.map((row) => withCells(standing.get(row.line)!, row.cells, source)),
    )
    await record(db, ctx.actor, 'needs.changed', code, { what: change.what, lines: lines.length, source: change.source })
    return (await listRows(db, plan.id, change.what, { lines })).map((row) => shown(ctx, change.what, row, false))
  })
}

function assertUnchanged({ what, rows }: PeopleChange, standing: Map<number, StoredRow>): void {
  const doubled = rows.find((row, i) => rows.findIndex((other) => other.line === row.line) !== i)
  if (doubled) throw new Problem(422, 'plan/needs-line-twice', { line: doubled.line })
  const stale = rows.filter((row) => standing.get(row.line)?.version !== row.version)
  if (stale.length === 0) return
  const first = standing.get(stale[0]!.line)
  throw new Problem(409, 'plan/needs-changed', {
    what,
    lines: stale.map((row) => row.line),
    count: stale.length,
    name: first ? first.written.slice(1).join(', ') : '–',
    at: first ? `${first.changedAt.slice(0, 16).replace('T', ' ')} UTC` : '–',
  })
}

function withCells(row: StoredRow, changed: Partial<Record<Cell, number | null>>, source: CellSource) {
  const people = [...row.people]
  let { blank } = row
  const sources = { ...row.sources }
  for (const [cell, value] of Object.entries(changed) as [Cell, number | null | undefined][]) {
    if (value === undefined) continue
    const at = cells.indexOf(cell)
    people[at] = value ?? 0
    blank = blankAfter(blank, at, value === null)
    sources[cell] = source
  }
  return { line: row.line, people, blank, sources }
}

/** A line that no file brought, empty: its cells are filled afterwards. The same line again is the one that is there. */
export async function addPeopleRow(
  ctx: Context,
  code: string,
  { what, country, level, place, sectorId }: NewPeopleRow,
): Promise<PeopleRow> {
  assertMay(ctx, 'needs.edit', { country })
  return transact(ctx.db, async (db) => {
    const plan = await getPlan(db, code)
    await openVersion(db, plan, ctx.actor.id)
    const names = await namesOf(db, plan.id, { what, country, level, place, sectorId })
    if (!(await findTable(db, plan.id, what)))
      await saveTable(db, plan.id, what, {
        headers: ownHeaders(what),
        decimals: 0,
        source: ctx.actor.name || ctx.actor.id,
        dated: new Date().toISOString().slice(0, 10),
        by: ctx.actor.name || ctx.actor.id,
      })
    // The table is read once it is nobody else's: two people add the same line once.
    const standing = await listRows(db, plan.id, what, { lock: true })
    const same = standing.find(
      (r) => !r.isDoubled && r.country === country && r.level === level && r.place === place && r.sectorId === sectorId,
    )
    const line = same?.line ?? (standing.at(-1)?.line ?? 1) + 1
    const about = {
      country,
      level,
      place,
      sectorId,
      isDoubled: false,
      people: Array<number>(20).fill(0),
      blank: allBlank,
      sources: {},
      version: 1,
    }
    if (!same) await copyRows(db, plan.id, what, [{ ...about, line, written: names, changedAt: new Date().toISOString() }])
    if (!same) await record(db, ctx.actor, 'needs.changed', code, { what, line })
    return shown(ctx, what, (await listRows(db, plan.id, what, { lines: [line] }))[0]!, false)
  })
}

const levelNames = { country: 'Country level', other: 'Other' } as const

/** Names for the line as tables write them; a Problem where the place or the sector is not one of the plan's. */
async function namesOf(db: Db, planId: number, { country, level, place, sectorId }: NewPeopleRow): Promise<string[]> {
  const places = await db
    .selectFrom('places')
    .select(['code', 'names', 'platform', 'country', 'level'])
    .where('code', 'in', [country, place])
    .execute()
  const sector = await db
    .selectFrom('planSectors')
    .select('name')
    .where('planId', '=', planId)
    .where('id', '=', sectorId)
    .executeTakeFirst()
  const [nation, area] = [places.find((p) => p.code === country), places.find((p) => p.code === place)]
  if (nation?.level !== 0) return notFound('country', country)
  const fits = level === 'admin1' ? area?.country === country && area.level === 1 : place === country
  if (!fits || !area) return notFound('place', place)
  if (!sector) return notFound('sector', sectorId)
  const nameOf = (of: { code: string; names: unknown }) => (of.names as { en?: string }).en ?? of.code
  return [nation.platform ?? '', nameOf(nation), level === 'admin1' ? nameOf(area) : levelNames[level], sector.name]
}
