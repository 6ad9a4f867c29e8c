/** The form an organisation fills in for one country: bands, help and names as in the platform's own, lists of the plan behind its cells, what is planned already filled in. */
import { writeXlsx } from 'hucre/xlsx'
import { sql } from 'kysely'
import { assertMay, visible } from '../../../../core/access.ts'
import type { Context } from '../../../../core/context.ts'
import { asReader } from '../../../../core/database.ts'
import { type Language, textIn, translator } from '../../../../core/i18n.ts'
import { Problem } from '../../../../core/problem.ts'
import { guarded } from '../../../../core/sheets.ts'
import type { Plan } from '../../contract.ts'
import { listsOf } from '../../lists/known.ts'
import { getPlan } from '../../queries.ts'
import type { Lists } from '../../rules/lists.ts'
import { organisationNamed } from '../naming.ts'
import type { Stored } from '../store.ts'
import { windowOf } from '../window.ts'
import { cellsOfForm, columnsAsked, columnsOfForm, firstRow, headerRows, lastRow, letterOf, type Sheet } from './form.ts'
import { conditionalRules, validations } from './form-rules.ts'
import { marksSheet } from './reading.ts'

export type Wanted = { organisation: string; country: string; language?: Language | undefined }

/** @throws Problem 409 where the plan is locked: a form that cannot come back helps nobody */
export async function formFor(ctx: Context, planCode: string, wanted: Wanted): Promise<Uint8Array> {
  visible(ctx, 'submission.write')
  const plan = await getPlan(ctx.db, planCode)
  const organisationId = /^\d{1,9}$/.test(wanted.organisation)
    ? Number(wanted.organisation)
    : await organisationNamed(ctx.db, plan, wanted.organisation)
  assertMay(ctx, 'submission.write', { organisationId })
  const lists = await listsOf(ctx.db, plan.id)
  const country = lists.countries.find(wanted.country).id
  if (country === null) throw new Problem(422, 'plan/submission-country', { country: wanted.country, plan: plan.code })
  const window = await windowOf(ctx.db, plan, organisationId)
  if (window.isLocked) throw new Problem(409, 'plan/locked', { plan: plan.code, number: window.version })
  const body = lists.source.organisations.find((o) => o.id === organisationId)
  if (!body)
    throw new Problem(422, 'plan/submission-organisation', {
      name: wanted.organisation,
      plan: plan.code,
      suggestion: '',
      suggested: 'no',
    })
  return form(lists, {
    language: wanted.language ?? ctx.language,
    plan,
    country,
    organisationId,
    organisation: body.names[0] ?? body.acronym,
    version: Math.max(1, window.version),
    rows: await plannedBefore(ctx, plan, organisationId, country),
  })
}

async function plannedBefore(ctx: Context, plan: Plan, organisationId: number, country: string): Promise<Stored[]> {
  const { rows } = await asReader(ctx.db, visible(ctx, 'submission.read'), (db) =>
    sql<Stored>`select * from plan_activities where plan_id = ${plan.id} and organisation_id = ${organisationId} and country = ${country} and state <> 'withdrawn' order by id`.execute(
      db,
    ),
  )
  return rows
}

type Order = {
  language: Language
  plan: Plan
  country: string
  organisationId: number
  organisation: string
  version: number
  rows: Stored[]
}

export async function form(lists: Lists, order: Order): Promise<Uint8Array> {
  const { language, plan, country, organisationId, organisation, version } = order
  const say = translator(language)
  const sheet: Sheet = {
    columns: columnsAsked(lists),
    lists,
    say,
    language,
    year: [...new Set([plan.firstMonth.slice(0, 4), plan.lastMonth.slice(0, 4)])].join('–'),
    country,
    countryName: lists.source.places.find((p) => p.country === country)?.countryName ?? country,
    organisation,
    rows: order.rows,
  }
  const listed = listSheet(sheet)
  return writeXlsx({
    properties: { creator: 'Senda', title: `${textIn(plan.names, language)} · ${organisation}` },
    namedRanges: listed.names,
    sheets: [
      {
        name: say('plan.sheet.submission.name'),
        rows: headerRows(sheet),
        cells: cellsOfForm(sheet),
        columns: columnsOfForm(sheet),
        dataValidations: validations(sheet),
        conditionalRules: conditionalRules(sheet),
        rowDefs: new Map([
          [1, { height: 62 }],
          [2, { height: 32 }],
        ]),
        pageSetup: { orientation: 'landscape', paperSize: 'a3', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
        freezePane: { rows: firstRow - 1, columns: 0 },
        autoFilter: { range: `A${firstRow - 1}:${letterOf(sheet.columns.length - 1)}${lastRow(sheet)}` },
        protection: { sheet: true, formatCells: true, formatColumns: true, formatRows: true, sort: true, autoFilter: true },
      },
      { name: 'Lists', hidden: true, rows: listed.rows, protection: { sheet: true } },
      {
        name: marksSheet,
        hidden: true,
        rows: [
          ['plan', plan.code],
          ['organisation', String(organisationId)],
          ['version', String(version)],
          ['country', country],
        ],
        protection: { sheet: true },
      },
    ],
  })
}

/** The lists behind the cells, each with a name: places of the country, sectors, indicators by sector with their kind. */
function listSheet({ lists, country, say }: Sheet) {
  const { places, sectors, indicators } = lists.source
  const names = new Map(sectors.map((s) => [s.id, s.name]))
  const byName = (a: string, b: string) => a.localeCompare(b)
  const areas = places.filter((p) => p.country === country && p.level < 2).map((p) => p.names[0] ?? p.code)
  const listed = indicators
    .map((i) => ({ sector: names.get(i.sectorId) ?? '', name: i.name, kind: i.kind }))
    .toSorted((a, b) => byName(a.sector, b.sector) || byName(a.name, b.name))
  const columns: [string, string[]][] = [
    ['PlanAreas', areas.toSorted(byName)],
    ['PlanSectors', sectors.map((s) => s.name)],
    ['PlanIndicatorSectors', listed.map((i) => i.sector)],
    ['PlanIndicators', listed.map((i) => i.name)],
    ['PlanIndicatorKeys', listed.map((i) => `${i.sector}›${i.name}`.slice(0, 250))],
    ['PlanIndicatorKinds', listed.map((i) => (i.kind === null ? '' : say(`plan.sheet.submission.kind.${i.kind}`)))],
  ]
  const height = Math.max(...columns.map(([, values]) => values.length))
  return {
    rows: Array.from({ length: height }, (_, row) => columns.map(([, values]) => guarded(values[row] ?? null))),
    names: columns.map(([name, values], at) => ({
      name,
      range: `Lists!$${letterOf(at)}$1:$${letterOf(at)}$${Math.max(1, values.length)}`,
    })),
  }
}
