/** Contributions of a version as they were frozen with it: whole, by country, sector, organisation and donor. In cents. */

import type { Content } from './content.ts'
import { inCents } from './money.ts'

/** `of*` answer null where no contributions are on file; 0 where none came for that line. */
export type Given = {
  total: number | null
  ofCountry: (code: string) => number | null
  ofSector: (id: number) => number | null
  ofOrganisation: (id: number) => number | null
}

export function givenOf({ requirements }: Content): Given {
  const lookUp = <T extends { givenUsd: number | null }>(lines: T[] | undefined, key: (line: T) => unknown) => {
    const known = (lines ?? []).filter((line) => line.givenUsd !== null)
    const cents = new Map(known.map((line) => [key(line), inCents(line.givenUsd!)]))
    const all = known.length === 0 ? null : [...cents.values()].reduce((a, b) => a + b, 0)
    return { all, of: (wanted: unknown) => (all === null ? null : (cents.get(wanted) ?? 0)) }
  }
  const countries = lookUp(requirements?.byCountry, (l) => l.country)
  const sectors = lookUp(requirements?.bySector, (l) => l.sectorId)
  const organisations = lookUp(requirements?.byOrganisation, (l) => l.organisationId)
  return { total: sectors.all, ofCountry: countries.of, ofSector: sectors.of, ofOrganisation: organisations.of }
}
