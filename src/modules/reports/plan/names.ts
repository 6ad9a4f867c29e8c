/** The names of a plan's lists in one language: what turns codes and numbers of a row into words. */
import type { Db } from '../../../core/database.ts'
import { type Language, textIn } from '../../../core/i18n.ts'
import type { Texts } from '../../places/contract.ts'
import { listPlaces } from '../../places/queries.ts'
import type { Plan, Sector } from '../../plan/contract.ts'
import { listIndicators, listSectors } from '../../plan/queries.ts'

export type NamedOrganisation = { id: number; name: string; acronym: string; kind: string; shown: string }
export type PlanNames = {
  language: Language
  places: Map<string, { code: string; name: string; country: string; platform: string | null; hosts: boolean }>
  /** In the plan's order. */
  sectors: Map<number, Omit<Sector, 'name'> & { name: string }>
  indicators: Map<number, { name: string; code: string | null; sectorId: number }>
  organisations: Map<number, NamedOrganisation>
}

export async function namesOf(db: Db, plan: Plan, language: Language): Promise<PlanNames> {
  const named = (own: string, names: Texts) => textIn(names, language) || own
  const [places, sectors, indicators, organisations] = [
    await listPlaces(db, { upTo: 1 }),
    await listSectors(db, plan.id),
    await listIndicators(db, plan.id),
    await listOrganisations(db, plan.id),
  ]
  return {
    language,
    places: new Map(places.map((p) => [p.code, { ...p, name: named(p.code, p.names) }])),
    sectors: new Map(sectors.map((s) => [s.id, { ...s, name: named(s.name, s.names) }])),
    indicators: new Map(indicators.map((i) => [i.id, { ...i, name: named(i.name, i.names) }])),
    organisations: new Map(organisations.map((o) => [o.id, organisationIn(o, language)])),
  }
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
