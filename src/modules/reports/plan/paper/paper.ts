/** The plan on paper: what it says, in the order in which it is read. */
import { blues, classLimits, legendOf, mapSvg } from '../../map.ts'
import type { PlanDocument } from '../contract.ts'
import { mapOf, mapsOf, planMapWords } from '../pages/map.ts'
import { dash, orDash, type PlanPage, percent, planPage, usdOrDash } from '../pages/parts.ts'
import { leadOf, standOf } from '../pages/plan.ts'
import { type Block, heading, left, note, type PlanPaper, right, table, text } from './blocks.ts'
import { barOf, colourOf, dollars, peopleColumns } from './columns.ts'
import { countryBlocks } from './countries.ts'
import type { PaperRows } from './reading.ts'

export function planPaper(document: PlanDocument, rows: PaperRows): PlanPaper {
  const page = planPage(document)
  const { t } = page
  const maps = mapsOf(document).map((what) => ({ what, map: mapOf(document, what), words: planMapWords(page, what) }))
  return {
    language: document.language,
    title: document.plan.name,
    kicker: `${t('reports.plan.paper.plan')} · ${document.period}`,
    lead: leadOf(page),
    stand: standOf(page),
    notice: document.plan.isSample ? t('reports.plan.page.sample') : document.isDraft ? t('reports.plan.page.draft') : '',
    footer: standOf(page),
    figures: headline(page),
    maps: Object.fromEntries(maps.map(({ what, map, words }) => [`${what}.svg`, mapSvg(map, words, true)])),
    words: { contents: t('reports.form.contents'), page: t('reports.form.page', { page: '{page}', pages: '{pages}' }) },
    blocks: [
      ...where(
        page,
        maps.map((one) => mapBlock(page, one)),
      ),
      ...bySector(page),
      ...money(page),
      ...telling(page),
      ...objectives(page),
      ...organisations(page),
      ...countryBlocks(page, rows),
      ...method(page),
    ],
  }
}

function headline(page: PlanPage) {
  const { document, t, usd } = page
  const { totals, how } = document
  const figure = (value: string, unit: string, said: string) => ({ value, unit, how: said })
  return [
    figure(orDash(page, totals.need), t('reports.plan.unit.need', { n: totals.need ?? 0 }), how.need),
    figure(orDash(page, totals.target), t('reports.plan.unit.target', { n: totals.target ?? 0 }), how.target),
    figure(totals.requirementUsd ? usd(totals.requirementUsd) : dash, t('reports.plan.unit.asked'), how.requirement),
  ]
}

type Drawn = { what: string; map: ReturnType<typeof mapOf>; words: ReturnType<typeof planMapWords> }
function mapBlock({ t, show }: PlanPage, { what, map, words }: Drawn): Block {
  const lines = legendOf(classLimits(map.countries.map((c) => c.people)), words, show)
  const legend = [
    ...lines.map((said, i) => ({ text: said, colour: blues[i]! as string })),
    { text: words.nothing, colour: 'none' },
  ]
  return {
    kind: 'map',
    file: `${what}.svg`,
    alt: `${words.title}. ${words.description}`,
    legend,
    method: `${words.title}. ${t('reports.map.frontiers')}`,
  }
}

function where(page: PlanPage, map: Block[]): Block[] {
  const { document, t } = page
  const { countries, totals } = document
  const most = Math.max(0, ...countries.map((c) => c.target ?? c.need ?? 0))
  const lines = countries.map((c) => [
    c.name,
    orDash(page, c.need),
    orDash(page, c.target),
    barOf(c.target ?? c.need, most),
    orDash(page, c.reached),
    dollars(page, c.requirementUsd || null),
    percent(page, c.coverage),
  ])
  const total = [
    t('reports.plan.paper.all-countries'),
    orDash(page, totals.need),
    orDash(page, totals.target),
    '',
    orDash(page, totals.reached),
  ]
  return [
    heading(1, t('reports.plan.page.where'), true),
    ...map,
    ...table(
      [
        left(t('reports.page.country')),
        ...peopleColumns(page),
        right(t('reports.plan.paper.asked')),
        right(t('reports.plan.paper.coverage')),
      ],
      lines,
      { total: [...total, dollars(page, totals.requirementUsd || null), percent(page, totals.coverage)] },
    ),
  ]
}

function bySector(page: PlanPage): Block[] {
  const { document, t } = page
  const most = Math.max(0, ...document.sectors.map((s) => s.target ?? s.need ?? 0))
  const lines = document.sectors.map((s) => [
    s.name,
    orDash(page, s.need),
    orDash(page, s.target),
    barOf(s.target ?? s.need, most, colourOf(s.look)),
    orDash(page, s.reached),
    dollars(page, s.requirementUsd || null),
    percent(page, s.coverage),
  ])
  if (lines.length === 0) return []
  return [
    heading(1, t('reports.plan.page.by-sector')),
    ...table(
      [
        left(t('reports.page.sector')),
        ...peopleColumns(page),
        right(t('reports.plan.paper.asked')),
        right(t('reports.plan.paper.coverage')),
      ],
      lines,
    ),
    ...note([document.how.target, document.how.reached].join(' ')),
  ]
}

function money(page: PlanPage): Block[] {
  const { document, t } = page
  const { totals } = document
  if (!totals.requirementUsd && totals.contributionUsd === null) return []
  const figure = (n: number | null, key: string, how = '') => ({
    value: usdOrDash(page, n),
    unit: t(`reports.plan.paper.${key}`),
    how,
  })
  const donors = document.donors.map((d) => [d.name, dollars(page, d.usd)])
  return [
    heading(1, t('reports.plan.paper.money')),
    {
      kind: 'figures',
      figures: [
        figure(totals.requirementUsd || null, 'asked', document.how.requirement),
        figure(totals.contributionUsd, 'given', document.how.contribution),
        figure(totals.gapUsd, 'missing'),
      ],
    },
    ...table([left(t('reports.plan.paper.donor'), true), right('USD')], donors),
  ]
}

function telling(page: PlanPage): Block[] {
  const { document, t, show } = page
  const projections = document.projections.map((p) => [
    p.name,
    p.group ? t(`reports.plan.paper.group.${p.group}`) : t('reports.plan.paper.group.all'),
    show(p.people),
    p.asOf,
    p.source,
  ])
  if (document.narrative.length + document.scenario.length + projections.length === 0) return []
  return [
    heading(1, t('reports.plan.paper.context')),
    ...text(document.narrative),
    ...(document.scenario.length > 0 ? [heading(2, t('reports.plan.paper.scenario')), ...text(document.scenario)] : []),
    ...table(
      [
        left(t('reports.page.country')),
        left(t('reports.plan.paper.population')),
        right(t('reports.page.people')),
        left(t('reports.plan.paper.as-of')),
        left(t('reports.plan.paper.source'), true),
      ],
      projections,
    ),
  ]
}

function objectives(page: PlanPage): Block[] {
  const { document, t } = page
  if (document.objectives.length === 0) return []
  return [
    heading(1, t('reports.plan.paper.objectives'), true),
    ...document.objectives.flatMap((o): Block[] => [
      heading(2, `${o.number} ${o.title}`),
      ...text(o.narrative),
      ...o.areas.flatMap((area): Block[] => [
        heading(3, `${area.number} ${area.title}`),
        ...text(area.narrative),
        ...(area.bullets.length > 0 ? [{ kind: 'list', items: area.bullets } as const] : []),
        ...note(
          [
            area.groups.length > 0 ? `${t('reports.plan.paper.groups')}: ${area.groups.join(', ')}.` : '',
            area.peopleTargeted === null ? '' : `${t('reports.plan.paper.target')}: ${page.show(area.peopleTargeted)}.`,
            area.entitiesTargeted === null ? '' : `${t('reports.plan.paper.entities')}: ${page.show(area.entitiesTargeted)}.`,
            area.requiredUsd === null ? '' : `${t('reports.plan.paper.asked')}: ${page.usd(area.requiredUsd)}.`,
            area.confirmedUsd === null ? '' : `${t('reports.plan.paper.given')}: ${page.usd(area.confirmedUsd)}.`,
            area.planTypes.length > 0 ? `${area.planTypes.join(', ')}.` : '',
            area.isExample ? t('reports.plan.paper.example') : '',
          ]
            .filter(Boolean)
            .join(' '),
        ),
      ]),
    ]),
  ]
}

function organisations(page: PlanPage): Block[] {
  const { document, t, show } = page
  const lines = document.organisations.map((o) => [
    o.acronym && o.acronym !== o.name ? `${o.name} (${o.acronym})` : o.name,
    show(o.countries.length),
    show(o.activities),
    dollars(page, o.requirementUsd || null),
    dollars(page, o.contributionUsd),
    percent(page, o.coverage),
  ])
  const columns = ['countries', 'activities', 'asked', 'given', 'coverage'].map((key) => right(t(`reports.plan.paper.${key}`)))
  if (lines.length === 0) return []
  return [
    heading(1, t('reports.plan.paper.organisations'), true),
    ...table([left(t('reports.plan.paper.organisation'), true), ...columns], lines),
  ]
}

const method = ({ document, t }: PlanPage): Block[] => [
  heading(1, t('reports.plan.paper.method'), true),
  ...text(document.methods),
  ...(document.sources.length > 0
    ? [heading(2, t('reports.plan.paper.sources')), { kind: 'list', items: document.sources } as const]
    : []),
  ...(document.versions.length > 0
    ? [
        heading(2, t('reports.plan.paper.versions')),
        {
          kind: 'list',
          items: document.versions.map((v) => `${v.number} · ${v.published.slice(0, 10)}${v.note ? ` · ${v.note}` : ''}`),
        } as const,
      ]
    : []),
]
