/** Gathers everything a plan says, once: what all its pages and files are made from. */
import type { Db } from '../../../core/database.ts'
import { type Language, textIn, translator } from '../../../core/i18n.ts'
import { fold } from '../../../core/text.ts'
import { hostCountries, listPlaces } from '../../places/queries.ts'
import { periodName } from '../compose/period.ts'
import { countryOutlines } from '../outlines.ts'
import type { PlanCountry, PlanDocument, PlanSector } from './contract.ts'
import type { PlanEdition } from './edition.ts'
import { readContent } from './gather/content.ts'
import type { Gathered } from './gather/gathered.ts'
import { readGiven } from './gather/given.ts'
import { howOf, methodsOf, sourcesOf } from './gather/methods.ts'
import { inCents, inUsd, moneyOf } from './gather/money.ts'
import { countPeople, largestSectors } from './gather/people.ts'
import { countPlanned, sumPlanned } from './gather/planned.ts'
import { readReached } from './gather/reached.ts'
import { readScenario } from './gather/scenario.ts'
import { countriesOf, crossingOf, organisationsOf, sectorsOf } from './gather/tables.ts'
import { objectivesOf, paragraphsOf } from './gather/telling.ts'
import { readVersions } from './gather/versions.ts'
import { namesOf } from './names.ts'

export async function planDocument(db: Db, edition: PlanEdition, language: Language): Promise<PlanDocument> {
  const { plan, version, latest, publishedAt } = edition
  const t = translator(language)
  const gathered = await gather(db, edition, language)
  const { names, content, intersector, reached, given } = gathered
  const countries = countriesOf(gathered)
  const sectors = sectorsOf(gathered)
  const totals = totalsOf(gathered, countries, sectors)
  const objectives = objectivesOf(content.crisis, language, t)
  return {
    plan: {
      id: plan.id,
      code: plan.code,
      name: textIn(content.plan?.names ?? plan.names, language) || plan.code,
      firstMonth: plan.firstMonth,
      lastMonth: plan.lastMonth,
      isSample: plan.isSample,
    },
    version,
    isDraft: version === null,
    latest,
    published: publishedAt,
    gatheredAt: new Date().toISOString(),
    language,
    period: periodName(plan.firstMonth, plan.lastMonth, language),
    note: textIn(content.note, language),
    ...(await readScenario(db, edition, content, names)),
    narrative: paragraphsOf(textIn(content.crisis.profile?.narratives ?? {}, language)),
    totals,
    how: howOf(gathered, totals, t),
    reachedFrom: reached.from,
    origins: await originsOf(db, language),
    countries,
    sectors,
    crossing: crossingOf(gathered),
    intersector,
    objectives,
    presence: content.crisis.countries.map((code) => ({ code, name: names.places.get(code)?.name ?? code })),
    organisations: organisationsOf(gathered),
    donors: donorsOf(gathered),
    unspecified: { country: inUsd(given.ofCountry(null) ?? 0), sector: inUsd(given.ofSector(null) ?? 0) },
    stated: (content.crisis.profile?.stated ?? []).map((figure) => ({ ...figure, note: figure.note ?? '' })),
    versions: await readVersions(db, plan.id, language),
    methods: methodsOf(gathered, totals, t),
    sources: sourcesOf(gathered),
  }
}

async function gather(db: Db, edition: PlanEdition, language: Language): Promise<Gathered> {
  const content = await readContent(db, edition)
  const names = await namesOf(db, edition, language)
  return {
    names,
    content,
    planned: await countPlanned(db, edition),
    people: await countPeople(db, edition),
    intersector: await largestSectors(db, edition, names),
    given: await readGiven(db, edition, content),
    reached: await readReached(db, edition.plan.id),
    hosts: (await hostCountries(db)).map((place) => place.code),
  }
}

/** A plan told in areas may state its people and money there; where activities or tables stand, they are what counts. */
function totalsOf(
  { content, planned, given, reached }: Gathered,
  countries: PlanCountry[],
  sectors: PlanSector[],
): PlanDocument['totals'] {
  const { profile, totals: areas } = content.crisis
  const sum = sumPlanned(planned)
  const told = planned.length === 0 && areas.areas > 0
  const added = (what: 'need' | 'target') => {
    const said = countries.flatMap((country) => country[what] ?? [])
    return said.length === 0 ? null : said.reduce((a, b) => a + b, 0)
  }
  const money = told
    ? moneyOf({ inKind: 0, cash: 0, given: given.total ?? inCents(areas.fundingConfirmedUsd) }, inCents(areas.fundingRequiredUsd))
    : moneyOf({ ...sum, given: given.total })
  return {
    need: added('need') ?? profile?.peopleInNeed ?? null,
    target: added('target') ?? profile?.peopleTargeted ?? null,
    reached: reached.total,
    activities: sum.activities,
    organisations: sum.organisations,
    countries:
      countries.filter((c) => c.activities > 0 || c.need !== null || c.target !== null).length || content.crisis.countries.length,
    sectors: sectors.filter((s) => s.activities > 0 || s.need !== null || s.target !== null).length,
    targetOfActivities: sum.directTarget,
    pledgedUsd: inUsd(given.pledged),
    ...money,
  }
}

/** Those who gave, largest first; then those whom the plan names without an amount. */
function donorsOf({ given, content }: Gathered): PlanDocument['donors'] {
  const named = (content.crisis.profile?.donors ?? []).filter((name) => given.donors.every((d) => fold(d.name) !== fold(name)))
  return [...given.donors, ...named.map((name) => ({ name, usd: null }))]
}

/** Countries that are drawn and not part of the response. */
async function originsOf(db: Db, language: Language): Promise<PlanDocument['origins']> {
  const drawn = new Set(countryOutlines().map((outline) => outline.country))
  const others = (await listPlaces(db, { level: 0 })).filter((place) => !place.hosts && drawn.has(place.code))
  return others.map(({ code, names }) => ({ code, name: textIn(names, language) }))
}
