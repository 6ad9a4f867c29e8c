/** Contributions of an edition: whole, by country, sector, organisation and donor, each dollar once. In cents. */
import type { Db } from '../../../../core/database.ts'
import type { Contributions, Requirements } from '../../../plan/versions/contract.ts'
import { contributionsOf, requirementsOf } from '../../../plan/versions/sums.ts'
import type { PlanEdition } from '../edition.ts'
import type { Content } from './content.ts'
import { inCents } from './money.ts'

/** `of*` answer null where no contributions are on file; 0 where none came for that line; with null: what is not specified. */
export type Given = {
  total: number | null
  pledged: number
  donors: { name: string; usd: number }[]
  ofCountry: (code: string | null) => number | null
  ofSector: (id: number | null) => number | null
  ofOrganisation: (id: number) => number | null
}

/** Of a published version as it was on that day; of a plan in the making as it stands. */
export async function readGiven(db: Db, { plan, version }: PlanEdition, content: Content): Promise<Given> {
  if (version !== null) return givenOf(content.contributions ?? null, content.requirements)
  const open = { planId: plan.id, number: 1, isOpen: true, last: 0 }
  return givenOf(await contributionsOf(db, plan.id), await requirementsOf(db, open))
}

function givenOf(all: Contributions | null, requirements: Requirements | undefined): Given {
  const lookUp = <T extends { givenUsd: number | null }, K>(lines: T[] | undefined, key: (line: T) => K) => {
    const cents = new Map((lines ?? []).map((line) => [key(line), inCents(line.givenUsd ?? 0)]))
    return (wanted: K) => (all === null ? null : (cents.get(wanted) ?? 0))
  }
  return {
    total: all && inCents(all.givenUsd),
    pledged: inCents(all?.pledgedUsd ?? 0),
    donors: (all?.donors ?? []).map(({ name, givenUsd }) => ({ name, usd: givenUsd })),
    ofCountry: lookUp(requirements?.byCountry, (line) => line.country),
    ofSector: lookUp(requirements?.bySector, (line) => line.sectorId),
    ofOrganisation: lookUp(requirements?.byOrganisation, (line) => line.organisationId),
  }
}
