/** The explorer over a year of twenty thousand activities, at the HTTP level as visitors ask it, beside the plain query a person would write. */
import { sql } from 'kysely'
import { createApp } from '../src/app.ts'
import { nobody } from '../src/core/access.ts'
import type { Db } from '../src/core/database.ts'
import { planDocument } from '../src/modules/reports/plan/document.ts'
import { findPlanEdition } from '../src/modules/reports/plan/edition.ts'
import { planFiles } from '../src/modules/reports/plan/files.ts'
import { plantYear, type Year } from '../test/year.ts'
import { type Bench, type Measure, percentile } from './tools.ts'

type Case = { what: string; query: (run: number) => string; where: (run: number) => string; order?: string }

const times = 40
const words = ['salud', 'agua', 'quito', 'mujeres', 'school', 'legal', 'kits', 'comidas', 'rent', 'pichincha']
const word = (run: number) => words[run % words.length]!

/** Each run asks something else, so that no answer is one that was kept. */
const casesOf = ({ countries, sectors, organisations }: Year): Case[] => [
  { what: 'first page', query: () => '', where: () => 'true' },
  { what: 'last page', query: () => 'last=true', where: () => 'true', order: 'title desc' },
  {
    what: 'largest budgets',
    query: () => 'sort=budget',
    where: () => 'true',
    order: 'coalesce(in_kind_usd, 0) + coalesce(cash_usd, 0) desc',
  },
  {
    what: 'one country and sector',
    query: (run) => `country=${countries[run % countries.length]}&sector=${sectors[run % sectors.length]}`,
    where: (run) => `country = '${countries[run % countries.length]}' and sector_id = ${sectors[run % sectors.length]}`,
  },
  {
    what: 'one organisation',
    query: (run) => `organisation=${organisations[run % organisations.length]}`,
    where: (run) => `organisation_id = ${organisations[run % organisations.length]}`,
  },
  { what: 'a word', query: (run) => `words=${word(run)}`, where: (run) => `words ilike '%${word(run)}%'` },
  {
    what: 'two words in a country',
    query: (run) => `words=${word(run)}+${word(run + 3)}&country=${countries[run % countries.length]}`,
    where: (run) =>
      `words ilike '%${word(run)}%' and words ilike '%${word(run + 3)}%' and country = '${countries[run % countries.length]}'`,
  },
  {
    what: 'three letters of a word',
    query: (run) => `words=${word(run).slice(0, 3)}`,
    where: (run) => `words ilike '%${word(run).slice(0, 3)}%'`,
  },
]

const bench: Bench = {
  name: 'explorer',
  run: async ({ db: open }) => {
    const trx = await open.startTransaction().execute()
    const db = trx as unknown as Db
    try {
      const year = await plantYear(db, { published: true, code: 'bench-explorer' })
      const measures: Measure[] = []
      for (const one of casesOf(year)) measures.push(await measured(db, year, one))
      return [...measures, ...(await whole(db, year))]
    } finally {
      await trx.rollback().execute()
    }
  },
}
export default bench

async function measured(db: Db, year: Year, { what, query, where, order = 'title' }: Case): Promise<Measure> {
  const app = createApp(async () => ({ db, actor: nobody, accessChecked: false, language: 'es', requestId: 'bench' }))
  const value = await percentile(0.95, times, async (run) => {
    const answer = await app.request(`/plans/${year.code}/activities?language=es&${query(run)}`)
    await answer.text()
    if (answer.status !== 200) throw new Error(`${what}: ${answer.status}`)
  })
  const plain = await percentile(0.95, times, async (run) => {
    const rows = sql.raw(`from published_activities where plan_id = ${year.planId} and version = 1 and ${where(run)}`)
    await sql`select * ${rows} order by ${sql.raw(order)} limit 50`.execute(db)
    await sql`select count(*), sum(in_kind_usd), sum(cash_usd) ${rows}`.execute(db)
  })
  return { what: `${what}, p95`, value, unit: 'ms', target: 100, reference: { what: 'its rows and sums alone', value: plain } }
}

/** What leaves whole: its document, its workbook, its table. */
async function whole(db: Db, year: Year): Promise<Measure[]> {
  const edition = (await findPlanEdition(db, year.code))!
  const drained = (name: string) => async () => {
    for await (const _ of planFiles[name]!.render({ db, edition, language: 'es' }));
  }
  const rows = () => sql`select * from published_activities where plan_id = ${year.planId} and version = 1`.execute(db)
  const plain = { what: 'its rows read at once', value: await percentile(0.5, 5, rows) }
  return [
    {
      what: 'document of the plan',
      value: await percentile(0.95, 10, () => planDocument(db, edition, 'es')),
      unit: 'ms',
      target: 500,
      reference: plain,
    },
    {
      what: 'CSV of 20 000 activities',
      value: await percentile(0.95, 5, drained('activities.csv')),
      unit: 'ms',
      target: 3000,
      reference: plain,
    },
    {
      what: 'XLSX of everything',
      value: await percentile(0.95, 3, drained('plan.xlsx')),
      unit: 'ms',
      target: 5000,
      reference: plain,
    },
  ]
}
