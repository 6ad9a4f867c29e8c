/** What the names of a funding file come to: the plan's lists and aliases first, then all bodies; a near miss is a suggestion; unknown donors become donors. */
import { sql } from 'kysely'
import { type Reach, within } from '../../../core/access.ts'
import type { Db } from '../../../core/database.ts'
import { fold } from '../../../core/text.ts'
import { nameDonors } from '../../organisations/naming.ts'
import { countryNamed } from '../../places/countries.ts'
import type { PlanLists } from '../contract.ts'
import { addToLists } from '../lists/adding.ts'
import { guessSector } from '../lists/sectors.ts'
import { loadPlanLists } from '../queries.ts'
import { indexLists, type Lists } from '../rules/lists.ts'
import { type Finding, type Flow, remark } from './flow.ts'

export type Resolved = {
  donorId: number | null
  recipientId: number | null
  country: string | null
  sectorId: number | null
  originCountry: string | null
  originSectorId: number | null
}
type Named = Pick<Flow, 'line' | 'donors' | 'recipients' | 'countries' | 'sectors' | 'originCountries' | 'originSectors'>

/** Answers the names of many flows at once; each unknown name is told once, at its first line. */
export async function resolveNames(db: Db, planId: number, flows: Named[], findings: Finding[]): Promise<Resolved[]> {
  const lists = indexLists(await loadPlanLists(db, planId))
  const bodies = await knownBodies(db, flows)
  const told = new Set<string>()
  const tell: Tell = (line, code, written, values = {}) => {
    if (told.has(`${code} ${written}`)) return
    told.add(`${code} ${written}`)
    findings.push(remark(line, code, { written, ...values }))
  }
  const donors = await donorIds(db, flows, lists, bodies, tell)
  const sectors = sectorFinder(lists.source)
  const country = (names: string[], line?: number): string | null =>
    countryOf(lists, names, line === undefined ? undefined : tell, line ?? 0)
  return flows.map((flow) => ({
    donorId: flow.donors.length === 1 ? (donors.get(fold(flow.donors[0]!)) ?? null) : null,
    recipientId: recipientOf(flow, lists, bodies, tell),
    country: country(flow.countries, flow.line),
    sectorId: sectorOf(lists, sectors, flow.sectors, tell, flow.line),
    originCountry: country(flow.originCountries ?? []),
    originSectorId: sectorOf(lists, sectors, flow.originSectors ?? [], undefined, flow.line),
  }))
}

/** Flows of countries in which the sender may not enter money are taken apart before anything is added for them. */
export async function partByReach<F extends Named>(
  db: Db,
  planId: number,
  flows: F[],
  reach: Reach,
): Promise<{ taken: F[]; refused: F[] }> {
  if (reach === 'all') return { taken: flows, refused: [] }
  const lists = indexLists(await loadPlanLists(db, planId))
  const mine = (flow: F): boolean => within(reach, { country: countryOf(lists, flow.countries, undefined, flow.line) })
  return { taken: flows.filter(mine), refused: flows.filter((flow) => !mine(flow)) }
}

/** Lists that nobody imported grow from what the flows into the plan name, as they grow from the rows of activities. */
export async function growLists(db: Db, planId: number, flows: Named[], findings: Finding[]): Promise<void> {
  const lists = indexLists(await loadPlanLists(db, planId))
  const alike = sectorFinder(lists.source)
  const bodies = flows
    .flatMap((f) => (f.recipients.length === 1 ? f.recipients : []))
    .filter((name) => lists.implementers.find(name).id === null)
  const sectors = flows
    .flatMap((f) => (f.sectors.length === 1 ? f.sectors : []))
    .filter((name) => lists.sectors.find(name).id === null && !alike(name))
  const wanted = {
    organisations: lists.isOpen('organisations') ? [...new Set(bodies)] : [],
    indicators: lists.isOpen('indicators') ? [...new Set(sectors)].map((sector) => ({ sector, indicator: '' })) : [],
  } // prettier-ignore
  if (wanted.organisations.length === 0 && wanted.indicators.length === 0) return
  await addToLists(db, planId, wanted)
  const lineOf = (holds: (flow: Named) => boolean): number => flows.find(holds)?.line ?? 0
  for (const written of wanted.organisations)
    findings.push(
      remark(
        lineOf((f) => f.recipients[0] === written),
        'recipient-added',
        { written },
      ),
    )
  for (const { sector: written } of wanted.indicators)
    findings.push(
      remark(
        lineOf((f) => f.sectors[0] === written),
        'sector-added',
        { written },
      ),
    )
}

type Tell = (line: number, code: Finding['code'], written: string, values?: Record<string, string>) => void
type Bodies = Map<string, number>

/** Every body by its folded names; a name that two share decides nothing. */
async function knownBodies(db: Db, flows: Named[]): Promise<Bodies> {
  const keys = [...new Set(flows.flatMap((f) => [...f.donors, ...f.recipients]).map(fold))].filter(Boolean)
  const { rows } = await sql<{ key: string; id: number }>`
    select key, min(organisation_id) as id from organisation_aliases where key = any(${keys}::text[]) group by key having count(distinct organisation_id) = 1`.execute(
    db,
  )
  return new Map(rows.map((r) => [r.key, r.id]))
}

async function donorIds(db: Db, flows: Named[], lists: Lists, bodies: Bodies, tell: Tell): Promise<Bodies> {
  const ids: Bodies = new Map()
  const unknown = new Map<string, { name: string; line: number }>()
  for (const { donors, line } of flows) {
    const name = donors.length === 1 ? donors[0]! : ''
    const key = fold(name)
    if (key === '' || ids.has(key) || unknown.has(key)) continue
    const id = lists.organisations.find(name).id ?? bodies.get(key)
    if (id != null) ids.set(key, id)
    else unknown.set(key, { name, line })
  }
  const names = [...unknown.values()]
  const added = await nameDonors(
    db,
    names.map((n) => n.name),
    [...ids.values()],
  )
  names.forEach(({ name, line }, i) => {
    ids.set(fold(name), added[i]!)
    const match = lists.organisations.find(name)
    tell(line, 'donor-added', name, { suggestion: match.id === null ? (match.suggestion ?? 'none') : 'none' })
  })
  return ids
}

function recipientOf({ recipients, line }: Named, lists: Lists, bodies: Bodies, tell: Tell): number | null {
  if (recipients.length !== 1) return null
  const name = recipients[0]!
  const match = lists.organisations.find(name)
  const id = match.id ?? lists.implementers.find(name).id ?? bodies.get(fold(name)) ?? null
  if (id === null)
    tell(line, 'recipient-unknown', name, { suggestion: match.id === null ? (match.suggestion ?? 'none') : 'none' })
  return id
}

function countryOf(lists: Lists, names: string[], tell: Tell | undefined, line: number): string | null {
  if (names.length > 1) tell?.(line, 'country-several', names.join(' | '))
  if (names.length !== 1) return null
  const name = names[0]!
  const match = lists.countries.find(name)
  const code = match.id ?? lists.countries.find(countryNamed(name)?.code ?? '').id
  if (code === null)
    tell?.(line, 'country-unknown', name, { suggestion: match.id === null ? (match.suggestion ?? 'none') : 'none' })
  return code
}

/** Global clusters bear other names than a plan's sectors: the one sector of the same kind is meant, and it is said so. */
function sectorFinder({ sectors }: PlanLists): (name: string) => PlanLists['sectors'][number] | undefined {
  return (name) => {
    const { look } = guessSector(name)
    const alike = sectors.filter((s) => s.look === look)
    return look !== 'common' && alike.length === 1 ? alike[0] : undefined
  }
}

function sectorOf(
  lists: Lists,
  alike: ReturnType<typeof sectorFinder>,
  names: string[],
  tell: Tell | undefined,
  line: number,
): number | null {
  if (names.length > 1) tell?.(line, 'sector-several', names.join(' | '))
  if (names.length !== 1) return null
  const match = lists.sectors.find(names[0]!)
  if (match.id !== null) return match.id
  const taken = alike(names[0]!)
  if (taken) tell?.(line, 'sector-taken-as', names[0]!, { name: taken.name })
  else tell?.(line, 'sector-unknown', names[0]!, { suggestion: match.suggestion ?? 'none' })
  return taken?.id ?? null
}
