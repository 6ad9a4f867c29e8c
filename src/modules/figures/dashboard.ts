/** The dashboard's figures in one answer, by each country's stored method. */
import type { Db } from '../../core/database.ts'
import type { Language } from '../../core/i18n.ts'
import { hostCountries, hostedPeople } from '../places/queries.ts'
import type { Plan } from '../plan/contract.ts'
import { listSectors } from '../plan/queries.ts'
import type { Dashboard } from './contract.ts'
import { namesOf } from './names.ts'
import {
  countedApart,
  countriesBySector,
  type MethodPlan,
  type ReachedLine,
  reachedBy,
  reachedByCell,
  type Scope,
} from './queries.ts'
import { rangeMethods, rangeOf } from './tables.ts'

export async function dashboard(db: Db, plan: Plan & MethodPlan, scope: Scope, language: Language): Promise<Dashboard> {
  // One after the other: a dashboard takes one connection, not eight.
  const byCountry = await reachedBy(db, plan, scope, 'country', ['stored'])
  const bySector = await reachedBy(db, plan, scope, 'sector', ['stored'])
  const byMonth = await reachedBy(db, plan, scope, 'month', ['stored', ...rangeMethods(plan)])
  const ageGender = await reachedByCell(db, plan, scope, 'age-gender', ['stored'])
  const population = await reachedByCell(db, plan, scope, 'population', ['stored'])
  const { rows, cashPeople, cashValueUsd, trained, output } = await countedApart(db, plan, scope)
  const countries = await countriesBySector(db, plan, scope)
  const { reach: _, ...asked } = scope
  return {
    plan: plan.code,
    scope: asked,
    method: plan.methods.length === 0 ? plan.defaultMethod : 'stored',
    people: totalOf(byCountry),
    range: rangeOf(totalLine(byMonth).values.slice(1)),
    rows,
    countries: await countryLines(db, plan, scope, keyed(byCountry), language),
    sectors: (await listSectors(db, plan.id)).flatMap((s) => {
      const line = bySector.find((l) => l.key === String(s.id))
      return line
        ? [
            {
              id: s.id,
              name: s.names[language] ?? s.name,
              look: s.look,
              people: line.values[0]!,
              countries: countries.get(s.id) ?? 0,
            },
          ]
        : []
    }),
    months: keyed(byMonth)
      .map(({ key, values }) => ({ month: key, people: values[0]! }))
      .sort((a, b) => a.month.localeCompare(b.month)),
    ageGender: asRecord(ageGender),
    population: asRecord(population),
    trained,
    output,
    cashPeople,
    cashValueUsd,
    countedAt: new Date().toISOString(),
  }
}

const keyed = (lines: ReachedLine[]) => lines.flatMap((line) => (line.key ? [{ ...line, key: line.key }] : []))
const totalLine = (lines: ReachedLine[]): ReachedLine => lines.find((line) => line.key === null)!
const totalOf = (lines: ReachedLine[]): number => totalLine(lines).values[0]!
const asRecord = (lines: ReachedLine[]) => Object.fromEntries(keyed(lines).map(({ key, values }) => [key, values[0]!]))

/** Countries of the response and all that were reached, with the people they host as far as printed until then. */
async function countryLines(db: Db, plan: Plan, scope: Scope, lines: (ReachedLine & { key: string })[], language: Language) {
  const hosted = new Map((await hostedPeople(db)).map((h) => [h.country, h.people]))
  const hosts = scope.country === undefined ? (await hostCountries(db)).map((c) => c.code) : []
  const codes = [...new Set([...hosts, ...lines.map((l) => l.key)])]
  const names = await namesOf(db, plan, 'country', codes, language)
  const people = new Map(lines.map((l) => [l.key, l.values[0]!]))
  return codes
    .sort(names.compare)
    .map((code) => ({ code, name: names.of(code), people: people.get(code) ?? 0, hosted: hosted.get(code) ?? null }))
}
