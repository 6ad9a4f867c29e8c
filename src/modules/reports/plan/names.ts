/** The names of a plan's lists in one language: what turns codes and numbers of a row into words. */
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import { type Language, textIn } from '../../../core/i18n.ts'
import type { Texts } from '../../places/contract.ts'
import { listPlaces } from '../../places/queries.ts'
import type { Sector } from '../../plan/contract.ts'
import { listIndicators, listSectors } from '../../plan/queries.ts'
import type { FrozenNames } from '../../plan/versions/contract.ts'
import type { PlanEdition } from './edition.ts'

export type NamedOrganisation = { id: number; name: string; acronym: string; kind: string; shown: string }
export type PlanNames = {
  language: Language
  places: Map<string, { code: string; name: string; country: string; platform: string | null; hosts: boolean }>
  /** In the plan's order. */
  sectors: Map<number, Pick<Sector, 'id' | 'name' | 'look' | 'isMultipurposeCash'>>
  indicators: Map<number, { name: string; code: string | null; sectorId: number }>
  organisations: Map<number, NamedOrganisation>
}

export async function namesOf(db: Db, edition: PlanEdition, language: Language): Promise<PlanNames> {
  const named = (own: string, names: Texts) => textIn(names, language) || own
  const { plan } = edition
  const kept = await frozenNames(db, edition)
  const sectors = (kept?.sectors ?? (await listSectors(db, plan.id))).toSorted((a, b) => a.position - b.position || a.id - b.id)
  const indicators = kept?.indicators ?? (await listIndicators(db, plan.id))
  const bodies = new Map((await listOrganisations(db, plan.id)).map((o) => [o.id, o]))
  for (const body of kept?.organisations ?? []) bodies.set(body.id, body)
  const places = new Map((await listPlaces(db, { upTo: 1 })).map((p) => [p.code, p]))
  for (const place of kept?.places ?? []) places.set(place.code, { ...places.get(place.code)!, ...place })
  return {
    language,
    places: new Map([...places].map(([code, p]) => [code, { ...p, name: named(code, p.names) }])),
    sectors: new Map(sectors.map((s) => [s.id, { ...s, name: named(s.name, s.names) }])),
    indicators: new Map(indicators.map((i) => [i.id, { ...i, name: named(i.name, i.names) }])),
    organisations: new Map([...bodies].map(([id, body]) => [id, organisationIn(body, language)])),
  }
}

/** Names of the day of publication stay as they were, whatever the lists say now. */
async function frozenNames(db: Db, { plan, version }: PlanEdition): Promise<FrozenNames | undefined> {
  if (version === null) return undefined
  const { rows } = await sql<{ names: FrozenNames | null }>`
    select content->'names' as names from plan_versions where plan_id = ${plan.id} and number = ${version}`.execute(db)
  return rows[0]?.names ?? undefined
}

type Body = { id: number; names: unknown; acronym: string; kind: string }
function organisationIn({ id, names, acronym, kind }: Body, language: Language): NamedOrganisation {
  const name = textIn(names as Texts, language) || acronym
  return { id, name, acronym, kind, shown: acronym || name }
}

const listOrganisations = (db: Db, planId: number): Promise<Body[]> =>
  db
    .selectFrom('organisations')
    .select(['id', 'names', 'acronym', 'kind'])
    .where('id', 'in', (e) => e.selectFrom('planOrganisations').select('organisationId').where('planId', '=', planId))
    .execute()
