/** Lists of names: places as pairs of country and area, and the bodies that appeal and implement. */
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import { fold } from '../../../core/text.ts'
import { type NamedBody, nameOrganisations } from '../../organisations/naming.ts'
import { addArea, loadPlaceNames } from '../../places/naming.ts'
import type { ListRemark } from '../contract.ts'
import type { Line, ListTable } from './columns.ts'
import { count, type Deed, nameOf, nothing, type Outcome, textsOf } from './outcome.ts'

/** Two listed names never become one place, except by two sure names of the same area. */
export async function takePlaces(db: Db, planId: number, { lines }: ListTable): Promise<Outcome> {
  const known = await loadPlaceNames(db)
  const holders = new Map<string, { key: string; sure: boolean }>()
  const outcome = nothing()
  for (const { line, cell } of lines) {
    const [countryName, name] = [cell('country'), cell('admin1')]
    const country = known.country(countryName)
    const refusal = placeRefusal(countryName, name, country)
    if (refusal || !country) {
      outcome.refused.push({ line, ...refusal! })
      continue
    }
    const key = `${country} ${fold(name)}`
    const match = known.area(country, name, cell('iso'))
    const holder = match && holders.get(match.code)
    const taken = holder && holder.key !== key && !(holder.sure && match.sure)
    const placeCode = match && !taken ? match.code : await addArea(db, country, name)
    if (placeCode !== match?.code)
      outcome.marked.push({ line, reason: 'place-of-its-own', values: { country: countryName, name, code: placeCode } })
    else if (!holder) holders.set(placeCode, { key, sure: match.sure })
    count(
      outcome,
      await savePlace(db, { planId, country, countryName, placeCode, name, countryKey: fold(countryName), key: fold(name) }),
    )
  }
  return outcome
}

function placeRefusal(countryName: string, name: string, country: string | undefined): Omit<ListRemark, 'line'> | undefined {
  if (!fold(countryName)) return { reason: 'cell-empty', values: { column: 'country' } }
  if (!fold(name)) return { reason: 'cell-empty', values: { column: 'admin1' } }
  return country ? undefined : { reason: 'country-unknown', values: { name: countryName } }
}

type PlaceEntry = {
  planId: number
  country: string
  countryName: string
  placeCode: string
  name: string
  countryKey: string
  key: string
}

/** An upsert that says what it did: nothing when all is as it was. */
async function savePlace(db: Db, entry: PlaceEntry): Promise<Deed> {
  const { planId, countryKey, key, ...rest } = entry
  const before = await db
    .selectFrom('planPlaces')
    .select(['country', 'countryName', 'placeCode', 'name', 'isNew'])
    .where('planId', '=', planId)
    .where('countryKey', '=', countryKey)
    .where('key', '=', key)
    .executeTakeFirst()
  if (
    before &&
    before.placeCode === rest.placeCode &&
    before.name === rest.name &&
    before.countryName === rest.countryName &&
    !before.isNew
  )
    return 'same'
  await db
    .insertInto('planPlaces')
    .values(entry)
    .onConflict((c) => c.columns(['planId', 'countryKey', 'key']).doUpdateSet({ ...rest, isNew: false }))
    .execute()
  return before ? 'changed' : 'added'
}

/** Organisations of the list; a body's own code in the list makes the list's names its names. */
export async function takeBodies(
  db: Db,
  planId: number,
  role: 'appealing' | 'implementing',
  { lines }: ListTable,
): Promise<Outcome> {
  const usable = lines.filter((l) => Object.values(textsOf(l)).some((n) => fold(n)))
  const bodies = usable.map(
    (l): NamedBody => ({
      code: l.cell('organisation') || l.cell('code') || undefined,
      names: textsOf(l),
      acronym: l.cell('acronym'),
      kind: l.cell('kind'),
    }),
  )
  const ids = await nameOrganisations(db, bodies)
  const renamed = await updateBodies(db, bodies, ids, role)
  const rows = [...new Set(ids)].map((organisationId) => ({ planId, organisationId, role }))
  const added =
    rows.length === 0
      ? []
      : await db
          .insertInto('planOrganisations')
          .values(rows)
          .onConflict((c) => c.doNothing())
          .returning('organisationId')
          .execute()
  const fresh = new Set(added.map((a) => a.organisationId))
  await db
    .updateTable('planOrganisations')
    .set({ isNew: false })
    .where('planId', '=', planId)
    .where('role', '=', role)
    .where((eb) => eb('organisationId', '=', eb.fn.any(eb.val(ids))))
    .where('isNew', '=', true)
    .execute()
  const refused = lines
    .filter((l) => !usable.includes(l))
    .map((l): ListRemark => ({ line: l.line, reason: 'cell-empty', values: { column: 'name' } }))
  return {
    added: added.length,
    changed: renamed.filter((id) => !fresh.has(id)).length,
    refused,
    marked: doubledLines(usable, ids),
  }
}

/** Lines that name a body already named above: used, but somebody should know. */
function doubledLines(lines: Line[], ids: number[]): ListRemark[] {
  const firstLine = new Map<number, number>()
  return lines.flatMap((l, i): ListRemark[] => {
    const first = firstLine.get(ids[i]!)
    if (first === undefined) firstLine.set(ids[i]!, l.line)
    return first === undefined ? [] : [{ line: l.line, reason: 'doubled', values: { first, name: nameOf(l) } }]
  })
}

async function updateBodies(db: Db, bodies: NamedBody[], ids: number[], role: string): Promise<number[]> {
  const entries = [
    ...new Map(
      bodies.map((b, i) => [ids[i]!, { id: ids[i], code: b.code ?? null, names: b.names, acronym: b.acronym, kind: b.kind }]),
    ).values(),
  ]
  const { rows } = await sql<{ id: number }>`
    update organisations o
    set names = case when owns then o.names || e.names else e.names || o.names end, acronym = case when (owns or o.acronym = '') and e.acronym <> '' then e.acronym else o.acronym end,
        kind = case when (owns or o.kind = '') and e.kind <> '' then e.kind else o.kind end
    from (select x.*, x.code is not null and ${role === 'appealing'} and exists (select from organisations where id = x.id and code = x.code) owns
          from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) x(id int, code text, names jsonb, acronym text, kind text)) e
    where o.id = e.id and (o.names is distinct from case when owns then o.names || e.names else e.names || o.names end
      or (e.acronym <> '' and o.acronym is distinct from case when owns or o.acronym = '' then e.acronym else o.acronym end)
      or (e.kind <> '' and o.kind is distinct from case when owns or o.kind = '' then e.kind else o.kind end))
    returning o.id`.execute(db)
  return rows.map((r) => r.id)
}
