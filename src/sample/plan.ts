/** The sample plan of 2022: told in four objectives and sixteen areas, with a small example of needs, activities, money and reports; version 1 published, a revision open. */
import { v7 as uuid } from 'uuid'
import type { Context } from '../core/context.ts'
import { type Db, transact } from '../core/database.ts'
import { splitWhole } from '../core/decimal.ts'
import { fold } from '../core/text.ts'
import { addSums } from '../modules/activities/sums.ts'
import { nameOrganisations } from '../modules/organisations/naming.ts'
import type { Texts } from '../modules/places/contract.ts'
import { loadPlaces } from '../modules/places/load.ts'
import type { AreaWrite, StatedFigure } from '../modules/plan/areas/contract.ts'
import { enterContribution } from '../modules/plan/funding/actions.ts'
import { NewContribution } from '../modules/plan/funding/contract.ts'
import { listsOf } from '../modules/plan/lists/known.ts'
import { importPeople } from '../modules/plan/needs/import.ts'
import { ownHeaders } from '../modules/plan/needs/rules/columns.ts'
import { withTotals } from '../modules/plan/needs/rules/numbers.ts'
import { type Draft, type Example, insertActivities, moveActivities, shares } from './activities.ts'
import { exampleActor, insertSectors, readSample } from './given.ts'

export const samplePlan2022 = 'iom-regional-2022'
type Told = {
  names: Texts
  profile: { narratives: Texts; countries: string[]; donors: string[]; stated: StatedFigure[] }
  objectives: {
    names: Texts
    narratives: Texts
    areas: (Omit<AreaWrite, 'version' | 'objectiveId' | 'source'> & { key: string })[]
  }[]
}
type Planned = {
  source: string
  dated: string
  sectors: { look: string; names: Texts & { en: string } }[]
  indicators: { code: string; sector: string; kind: string; names: Texts & { en: string } }[]
  organisations: { key: string; acronym: string; kind: string; names: Texts & { en: string } }[]
  people: { country: string; admin1: string; sector: string; need: number[]; target: number[] }[]
  scenario: Texts
  activities: Draft[]
  contributions: Record<string, string | null>[]
  reports: [activity: string, month: string, share: number][]
}
/** @returns false where it was there already */
export function loadSamplePlan(db: Db): Promise<boolean> {
  return transact(db, async (trx) => {
    if (await trx.selectFrom('plans').select('id').where('code', '=', samplePlan2022).executeTakeFirst()) return false
    await loadPlaces(trx)
    const ctx: Context = { db: trx, actor: exampleActor, accessChecked: true, language: 'en', requestId: 'sample' }
    const [told, planned] = [readSample<Told>('plan-2022-texts.json'), readSample<Planned>('plan-2022.json')]
    const planId = await insertPlan(trx, told.names)
    const lists = await insertLists(trx, planId, planned)
    await insertTold(trx, planId, told)
    await insertPeople(ctx, planned)
    await insertScenario(trx, planId, planned)
    const example: Example = {
      ctx,
      planId,
      plan: samplePlan2022,
      drafts: planned.activities,
      lists: await listsOf(trx, planId),
      ...lists,
    }
    const ids = await insertActivities(example)
    await insertContributions(ctx, planned, lists)
    await insertReports(trx, planId, planned, ids)
    await moveActivities(example, ids)
    return true
  })
}

async function insertPlan(db: Db, names: Texts): Promise<number> {
  const period = { firstMonth: '2022-01', lastMonth: '2022-12', defaultMethod: 'max-sector' }
  const asks = ['population', 'age-gender', 'admin1', 'cash-value']
  const plan = { code: samplePlan2022, names: JSON.stringify(names), ...period, asks, isSample: true }
  return (await db.insertInto('plans').values(plan).returning('id').executeTakeFirstOrThrow()).id
}

type SampleLists = { sectors: Map<string, number>; indicators: Map<string, number>; bodies: Map<string, number> }

async function insertLists(db: Db, planId: number, planned: Planned): Promise<SampleLists> {
  const sectors = await insertSectors(db, planId, planned.sectors)
  const rows = planned.indicators.map(({ code, sector, kind, names }) => ({
    planId,
    sectorId: sectors.get(sector)!,
    code,
    kind,
    name: names.en,
    key: fold(names.en),
    names: JSON.stringify(names),
    isCash: sector === 'cash',
  }))
  const added = await db.insertInto('planIndicators').values(rows).returning(['id', 'code']).execute()
  const iom = { key: 'iom', names: { en: 'International Organization for Migration (IOM)' }, acronym: 'IOM', kind: 'UN' }
  const listed = [iom, ...planned.organisations]
  const ids = await nameOrganisations(db, listed)
  await db
    .insertInto('planOrganisations')
    .values(ids.map((organisationId) => ({ planId, organisationId, role: 'appealing' })))
    .execute()
  for (const list of ['organisations', 'indicators'])
    await db
      .insertInto('planLists')
      .values({ planId, list, source: planned.source, entries: list === 'indicators' ? rows.length : ids.length })
      .execute()
  return {
    sectors,
    indicators: new Map(added.map((i) => [i.code!, i.id])),
    bodies: new Map(listed.map(({ key }, i) => [key, ids[i]!])),
  }
}

const exampleFields = ['peopleTargeted', 'entitiesTargeted', 'fundingRequiredUsd', 'fundingConfirmedUsd'] as const

/** Texts of our own; published figures with their source; every other number marked as an example. */
async function insertTold(db: Db, planId: number, { profile, objectives }: Told): Promise<void> {
  const signed = { planId, changedBy: exampleActor.id, changedByName: exampleActor.name }
  const { narratives, countries, donors, stated } = profile
  await db
    .insertInto('planProfiles')
    .values({ ...signed, narratives: JSON.stringify(narratives), countries, donors, stated: JSON.stringify(stated) })
    .execute()
  for (const [position, { names, narratives: texts, areas }] of objectives.entries()) {
    const objectiveId = uuid()
    await db
      .insertInto('planObjectives')
      .values({ id: objectiveId, ...signed, position, names: JSON.stringify(names), narratives: JSON.stringify(texts) })
      .execute()
    const rows = areas.map(({ key: _, names: title, narratives: words, bullets, ...area }, at) => ({
      id: uuid(),
      ...signed,
      objectiveId,
      position: at,
      ...area,
      names: JSON.stringify(title),
      narratives: JSON.stringify(words),
      bullets: JSON.stringify(bullets),
      examples: exampleFields.filter((field) => area[field] !== null),
    }))
    await db.insertInto('planAreas').values(rows).execute()
  }
}

/** Through the door that files come through: the table can leave as it came. */
async function insertPeople(ctx: Context, { people, sectors, source, dated }: Planned): Promise<void> {
  for (const what of ['need', 'target'] as const) {
    const rows = people.map((p) => {
      const numbers = withTotals(p[what].flatMap((n) => splitWhole(n, shares)))
      return [p.country, p.country, p.admin1, sectors.find((s) => s.look === p.sector)!.names.en, ...numbers.map(String)]
    })
    await importPeople(ctx, samplePlan2022, what, [ownHeaders(what), ...rows], { source, dated })
  }
}

async function insertScenario(db: Db, planId: number, { scenario }: Planned): Promise<void> {
  const signed = { savedBy: exampleActor.id, savedByName: exampleActor.name }
  const texts = Object.entries(scenario).map(([language, body]) => ({ planId, language, body, ...signed }))
  await db.insertInto('planScenarios').values(texts).execute()
}

async function insertContributions(
  ctx: Context,
  { contributions, organisations }: Planned,
  { sectors }: SampleLists,
): Promise<void> {
  for (const { sector, recipient, ...given } of contributions) {
    const name =
      recipient === 'iom'
        ? 'International Organization for Migration (IOM)'
        : organisations.find((o) => o.key === recipient)!.names.en
    const contribution = {
      ...given,
      id: uuid(),
      recipient: name,
      sectorId: sector ? sectors.get(sector)! : null,
      budgetYear: 2022,
    }
    await enterContribution(ctx, samplePlan2022, NewContribution.parse(contribution))
  }
}

/** What was done of it in the first months: reports of the monthly kind, accepted. */
async function insertReports(db: Db, planId: number, { reports }: Planned, ids: Map<string, string>): Promise<void> {
  const entries = []
  for (const [key, month, share] of reports) {
    const a = await db.selectFrom('planActivities').selectAll().where('id', '=', ids.get(key)!).executeTakeFirstOrThrow()
    const people = Math.round((a.targetPeople ?? 0) * share)
    const [girls, boys, women, men] = splitWhole(people, shares)
    const [inDestination, inTransit, hostCommunity, pendular, returnees] = splitWhole(people, [
      a.inDestination ?? 0,
      a.inTransit ?? 0,
      a.hostCommunity ?? 0,
      a.pendular ?? 0,
      a.returnees ?? 0,
    ])
    const direct = { newPeople: people, girls, boys, women, men, inDestination, inTransit, hostCommunity, pendular, returnees }
    entries.push({
      id: uuid(),
      planId,
      rowNumber: entries.length + 1,
      state: 'accepted',
      month,
      country: a.country,
      admin1: a.admin1,
      organisationId: a.organisationId,
      throughPartner: false,
      sectorId: a.sectorId,
      indicatorId: a.indicatorId,
      kind: a.kind,
      title: a.title,
      description: a.description,
      inPlan: true,
      isCash: a.cashUsd !== null,
      cashValueUsd: a.cashUsd === null ? null : Math.round(a.cashUsd * share),
      enteredBy: exampleActor.id,
      outputQuantity: a.kind === 'output' ? Math.max(1, Math.round((a.outputQuantity ?? 0) * share)) : null,
      peopleInMonth: a.kind === 'output' ? null : people,
      ...(a.kind === 'direct' ? direct : {}),
    })
  }
  await db.insertInto('activityReports').values(entries).execute()
  await addSums(db, { ids: entries.map((e) => e.id) }, 1)
}
