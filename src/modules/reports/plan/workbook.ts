/** Everything of a plan as a workbook: cover, money, people, intersector, areas, activities, notes. Written while it is read. */
import type { Db } from '../../../core/database.ts'
import { type Language, type Translate, translator } from '../../../core/i18n.ts'
import { type BookCell, type BookSheet, writeBook } from '../../../core/tables/writing.ts'
import { Age, Group } from '../../plan/needs/contract.ts'
import { activityColumns, type Column, donorColumns, type MoneyLine, peopleColumns, requirementColumns } from './columns.ts'
import type { PlanDocument, PlanIntersector } from './contract.ts'
import { planDocument } from './document.ts'
import type { PlanEdition } from './edition.ts'
import type { PlanFilter } from './filter.ts'
import { capital, planPage } from './pages/parts.ts'
import { leadOf, standOf } from './pages/plan.ts'
import { activitiesOf, peopleOf } from './rows.ts'

export async function* planXlsx(db: Db, edition: PlanEdition, language: Language): AsyncGenerator<Buffer> {
  const document = await planDocument(db, edition, language)
  const t = translator(language)
  const has = (what: 'need' | 'target') => document.intersector.some((line) => line.what === what)
  const people = (what: 'need' | 'target', name: string) =>
    has(what) ? [tableSheet(t(`reports.plan.sheet.${name}`), peopleColumns(t, what), peopleOf(db, edition, what, language))] : []
  yield* writeBook([
    cover(document),
    tableSheet(t('reports.plan.sheet.requirements'), requirementColumns(t), moneyLines(document, t)),
    ...(document.donors.length > 0 ? [tableSheet(t('reports.plan.sheet.contributions'), donorColumns(t), document.donors)] : []),
    ...people('need', 'needs'),
    ...people('target', 'targets'),
    ...(document.intersector.length > 0 ? [intersector(document, t)] : []),
    ...(document.objectives.length > 0 ? [areas(document, t)] : []),
    activities(db, edition, language, {}),
    notes(document, t),
  ])
}

/** The filtered activities alone. */
export async function* activitiesXlsx(
  db: Db,
  edition: PlanEdition,
  language: Language,
  filter: PlanFilter,
): AsyncGenerator<Buffer> {
  yield* writeBook([activities(db, edition, language, filter)])
}

function activities(db: Db, edition: PlanEdition, language: Language, filter: PlanFilter): BookSheet {
  const t = translator(language)
  const columns = activityColumns(t, edition.version === null)
  return tableSheet(t('reports.plan.sheet.activities'), columns, activitiesOf(db, edition, language, filter))
}

function tableSheet<Row>(name: string, columns: Column<Row>[], rows: Iterable<Row> | AsyncIterable<Row>): BookSheet {
  const lines = async function* () {
    for await (const row of rows) yield columns.map((c) => c.value(row))
  }
  return { name, columns, head: [columns.map((c) => c.head), columns.map((c) => c.tag)], rows: lines() }
}

function cover(document: PlanDocument): BookSheet {
  const page = planPage(document)
  const { t } = page
  const { totals, how } = document
  const rows: BookCell[][] = [
    [t('reports.page.what'), document.plan.name, ''],
    [t('reports.figure.period'), document.period, ''],
    [t('reports.plan.state'), standOf(page), ''],
    ...(document.plan.isSample ? [['', t('reports.plan.page.sample'), '']] : []),
    ['', leadOf(page), ''],
    ...(document.note ? [['', document.note, '']] : []),
    [capital(t('reports.plan.need')), totals.need, how.need],
    [capital(t('reports.plan.target')), totals.target, how.target],
    [capital(t('reports.plan.reached')), totals.reached, how.reached],
    [t('reports.plan.asked-usd'), totals.requirementUsd, how.requirement],
    [t('reports.plan.given-usd'), totals.contributionUsd, how.contribution],
    [t('reports.plan.missing-usd'), totals.gapUsd, ''],
    [t('reports.plan.activities'), totals.activities, ''],
    [capital(t('reports.plan.sum.targets')), totals.targetOfActivities, t('reports.plan.sum.targets-how')],
    ...document.narrative.map((text) => ['', text, '']),
  ]
  const columns = [
    { width: 28, format: 'words' },
    { width: 60, format: 'words' },
    { width: 80, format: 'words' },
  ] as const
  return { name: t('reports.plan.sheet.cover'), columns: [...columns], head: [[document.plan.name]], rows }
}

export function moneyLines({ countries, sectors, organisations, totals, unspecified }: PlanDocument, t: Translate): MoneyLine[] {
  type Money = PlanDocument['totals'] | PlanDocument['countries'][number]
  const line = (
    of: string,
    code: string,
    name: string,
    m: Omit<Money, 'name' | 'code'> | PlanDocument['organisations'][number],
  ): MoneyLine => ({
    ...{ of: t(`reports.plan.of.${of}`), code, name, inKind: m.inKindUsd, cash: m.cashUsd, asked: m.requirementUsd },
    ...{ given: m.contributionUsd, missing: m.gapUsd, coverage: m.coverage === null ? null : Math.round(m.coverage * 100) / 100 },
  })
  const loose = (of: string, given: number): MoneyLine[] =>
    given === 0
      ? []
      : [
          {
            of: t(`reports.plan.of.${of}`),
            code: '',
            name: t('reports.plan.unspecified'),
            inKind: 0,
            cash: 0,
            asked: 0,
            given,
            missing: null,
            coverage: null,
          },
        ]
  return [
    line('all', '', t('reports.plan.of.all'), totals),
    ...countries.filter((c) => c.requirementUsd > 0 || c.contributionUsd).map((c) => line('country', c.code, c.name, c)),
    ...loose('country', unspecified.country),
    ...sectors.map((s) => line('sector', '', s.name, s)),
    ...loose('sector', unspecified.sector),
    ...organisations.map((o) => line('organisation', o.acronym, o.name, o)),
  ]
}

const intersectorTags = (t: Translate): Column<PlanIntersector>[] => [
  plain(t('reports.page.what'), '#meta+what', (r) => t(`reports.plan.${r.what}`), 20),
  plain('ISO 3166-1', '#country+code', (r) => r.country, 9),
  plain(t('reports.plan.level'), '#meta+level', (r) => t(`reports.plan.level.${r.isSum ? 'sum' : r.level}`), 24),
  plain(t('reports.page.place'), '#loc+name', (r) => r.placeName, 28),
  plain(t('reports.plan.code'), '#loc+code', (r) => r.place, 9),
  ...Group.options.flatMap((group, g) =>
    Age.options.map((age, a) =>
      plain<PlanIntersector>(
        `${t(`reports.plan.cell.${group}`)}: ${t(`reports.plan.cell.${age}`)}`,
        '#population+num',
        (r) => r.cells[4 * g + a]!,
        11,
      ),
    ),
  ),
  plain(t('reports.plan.sum.all'), '#population+total+num', (r) => r.total, 12),
]
const plain = <Row>(head: string, tag: string, value: Column<Row>['value'], width: number): Column<Row> => ({
  ...{ head: capital(head), tag, value, width },
  format: 'wide',
})

const intersector = (document: PlanDocument, t: Translate): BookSheet =>
  tableSheet(t('reports.plan.sheet.intersector'), intersectorTags(t), document.intersector)

function areas({ objectives }: PlanDocument, t: Translate): BookSheet {
  const head = [
    'number',
    'title',
    'description',
    'bullets',
    'groups',
    'people',
    'entities',
    'required',
    'confirmed',
    'plans',
    'countries',
    'source',
    'example',
  ]
  const rows = objectives.flatMap((o): BookCell[][] => [
    [
      o.number,
      o.title,
      o.narrative.join('\n'),
      '',
      '',
      null,
      null,
      o.requiredUsd,
      o.confirmedUsd,
      '',
      '',
      '',
      o.isExample ? t('reports.plan.page.example') : '',
    ],
    ...o.areas.map((a): BookCell[] => [
      ...[
        a.number,
        a.title,
        a.narrative.join('\n'),
        a.bullets.join('\n'),
        a.groups.join(', '),
        a.peopleTargeted,
        a.entitiesTargeted,
      ],
      ...[
        a.requiredUsd,
        a.confirmedUsd,
        a.planTypes.join(', '),
        a.countries.join(', '),
        a.source,
        a.isExample ? t('reports.plan.page.example') : '',
      ],
    ]),
  ])
  const widths = [8, 40, 60, 60, 30, 14, 14, 18, 18, 30, 30, 40, 30]
  const columns = widths.map((width, at) => ({ width, format: at === 7 || at === 8 ? ('money' as const) : ('words' as const) }))
  return { name: t('reports.plan.sheet.areas'), columns, head: [head.map((key) => t(`reports.plan.area.${key}`))], rows }
}

function notes(document: PlanDocument, t: Translate): BookSheet {
  const texts = [
    ...document.methods,
    ...document.scenario,
    ...document.stated.map(
      (s) =>
        `${s.of}, ${s.dated}: ${t(`reports.plan.stated.${s.what}`)} ${s.value} (${[s.source, s.note].filter(Boolean).join('; ')})`,
    ),
    ...document.sources,
    ...document.versions.map(
      (v) => `${t('reports.plan.page.version', { version: v.number })}, ${v.published.slice(0, 10)}. ${v.note}`,
    ),
  ]
  return {
    name: t('reports.plan.sheet.notes'),
    columns: [{ width: 120, format: 'words' }],
    head: [],
    rows: texts.map((text) => [text]),
  }
}
