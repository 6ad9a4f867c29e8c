/** The tables of a document: countries, sectors, one by the other, organisations. */
import type { PlanCountry, PlanCrossing, PlanOrganisation, PlanSector } from '../contract.ts'
import type { Gathered } from './gathered.ts'
import { moneyOf } from './money.ts'
import type { Counted } from './people.ts'
import { sumPlanned } from './planned.ts'

const totalIn = (lines: { what: string; total: number }[], what: 'need' | 'target'): number | null => {
  const own = lines.filter((line) => line.what === what)
  return own.length === 0 ? null : own.reduce((sum, line) => sum + line.total, 0)
}

/** Countries of the response, and any other where something is planned; by name. */
export function countriesOf({ names, planned, people, intersector, given, reached, hosts }: Gathered): PlanCountry[] {
  const codes = new Set([...hosts, ...people.map((p) => p.country), ...planned.flatMap((p) => p.country ?? [])])
  const own = intersector.filter((line) => line.level === 'country')
  const lines = [...codes].map((code): PlanCountry => {
    const sum = sumPlanned(planned.filter((line) => line.country === code))
    const counted = own.filter((line) => line.country === code)
    return {
      code,
      name: names.places.get(code)?.name ?? code,
      platform: names.places.get(code)?.platform ?? null,
      need: totalIn(counted, 'need'),
      target: totalIn(counted, 'target'),
      reached: reached.country(code),
      activities: sum.activities,
      organisations: sum.organisations,
      ...moneyOf({ ...sum, given: given.ofCountry(code) }),
    }
  })
  return lines.sort((a, b) => a.name.localeCompare(b.name, names.language))
}

export function sectorsOf({ names, planned, people, given, reached }: Gathered): PlanSector[] {
  return [...names.sectors.values()].map(({ id, look, name, isMultipurposeCash }) => {
    const own = planned.filter((line) => line.sectorId === id)
    const counted = people.filter((line) => line.sectorId === id)
    const sum = sumPlanned(own)
    return {
      ...{ id, look, name, isMultipurposeCash },
      countries: new Set([...own.map((l) => l.country), ...counted.filter((l) => l.total > 0).map((l) => l.country)]).size,
      need: totalIn(counted, 'need'),
      target: totalIn(counted, 'target'),
      reached: reached.sector(id),
      activities: sum.activities,
      organisations: sum.organisations,
      ...moneyOf({ ...sum, given: given.ofSector(id) }),
    }
  })
}

/** Contributions are not given by country and sector at once: they are not said there. */
export function crossingOf({ planned, people, reached, names }: Gathered): PlanCrossing[] {
  const key = (country: string | null, sectorId: number | null) => `${country} ${sectorId}`
  const plannedBy = Map.groupBy(planned, (line) => key(line.country, line.sectorId))
  const peopleBy = Map.groupBy(people, (line) => key(line.country, line.sectorId))
  const places = [...new Set([...people, ...planned].flatMap((line) => line.country ?? []))].sort()
  return places.flatMap((country) =>
    [...names.sectors.keys()].flatMap((sectorId): PlanCrossing[] => {
      const [own, counted] = [plannedBy.get(key(country, sectorId)), peopleBy.get(key(country, sectorId))]
      if (!own && !counted) return []
      const sum = sumPlanned(own ?? [])
      const cellsOf = (what: Counted['what']) => counted?.find((line) => line.what === what)?.cells ?? null
      return [
        {
          ...{ country, sectorId },
          needCells: cellsOf('need'),
          targetCells: cellsOf('target'),
          need: totalIn(counted ?? [], 'need'),
          target: totalIn(counted ?? [], 'target'),
          reached: reached.crossing(country, sectorId),
          activities: sum.activities,
          organisations: sum.organisations,
          ...moneyOf({ ...sum, given: null }),
        },
      ]
    }),
  )
}

export function organisationsOf({ names, planned, given }: Gathered): PlanOrganisation[] {
  const lines = [...Map.groupBy(planned, (line) => line.organisationId)].map(([id, own]): PlanOrganisation => {
    const body = names.organisations.get(id)
    const sum = sumPlanned(own)
    return {
      id,
      name: body?.name ?? String(id),
      acronym: body?.acronym ?? '',
      kind: body?.kind ?? '',
      countries: [...new Set(own.flatMap((line) => line.country ?? []))].sort(),
      activities: sum.activities,
      ...moneyOf({ ...sum, given: given.ofOrganisation(id) }),
    }
  })
  return lines.sort((a, b) => a.name.localeCompare(b.name, names.language))
}
