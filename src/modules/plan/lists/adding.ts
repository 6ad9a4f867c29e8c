/** Open lists grow from the rows that name something new: added once, marked new, whoever asks at the same time. */
import { sql } from 'kysely'
import { type Db, transact } from '../../../core/database.ts'
import { fold, trimmed } from '../../../core/text.ts'
import { nameOrganisations } from '../../organisations/naming.ts'
import { addArea, loadPlaceNames } from '../../places/naming.ts'
import type { AddedName, ListName, NewNames } from '../contract.ts'
import { openLists } from '../queries.ts'
import { guessSector } from './sectors.ts'

/** All who write lists wait here, before anything else is locked: none can wait for another in a circle. */
export const lockLists = (db: Db) => sql`select pg_advisory_xact_lock(hashtext('senda.lists'))`.execute(db)

/**
 * Adds names to those of the plan's lists that nobody imported; closed lists take nothing. Safe to call twice and by many at once.
 * Call it before other writes of the same transaction, then load the lists again. @returns what was not there before
 */
export const addToLists = (db: Db, planId: number, names: NewNames): Promise<AddedName[]> =>
  transact(db, async (trx) => {
    await lockLists(trx)
    const open = await openLists(trx, planId)
    const takes = (list: ListName) => open.includes(list)
    const added: AddedName[] = []
    if (takes('places')) added.push(...(await addPlaces(trx, planId, names.places ?? [])))
    if (takes('organisations')) added.push(...(await addOrganisations(trx, planId, 'organisations', names.organisations ?? [])))
    if (takes('implementers')) added.push(...(await addOrganisations(trx, planId, 'implementers', names.implementers ?? [])))
    if (takes('indicators')) added.push(...(await addIndicators(trx, planId, names.indicators ?? [])))
    if (takes('mechanisms')) added.push(...(await addMechanisms(trx, planId, names.mechanisms ?? [])))
    return added
  })

/** One entry per folded name, the first spelling kept, blank ones left out. */
function distinct(names: string[]): { key: string; name: string }[] {
  const byKey = new Map<string, string>()
  for (const name of names) if (fold(name) && !byKey.has(fold(name))) byKey.set(fold(name), trimmed(name))
  return [...byKey].map(([key, name]) => ({ key, name }))
}

async function addPlaces(db: Db, planId: number, pairs: { country: string; admin1: string }[]): Promise<AddedName[]> {
  const known = await loadPlaceNames(db)
  const added: AddedName[] = []
  for (const { country, admin1 } of pairs) {
    const code = known.country(country)
    if (!code || !fold(admin1) || known.area(code, admin1)) continue
    const placeCode = await addArea(db, code, trimmed(admin1))
    const place = {
      planId,
      country: code,
      countryName: trimmed(country),
      placeCode,
      name: trimmed(admin1),
      countryKey: fold(country),
      key: fold(admin1),
      isNew: true,
    }
    const row = await db
      .insertInto('planPlaces')
      .values(place)
      .onConflict((c) => c.doNothing())
      .returning('key')
      .executeTakeFirst()
    if (row) added.push({ list: 'places', name: `${place.countryName}, ${place.name}` })
  }
  return added
}

async function addOrganisations(
  db: Db,
  planId: number,
  list: 'organisations' | 'implementers',
  names: string[],
): Promise<AddedName[]> {
  const entries = distinct(names)
  if (entries.length === 0) return []
  const ids = await nameOrganisations(
    db,
    entries.map(({ name }) => ({ names: { en: name } })),
  )
  const role = list === 'organisations' ? 'appealing' : 'implementing'
  const rows = await db
    .insertInto('planOrganisations')
    .values([...new Set(ids)].map((organisationId) => ({ planId, organisationId, role, isNew: true })))
    .onConflict((c) => c.doNothing())
    .returning('organisationId')
    .execute()
  const fresh = new Set(rows.map((r) => r.organisationId))
  return entries.filter((_, i) => fresh.delete(ids[i]!)).map(({ name }) => ({ list, name }))
}

async function addIndicators(db: Db, planId: number, pairs: NonNullable<NewNames['indicators']>): Promise<AddedName[]> {
  const usable = pairs.filter((p) => fold(p.sector))
  const sectors = await addSectors(
    db,
    planId,
    usable.map((p) => p.sector),
    true,
  )
  const added: AddedName[] = []
  for (const { sector, indicator, kind } of usable) {
    if (!fold(indicator)) continue
    const entry = {
      planId,
      sectorId: sectors.get(fold(sector))!,
      name: trimmed(indicator),
      key: fold(indicator),
      kind: kind ?? null,
      isNew: true,
    }
    const row = await db
      .insertInto('planIndicators')
      .values(entry)
      .onConflict((c) => c.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (row) added.push({ list: 'indicators', name: `${trimmed(sector)}: ${entry.name}` })
  }
  return added
}

/** Sectors by folded name; those not there are added at the end with what their name tells. */
export async function addSectors(db: Db, planId: number, names: string[], isNew: boolean): Promise<Map<string, number>> {
  const existing = await db.selectFrom('planSectors').select(['id', 'key']).where('planId', '=', planId).execute()
  const ids = new Map(existing.map((s) => [s.key, s.id]))
  for (const { key, name } of distinct(names)) {
    if (ids.has(key)) continue
    const { names: words, ...guess } = guessSector(name)
    const entry = { planId, name, key, names: JSON.stringify(words), position: ids.size + 1, isNew, ...guess }
    ids.set(key, (await db.insertInto('planSectors').values(entry).returning('id').executeTakeFirstOrThrow()).id)
  }
  return ids
}

async function addMechanisms(db: Db, planId: number, names: string[]): Promise<AddedName[]> {
  const entries = distinct(names)
  if (entries.length === 0) return []
  const rows = await db
    .insertInto('planMechanisms')
    .values(entries.map((e) => ({ ...e, planId, isNew: true })))
    .onConflict((c) => c.doNothing())
    .returning('name')
    .execute()
  return rows.map(({ name }) => ({ list: 'mechanisms', name }))
}
