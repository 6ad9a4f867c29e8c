/** One chapter for each country: its sectors, people in need and targets of each place by sector, who plans what. */
import { Age, Group } from '../../../plan/needs/contract.ts'
import type { PeopleRow, PlanCountry, PlanRow } from '../contract.ts'
import { orDash, type PlanPage, percent, usdOrDash } from '../pages/parts.ts'
import { type Block, type Cell, heading, left, note, right, table, turned } from './blocks.ts'
import { barOf, colourOf, dollars, peopleColumns } from './columns.ts'
import type { CountryPart, PaperRows } from './reading.ts'

export const countryBlocks = (page: PlanPage, rows: PaperRows): Block[] => {
  const people = Map.groupBy(rows.people, (row) => row.country)
  const parts = Map.groupBy(rows.parts, (part) => part.country)
  const activities = Map.groupBy(rows.activities ?? [], (row) => row.country ?? '')
  const told = page.document.countries.filter((c) => people.has(c.code) || parts.has(c.code))
  if (told.length === 0) return []
  return told.flatMap((country) => [
    heading(1, country.name, true),
    { kind: 'figures', figures: figuresOf(page, country) },
    ...sectorsOf(page, country.code),
    ...(['need', 'target'] as const).flatMap((what) => groupsOf(page, what, country.code)),
    ...(['need', 'target'] as const).flatMap((what) => matrix(page, what, people.get(country.code) ?? [])),
    ...organisationsIn(page, parts.get(country.code) ?? []),
    ...(rows.activities === null
      ? note(page.t('reports.plan.paper.activities-elsewhere'))
      : activitiesIn(page, activities.get(country.code) ?? [])),
  ])
}

function figuresOf(page: PlanPage, c: PlanCountry) {
  const { t } = page
  const figure = (value: string, key: string, how = '') => ({ value, unit: t(`reports.plan.paper.${key}`), how })
  return [
    figure(orDash(page, c.need), 'need'),
    figure(orDash(page, c.target), 'target'),
    figure(
      usdOrDash(page, c.requirementUsd || null),
      'asked',
      c.coverage === null ? '' : t('reports.plan.paper.covered', { share: percent(page, c.coverage) }),
    ),
  ]
}

function sectorsOf(page: PlanPage, code: string): Block[] {
  const { document, t } = page
  const lines = document.crossing.filter((line) => line.country === code)
  const most = Math.max(0, ...lines.map((line) => line.target ?? line.need ?? 0))
  const rows = lines.map((line): Cell[] => {
    const sector = document.sectors.find((s) => s.id === line.sectorId)
    return [
      sector?.name ?? '',
      orDash(page, line.need),
      orDash(page, line.target),
      barOf(line.target ?? line.need, most, colourOf(sector?.look ?? 'common')),
      orDash(page, line.reached),
      dollars(page, line.requirementUsd || null),
      page.show(line.activities),
    ]
  })
  const columns = [
    left(t('reports.page.sector')),
    ...peopleColumns(page),
    right(t('reports.plan.paper.asked')),
    right(t('reports.plan.paper.activities')),
  ]
  return table(columns, rows)
}

/** Girls, boys, women and men of each population group down, sectors across. */
function groupsOf({ document, t, show }: PlanPage, what: 'need' | 'target', code: string): Block[] {
  const lines = document.crossing.flatMap((line) => {
    const cells = what === 'need' ? line.needCells : line.targetCells
    const sector = document.sectors.find((s) => s.id === line.sectorId)
    return line.country === code && cells && sector ? [{ sector, cells }] : []
  })
  const rows = Group.options.flatMap((group, g) =>
    Age.options.flatMap((age, a) => {
      const said = lines.map(({ cells }) => cells[4 * g + a] ?? 0)
      const name = `${t(`reports.plan.paper.group.${group}`)}, ${t(`reports.plan.paper.age.${age}`)}`
      return said.some((n) => n > 0) ? [[name, ...said.map(show)]] : []
    }),
  )
  if (rows.length === 0) return []
  return [
    heading(2, t(`reports.plan.paper.groups-${what}`)),
    ...table([left('', true), ...lines.map(({ sector }) => turned(sector.name))], rows, { dense: true }),
  ]
}

/** Places down, sectors across: only sectors of which the country says something. */
function matrix(page: PlanPage, what: 'need' | 'target', all: PeopleRow[]): Block[] {
  const { document, t, show } = page
  const rows = all.filter((row) => row.what === what)
  const sectors = document.sectors.filter((s) => rows.some((row) => row.sectorId === s.id))
  const places = Map.groupBy(rows, (row) => `${row.level} ${row.place}`)
  if (rows.length === 0 || places.size < 2) return []
  const lines = [...places.values()].map((of) => {
    const first = of[0]!
    const name =
      first.level === 'country'
        ? t('reports.plan.paper.whole-country')
        : first.level === 'other'
          ? t('reports.plan.paper.other-places')
          : first.placeName
    return [name, ...sectors.map((s) => said(of.find((row) => row.sectorId === s.id)?.total, show))]
  })
  return [
    heading(2, t(`reports.plan.paper.matrix-${what}`)),
    ...table([left(t('reports.plan.paper.place'), true), ...sectors.map((s) => turned(s.name))], lines, { dense: true }),
  ]
}
const said = (n: number | undefined, show: (n: number) => string): string => (n === undefined ? '' : show(n))

/** Sector by sector, the largest budget first. */
function organisationsIn(page: PlanPage, parts: CountryPart[]): Block[] {
  const { document, t, show } = page
  const bodies = new Map(document.organisations.map((o) => [o.id, o]))
  const bySector = Map.groupBy(parts, (part) => part.sectorId)
  const rows = document.sectors.flatMap((sector) =>
    (bySector.get(sector.id) ?? []).map((part, i): Cell[] => [
      i === 0 ? sector.name : '',
      bodies.get(part.organisationId)?.name ?? '',
      part.places === 0 ? '' : show(part.places),
      show(part.activities),
      part.people === null ? '' : show(part.people),
      dollars(page, Number(part.usd)),
    ]),
  )
  const columns = [
    left(t('reports.page.sector'), true),
    left(t('reports.plan.paper.organisation'), true),
    ...['places', 'activities', 'people-planned'].map((key) => right(t(`reports.plan.paper.${key}`))),
    right('USD'),
  ]
  if (rows.length === 0) return []
  return [
    heading(2, t('reports.plan.paper.organisations')),
    ...table(columns, rows, { note: t('reports.plan.paper.people-planned-how') }),
  ]
}

function activitiesIn(page: PlanPage, activities: PlanRow[]): Block[] {
  const { t, show } = page
  const ordered = activities.toSorted((a, b) => a.sector.localeCompare(b.sector) || a.organisation.localeCompare(b.organisation))
  const rows = ordered.map((row): Cell[] => [
    row.title || row.indicator,
    row.sector,
    row.organisation,
    row.admin1Name,
    row.targetPeople === null ? '' : show(row.targetPeople),
    dollars(page, row.totalUsd),
  ])
  if (rows.length === 0) return []
  return [
    heading(2, t('reports.plan.paper.activities')),
    ...table(
      [
        left(t('reports.plan.paper.activity'), true),
        left(t('reports.page.sector')),
        left(t('reports.plan.paper.organisation')),
        left(t('reports.plan.paper.place')),
        right(t('reports.plan.paper.people-planned')),
        right('USD'),
      ],
      rows,
    ),
  ]
}
