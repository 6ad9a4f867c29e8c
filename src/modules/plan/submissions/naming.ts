/** Names that lists nobody imported take up from what partners plan: places, sectors and indicators of activities, and the organisation itself. */
import type { Db } from '../../../core/database.ts'
import { Problem } from '../../../core/problem.ts'
import { addToLists } from '../actions.ts'
import type { AddedName, Kind, NewNames, Plan } from '../contract.ts'
import { listsOf } from '../lists/known.ts'
import type { Lists } from '../rules/lists.ts'
import type { Content } from './rules/place.ts'

/** The longest indicator of a real plan has 328 characters; a narrative in the wrong column is no name. */
const longestName = 500

/** The names in these activities that open lists do not know yet. @param kindOf what the file says of an indicator's kind */
export async function addNewNames(
  db: Db,
  planId: number,
  rows: readonly (Content & { kind?: Kind | undefined })[],
  lists: Lists,
): Promise<AddedName[]> {
  const names = newNamesIn(rows, lists)
  return names.places.length + names.indicators.length > 0 ? addToLists(db, planId, names) : []
}

type Collected = Required<Pick<NewNames, 'places' | 'indicators'>>

function newNamesIn(rows: readonly (Content & { kind?: Kind | undefined })[], lists: Lists): Collected {
  const places = new Map<string, Collected['places'][number]>()
  const indicators = new Map<string, Collected['indicators'][number]>()
  const isName = (text: string | undefined): text is string => text !== undefined && text.length <= longestName
  for (const { cells, asWritten, kind } of rows) {
    if (lists.isOpen('places') && cells.country !== null && isName(asWritten.admin1))
      places.set(`${cells.country} ${asWritten.admin1}`, { country: countryName(cells.country, lists), admin1: asWritten.admin1 })
    if (!lists.isOpen('indicators')) continue
    const sector = asWritten.sectorId ?? (cells.sectorId === null ? undefined : lists.sectorOf.get(cells.sectorId)?.name)
    if (isName(sector) && isName(asWritten.indicatorId))
      indicators.set(`${sector} ${asWritten.indicatorId}`, { sector, indicator: asWritten.indicatorId, ...(kind && { kind }) })
  }
  return { places: [...places.values()], indicators: [...indicators.values()] }
}

const countryName = (code: string, lists: Lists): string =>
  lists.source.places.find((p) => p.country === code)?.countryName ?? code

/** The organisation that a name, acronym or code of the plan's list means; an open list takes a new name up. Then the lists are read again. */
export async function organisationNamed(db: Db, plan: Plan, name: string): Promise<number> {
  const find = async () => (await listsOf(db, plan.id)).organisations.find(name)
  const match = await find()
  if (match.id !== null) return match.id
  const lists = await listsOf(db, plan.id)
  if (lists.isOpen('organisations') && name.trim() !== '' && name.length <= longestName) {
    await addToLists(db, plan.id, { organisations: [name] })
    const { id } = await find()
    if (id !== null) return id
  }
  const { suggestion } = match
  throw new Problem(422, 'plan/submission-organisation', {
    name,
    plan: plan.code,
    suggestion: suggestion ?? '',
    suggested: suggestion ? 'yes' : 'no',
  })
}

/** An organisation plans where the plan lists it; an open list takes it up under its own name. */
export async function assertListed(db: Db, plan: Plan, organisationId: number): Promise<void> {
  const lists = await listsOf(db, plan.id)
  if (lists.source.organisations.some((o) => o.id === organisationId && o.appealing)) return
  const body = await db.selectFrom('organisations').select('names').where('id', '=', organisationId).executeTakeFirst()
  const name = Object.values((body?.names ?? {}) as Record<string, string>)[0]
  if (name === undefined || !lists.isOpen('organisations'))
    throw new Problem(422, 'plan/submission-organisation', {
      name: name ?? String(organisationId),
      plan: plan.code,
      suggestion: '',
      suggested: 'no',
    })
  await addToLists(db, plan.id, { organisations: [name] })
}
