/** Takes a whole table of people in need or targets: what can be placed replaces what was there, in one transaction. */
import { assertMay, type Reach, visible, within } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { type Db, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { addToLists } from '../actions.ts'
import type { Plan } from '../contract.ts'
import { lockLists } from '../lists/adding.ts'
import { getPlan } from '../queries.ts'
import { openVersion } from '../versions/open.ts'
import { type Cell, type CellSource, cells, type PeopleImport, type PeopleRemark, type What } from './contract.ts'
import { loadNames, type Names } from './names.ts'
import { copyRows, deleteRows, findTable, listRows, type StoredRow, saveTable } from './queries.ts'
import { keyOf, levelOf, markDoubled, type Placed, type ReadTable, type Remark, readTable } from './rules/lines.ts'

type ReadLine = ReadTable['lines'][number]
type Line = ReadLine & Partial<Placed>
type Taken = ReadLine & Placed
export type From = { source: string; dated: string }

/** @param rows the cells of the file's first sheet */
export function importPeople(ctx: Context, code: string, what: What, rows: string[][], from: From): Promise<PeopleImport> {
  const reach = visible(ctx, 'needs.edit')
  assertWritesHere(ctx, reach)
  const table = readTable(rows, what)
  return transact(ctx.db, async (db) => {
    await lockLists(db)
    const plan = await getPlan(db, code)
    await openVersion(db, plan, ctx.actor.id)
    const { lines, sectorsAdded } = await placeLines(db, plan, table, reach)
    const done = await replace(db, ctx, plan, what, table, lines, reach, from)
    await record(db, ctx.actor, 'needs.imported', code, { what, ...from, taken: done.taken, refused: done.refused.length })
    return { what, read: table.lines.length, headers: table.headers, columnsLeft: table.columnsLeft, sectorsAdded, ...done }
  })
}

/** Somebody whose reach holds no country writes nothing here. */
function assertWritesHere(ctx: Context, reach: Reach): void {
  if (reach !== 'all' && reach.countries.length === 0) assertMay(ctx, 'needs.edit')
}

/** Gives each line its place and sector, or a reason why not. Sectors that the plan lacks are added where its lists are open. */
async function placeLines(
  db: Db,
  plan: Plan,
  table: ReadTable,
  reach: Reach,
): Promise<{ lines: Line[]; sectorsAdded: string[] }> {
  const before = await loadNames(db, plan.id)
  const placed = table.lines.map((line): Line => ({ ...line, ...placeOf(line, before, reach) }))
  const missing = [
    ...new Set(placed.filter((l) => !l.refusal && before.sector(l.written[3]!) === undefined).map((l) => l.written[3]!)),
  ]
  if (missing.length > 0) await addToLists(db, plan.id, { indicators: missing.map((sector) => ({ sector, indicator: '' })) })
  const names = missing.length > 0 ? await loadNames(db, plan.id) : before
  const lines = placed.map((line): Line => {
    const sectorId = names.sector(line.written[3]!)
    if (sectorId !== undefined) return { ...line, sectorId }
    return { ...line, refusal: line.refusal ?? { reason: 'sector-unknown', values: { name: line.written[3]! } } }
  })
  return { lines, sectorsAdded: missing.filter((name) => names.sector(name) !== undefined) }
}

function placeOf({ written, refusal }: ReadLine, names: Names, reach: Reach): Partial<Line> {
  const [, countryName = '', admin1 = ''] = written
  const country = names.country(countryName)
  const wrong = (found: Remark): Partial<Line> => ({ refusal: refusal ?? found })
  if (country === undefined) return wrong({ reason: 'country-unknown', values: { name: countryName } })
  if (!within(reach, { country })) return wrong({ reason: 'country-not-yours', values: { name: countryName } })
  const level = levelOf(admin1)
  const place = level === 'admin1' ? names.area(country, admin1) : country
  if (place === undefined) return wrong({ reason: 'place-unknown', values: { name: admin1, country: countryName } })
  return { country, place, level: level === 'admin1' && place === country ? 'country' : level }
}

const isTaken = (line: Line): line is Taken => line.refusal === undefined

async function replace(db: Db, ctx: Context, plan: Plan, what: What, table: ReadTable, lines: Line[], reach: Reach, from: From) {
  const taken = lines.filter(isTaken)
  const refused = lines.flatMap((l) => (l.refusal ? [{ line: l.line, ...l.refusal, cells: l.cells.slice(0, 64) }] : []))
  const nothing = { taken: 0, added: 0, changed: 0, gone: 0, kept: 0, refused, marked: [] as PeopleRemark[] }
  if (taken.length === 0) return nothing
  const stood = await findTable(db, plan.id, what)
  const all = await listRows(db, plan.id, what, { lock: true })
  // Whoever answers for some countries replaces the lines of those the file names.
  const countries = reach === 'all' ? undefined : [...new Set(taken.map((l) => l.country))]
  const mine = countries ? all.filter((row) => countries.includes(row.country)) : all
  const source: CellSource = { ...from, by: ctx.actor.name || ctx.actor.id, at: new Date().toISOString() }
  const { rows, marked, ...counts } = merged(taken, lines, mine, reach === 'all' ? undefined : source)
  const numbered = reach === 'all' ? rows : inTheirPlaces(rows, mine, all)
  await deleteRows(db, plan.id, what, countries)
  await copyRows(db, plan.id, what, numbered)
  if (reach === 'all' || !stood)
    await saveTable(db, plan.id, what, { ...source, headers: table.headers, decimals: table.decimals })
  return { ...nothing, ...counts, taken: taken.length, marked }
}

/** The new lines with what they keep of the old: version, and the source of cells that still say what was put in by hand. */
function merged(taken: Taken[], lines: Line[], mine: StoredRow[], own: CellSource | undefined) {
  const { doubled, remarks } = markDoubled(taken)
  const old = new Map<string, StoredRow[]>()
  for (const row of mine) old.set(keyOf(row), [...(old.get(keyOf(row)) ?? []), row])
  const [counts, now] = [{ added: 0, changed: 0, kept: 0 }, new Date().toISOString()]
  const rows = taken.map((line): StoredRow => {
    const before = old.get(keyOf(line))?.shift()
    const same = before !== undefined && saysTheSame(before, line)
    if (!before) counts.added += 1
    else if (!same) counts.changed += 1
    const sources = { ...(before && sourcesKept(before, line)), ...(own && { '*': own }) }
    const history = before
      ? { version: before.version + (same ? 0 : 1), changedAt: same ? before.changedAt : now }
      : { version: 1, changedAt: now }
    const { country, level, place, sectorId, people, blank, written } = line
    return {
      line: line.line,
      country,
      level,
      place,
      sectorId,
      people,
      blank,
      written,
      isDoubled: doubled.has(line),
      sources,
      ...history,
    }
  })
  // What is refused takes nothing away: the table keeps what it said there.
  const taking = new Set(taken.map(keyOf))
  for (const line of lines) {
    if (isTaken(line) || line.country === undefined || line.sectorId === undefined) continue
    const key = keyOf(line as Taken)
    const before = taking.has(key) ? undefined : old.get(key)?.shift()
    if (before) counts.kept = rows.push({ ...before, line: line.line }) && counts.kept + 1
  }
  const gone = [...old.values()].reduce((sum, left) => sum + left.length, 0)
  return {
    rows: rows.sort((a, b) => a.line - b.line),
    gone,
    ...counts,
    marked: [...taken.flatMap((l) => l.remarks.map((r) => ({ line: l.line, ...r }))), ...remarks],
  }
}

const saysTheSame = (a: StoredRow, b: Taken): boolean =>
  a.blank === b.blank && a.people.every((n, i) => n === b.people[i]) && a.written.every((w, i) => w === b.written[i])

const cellIndex = (cell: string): number => cells.indexOf(cell as Cell)

function sourcesKept(before: StoredRow, line: Taken): StoredRow['sources'] {
  const entries = Object.entries(before.sources).filter(
    ([cell]) => cell !== '*' && before.people[cellIndex(cell)] === line.people[cellIndex(cell)],
  )
  return Object.fromEntries(entries)
}

/** Lines of some countries take the places these had in the table; what is more goes to the end. */
function inTheirPlaces(rows: StoredRow[], mine: StoredRow[], all: StoredRow[]): StoredRow[] {
  const places = mine.map((row) => row.line).sort((a, b) => a - b)
  const last = all.at(-1)?.line ?? 1
  return rows.map((row, i) => ({ ...row, line: places[i] ?? last + 1 + i - places.length }))
}
