/** The columns of each table that leaves: heading, tag of the humanitarian exchange language, and what stands in it. One list for CSV and workbook. */
import type { Translate } from '../../../core/i18n.ts'
import type { BookColumn, BookFormat } from '../../../core/tables/writing.ts'
import { Age, Group } from '../../plan/needs/contract.ts'
import type { PeopleRow, PlanRow } from './contract.ts'
import { capital } from './pages/parts.ts'

export type Value = string | number | null
export type Column<Row> = BookColumn & { head: string; tag: string; value: (row: Row) => Value }

const column = <Row>(
  head: string,
  tag: string,
  value: (row: Row) => Value,
  width = 16,
  format: BookFormat = 'plain',
): Column<Row> => ({
  head: capital(head),
  tag,
  value,
  width,
  format,
})

/** Girls are `+f+children`, men `+m+adults`. */
const ageTags: Record<(typeof Age.options)[number] | 'otherUnder18' | 'otherAdult', string> = {
  girls: '+f+children',
  boys: '+m+children',
  women: '+f+adults',
  men: '+m+adults',
  otherUnder18: '+i+children',
  otherAdult: '+i+adults',
}
const groupTags: Record<(typeof Group.options)[number], string> = {
  destination: '+indestination',
  transit: '+intransit',
  host: '+host',
  pendular: '+pendular',
  returnees: '+returnees',
}
const groupCells = {
  inDestination: groupTags.destination,
  inTransit: groupTags.transit,
  hostCommunity: groupTags.host,
  pendular: groupTags.pendular,
  returnees: groupTags.returnees,
} as const

const ages = Object.keys(ageTags) as (keyof typeof ageTags)[]
const groups = Object.keys(groupCells) as (keyof typeof groupCells)[]

/** @param draft with the state of each: in what is published all are */
export function activityColumns(t: Translate, draft: boolean): Column<PlanRow>[] {
  const people = (cell: (typeof ages)[number] | (typeof groups)[number], tag: string) =>
    column<PlanRow>(
      `${t('reports.plan.target')}: ${t(`reports.plan.cell.${cell}`)}`,
      `#targeted${tag}`,
      (r) => r[cell],
      12,
      'wide',
    )
  return [
    column('ID', '#activity+code', (r) => r.id, 38),
    ...(draft ? [column<PlanRow>(t('reports.plan.state'), '#status', (r) => r.state, 12)] : []),
    column(t('reports.page.country'), '#country+name', (r) => r.countryName, 16),
    column('ISO 3166-1', '#country+code', (r) => r.country, 8),
    column('Admin 1', '#adm1+name', (r) => r.admin1Name, 20),
    column('ISO 3166-2', '#adm1+code', (r) => r.admin1, 9),
    column(t('reports.page.organisation'), '#org+appeal+name', (r) => r.organisationName, 32),
    column(
      t('reports.plan.acronym'),
      '#org+appeal+acronym',
      (r) => (r.organisation === r.organisationName ? '' : r.organisation),
      12,
    ),
    column(t('reports.page.sector'), '#sector', (r) => r.sector, 28),
    column(t('reports.plan.indicator'), '#indicator+name', (r) => r.indicator, 40),
    column(t('reports.plan.indicator-code'), '#indicator+code', (r) => r.indicatorCode, 12),
    column(t('reports.page.kind'), '#indicator+type', (r) => (r.kind ? t(`reports.kind.${r.kind}`) : ''), 18),
    column(t('reports.page.activity'), '#activity+name', (r) => r.title, 48),
    column(t('reports.plan.description'), '#activity+description', (r) => r.description, 60),
    column(t('reports.plan.in-kind-usd'), '#value+usd+inkind', (r) => r.inKindUsd, 16, 'money'),
    column(t('reports.plan.cash-usd'), '#value+usd+cash', (r) => r.cashUsd, 16, 'money'),
    column(t('reports.plan.asked-usd'), '#value+usd', (r) => r.totalUsd, 16, 'money'),
    ...groups.map((cell) => people(cell, groupCells[cell])),
    ...ages.map((cell) => people(cell, ageTags[cell])),
    column(t('reports.plan.target'), '#targeted', (r) => r.targetPeople, 12, 'wide'),
    column(t('reports.plan.output'), '#output+num', (r) => r.outputQuantity, 12, 'wide'),
  ]
}

/** People in need are tagged #inneed, targets #targeted. */
export function peopleColumns(t: Translate, what: PeopleRow['what']): Column<PeopleRow>[] {
  const tag = what === 'need' ? '#inneed' : '#targeted'
  const cells = Group.options.flatMap((group) => Age.options.map((age) => ({ group, age })))
  return [
    column(t('reports.page.country'), '#country+name', (r) => r.countryName, 16),
    column('ISO 3166-1', '#country+code', (r) => r.country, 8),
    column(t('reports.plan.level'), '#meta+level', (r) => t(`reports.plan.level.${r.level}`), 18),
    column('Admin 1', '#adm1+name', (r) => (r.level === 'admin1' ? r.placeName : ''), 20),
    column('ISO 3166-2', '#adm1+code', (r) => (r.level === 'admin1' ? r.place : ''), 9),
    column(t('reports.page.sector'), '#sector', (r) => r.sector, 28),
    ...cells.map(({ group, age }, at) =>
      column<PeopleRow>(
        `${t(`reports.plan.cell.${group}`)}: ${t(`reports.plan.cell.${age}`)}`,
        `${tag}${groupTags[group]}${ageTags[age]}`,
        (r) => r.cells[at]!,
        11,
        'wide',
      ),
    ),
    column(t('reports.plan.sum.all'), tag, (r) => r.total, 12, 'wide'),
  ]
}

export type MoneyLine = {
  of: string
  code: string
  name: string
  inKind: number
  cash: number
  asked: number
  given: number | null
  missing: number | null
  coverage: number | null
}

/** What is asked, given and missing, by country, sector and organisation. */
export const requirementColumns = (t: Translate): Column<MoneyLine>[] => [
  column(t('reports.plan.of'), '#meta+dimension', (r) => r.of, 16),
  column(t('reports.plan.code'), '#meta+code', (r) => r.code, 10),
  column(t('reports.plan.name'), '#meta+name', (r) => r.name, 40),
  column(t('reports.plan.in-kind-usd'), '#value+requirement+inkind+usd', (r) => r.inKind, 20, 'money'),
  column(t('reports.plan.cash-usd'), '#value+requirement+cash+usd', (r) => r.cash, 20, 'money'),
  column(t('reports.plan.asked-usd'), '#value+requirement+usd', (r) => r.asked, 20, 'money'),
  column(t('reports.plan.given-usd'), '#value+funding+usd', (r) => r.given, 20, 'money'),
  column(t('reports.plan.missing-usd'), '#value+gap+usd', (r) => r.missing, 20, 'money'),
  column(t('reports.plan.covered-percent'), '#value+funding+pct', (r) => r.coverage, 12, 'money'),
]

export const donorColumns = (t: Translate): Column<{ name: string; usd: number | null }>[] => [
  column(t('reports.plan.donor'), '#org+funding', (r) => r.name, 48),
  column(t('reports.plan.given-usd'), '#value+usd', (r) => r.usd, 20, 'money'),
]
