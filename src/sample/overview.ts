/** The sample overview: July–September 2020 as a plan, its rows, its printed totals and its published overview. */
import { fileURLToPath } from 'node:url'
import { v7 as uuid } from 'uuid'
import { operator } from '../core/access.ts'
import type { Context } from '../core/context.ts'
import { type Db, transact } from '../core/database.ts'
import { fileAt } from '../core/files.ts'
import { fold } from '../core/text.ts'
import { addSums } from '../modules/activities/sums.ts'
import { nameOrganisations } from '../modules/organisations/naming.ts'
import type { Texts } from '../modules/places/contract.ts'
import { loadPlaces, saveHostedPeople } from '../modules/places/load.ts'
import { createOverview, saveStory, sendPicture } from '../modules/reports/actions.ts'
import { publishOverview } from '../modules/reports/publishing.ts'
import { insertTexts } from '../modules/reports/queries.ts'
import { insertSectors, readSample, sampleFile } from './given.ts'

export const samplePlan = 'overview-2020'
const [firstMonth, lastMonth] = ['2020-07', '2020-09']
const languages = ['en', 'es', 'pt', 'fr'] as const

type Kind = 'direct' | 'capacity' | 'output'
type Facts = {
  source: string
  sectors: { look: string; names: Texts & { en: string }; printed: { people: number; countries: number } }[]
  activities: Record<string, { sector: string; kind: Kind; names: Texts & { en: string } }>
  rows: [activity: string, country: string, admin1: string | null, number: number, delivery: string, note: string | null][]
}
type Words = Record<string, Record<(typeof languages)[number], string>> & {
  story: Record<(typeof languages)[number], { title: string; body: string; caption: string; alt: string }>
}
type Estimates = { asOf: string; source: string; people: Record<string, number> }[]

/** @returns false where it was there already */
export function loadSampleOverview(db: Db): Promise<boolean> {
  return transact(db, async (trx) => {
    if (await trx.selectFrom('plans').select('id').where('code', '=', samplePlan).executeTakeFirst()) return false
    const ctx: Context = { db: trx, actor: operator, accessChecked: true, language: 'en', requestId: 'sample' }
    await loadPlaces(trx)
    await saveHostedPeople(
      trx,
      readSample<Estimates>('hosted.json').flatMap(({ asOf, source, people }) =>
        Object.entries(people).map(([country, n]) => ({ country, asOf, people: n, source })),
      ),
    )
    const facts = readSample<Facts>('overview-2020-q3.json')
    const planId = await insertPlan(trx)
    const sectors = await insertPrinted(trx, planId, facts)
    await insertRows(trx, planId, facts, sectors, await insertIndicators(trx, planId, facts, sectors))
    await writeOverview(ctx, readSample<Words>('overview-texts.json'), sectors)
    return true
  })
}

const names = {
  en: 'Response for refugees and migrants from Venezuela, 2020',
  es: 'Respuesta a refugiados y migrantes de Venezuela, 2020',
  pt: 'Resposta a refugiados e migrantes da Venezuela, 2020',
  fr: 'Réponse aux réfugiés et migrants du Venezuela, 2020',
}

/** The source has no breakdowns, mostly countries without admin 1, and cash without its value: nothing of that is asked for. It gives figures per quarter, which only adding keeps as they are. */
async function insertPlan(db: Db): Promise<number> {
  const plan = {
    code: samplePlan,
    names: JSON.stringify(names),
    firstMonth,
    lastMonth,
    defaultMethod: 'sum',
    asks: [],
    isSample: true,
  }
  return (await db.insertInto('plans').values(plan).returning('id').executeTakeFirstOrThrow()).id
}

/** With what was printed of each. */
async function insertPrinted(db: Db, planId: number, { sectors, source }: Facts): Promise<Map<string, number>> {
  const ids = await insertSectors(db, planId, sectors, ['education'])
  const rows = sectors.map(({ look, printed }) => ({
    planId,
    firstMonth,
    lastMonth,
    sectorId: ids.get(look)!,
    ...printed,
    source,
  }))
  await db.insertInto('printedTotals').values(rows).execute()
  return ids
}

async function insertIndicators(
  db: Db,
  planId: number,
  { activities }: Facts,
  sectors: Map<string, number>,
): Promise<Map<string, number>> {
  const rows = Object.entries(activities).map(([code, a]) => ({
    planId,
    sectorId: sectors.get(a.sector)!,
    code,
    kind: a.kind,
    name: a.names.en,
    key: fold(a.names.en),
    names: JSON.stringify(a.names),
    isCash: a.sector === 'cash',
  }))
  const added = await db.insertInto('planIndicators').values(rows).returning(['id', 'code']).execute()
  return new Map(added.map((i) => [i.code!, i.id]))
}

async function insertRows(
  db: Db,
  planId: number,
  { activities, rows }: Facts,
  sectors: Map<string, number>,
  indicators: Map<string, number>,
): Promise<void> {
  const [organisationId] = await nameOrganisations(db, [
    {
      names: {
        en: 'International Organization for Migration (IOM)',
        es: 'Organización Internacional para las Migraciones (OIM)',
      },
      acronym: 'IOM',
      kind: 'UN',
    },
  ])
  await db.insertInto('planOrganisations').values({ planId, organisationId: organisationId!, role: 'appealing' }).execute()
  const entries = rows.map(([code, country, admin1, number, delivery, note], i) => {
    const { kind, sector, names } = activities[code]!
    return {
      id: uuid(),
      planId,
      rowNumber: i + 1,
      state: 'locked',
      month: lastMonth,
      country,
      admin1,
      organisationId: organisationId!,
      throughPartner: false,
      sectorId: sectors.get(sector)!,
      indicatorId: indicators.get(code)!,
      kind,
      title: names.en,
      description: note,
      inPlan: true,
      isCash: delivery === 'cash' || delivery === 'voucher',
      enteredBy: operator.id,
      outputQuantity: kind === 'output' ? number : null,
      peopleInMonth: kind === 'output' ? null : number,
      newPeople: kind === 'direct' ? number : null,
    }
  })
  await db.insertInto('activityReports').values(entries).execute()
  await addSums(db, { ids: entries.map((e) => e.id) }, 1)
}

async function writeOverview(ctx: Context, { story, ...parts }: Words, sectors: Map<string, number>): Promise<void> {
  const id = uuid()
  await createOverview(ctx, { id, plan: samplePlan, firstMonth, lastMonth, include: 'accepted' })
  await insertTexts(
    ctx.db,
    Object.entries(parts).flatMap(([part, texts]) =>
      languages.map((language) => ({
        overviewId: id,
        language,
        part: partOf(part, sectors),
        body: texts[language],
        savedBy: operator.name,
      })),
    ),
  )
  const storyId = uuid()
  await saveStory(ctx, id, {
    id: storyId,
    position: 0,
    country: null,
    picture: null,
    texts: story,
    credit: 'Senda',
    consent: 'A drawing: nobody is shown.',
  })
  const picture = await fileAt(fileURLToPath(sampleFile('story.png')))
  await sendPicture(ctx, id, storyId, picture)
  await publishOverview(ctx, id, { languages: [...languages], agreedDifferences: true })
}

/** `sector:food` → `sector:12` */
function partOf(part: string, sectors: Map<string, number>): string {
  const [kind, look] = part.split(':')
  return look === undefined ? part : `${kind}:${sectors.get(look)}`
}
