/** What differs in the plan as it is told: the whole, its objectives and areas, each text in each language, each number. */
import type { Context } from '../../../core/context.ts'
import { languages, type Texts, type Translate, textIn, translator } from '../../../core/i18n.ts'
import type { Area, CrisisPlan, Lines, Objective, Profile } from '../areas/contract.ts'
import { inWords, type NameOf } from './cells.ts'
import type { CellDifference, TextDifference } from './contract.ts'

type Told = { id: string; names: Texts; cells: Map<string, { name: string; words: string | null }> }

export function textDifferences(
  { language }: Context,
  earlier: CrisisPlan | undefined,
  later: CrisisPlan | undefined,
  nameOf: NameOf,
): TextDifference[] {
  const t = translator(language)
  const say = { t, nameOf }
  const [a, b] = [toldIn(earlier, say), toldIn(later, say)]
  return [...new Map([...a, ...b]).keys()].flatMap((id): TextDifference[] => {
    const [before, after] = [a.get(id), b.get(id)]
    const cells = cellsThatDiffer(before, after)
    if (cells.length === 0) return []
    const what = !before ? 'added' : !after ? 'gone' : 'changed'
    return [{ of: textIn((after ?? before)!.names, language) || t('plan.versions.whole'), what, cells }]
  })
}

function cellsThatDiffer(before: Told | undefined, after: Told | undefined): CellDifference[] {
  return [...new Map([...(before?.cells ?? []), ...(after?.cells ?? [])])].flatMap(([cell, { name }]) => {
    const [one, other] = [before?.cells.get(cell)?.words ?? null, after?.cells.get(cell)?.words ?? null]
    return one === other ? [] : [{ cell, name, before: one, after: other }]
  })
}

type Say = { t: Translate; nameOf: NameOf }
function toldIn(plan: CrisisPlan | undefined, say: Say): Map<string, Told> {
  if (!plan) return new Map()
  const told = [
    ...(plan.profile ? [profile(plan.profile, say)] : []),
    ...plan.objectives.flatMap((o) => [objective(o, say), ...o.areas.map((a) => area(a, o, say))]),
  ]
  return new Map(told.map((one) => [one.id, one]))
}

const profile = (p: Profile, say: Say): Told => ({
  id: 'profile',
  names: {},
  cells: new Map([
    ...texts('narrative', p.narratives, say),
    ...numbers({ peopleInNeed: p.peopleInNeed, peopleTargeted: p.peopleTargeted }, say),
    list(
      'countries',
      p.countries.map((code) => say.nameOf('place', code)),
      say,
    ),
    list('donors', p.donors, say),
  ]),
})

const objective = (o: Objective, say: Say): Told => ({
  id: o.id,
  names: o.names,
  cells: new Map([...texts('name', o.names, say), ...texts('narrative', o.narratives, say)]),
})

const area = (a: Area, { names }: Objective, say: Say): Told => ({
  id: a.id,
  names: a.names,
  cells: new Map([
    ...texts('name', a.names, say),
    ...texts('objective', names, say),
    ...texts('narrative', a.narratives, say),
    ...texts('bullets', linesAsTexts(a.bullets), say),
    list(
      'targetGroups',
      a.targetGroups.map((group) => say.t(`plan.areas.group.${group}`)),
      say,
    ),
    ...numbers({ peopleTargeted: a.peopleTargeted, entitiesTargeted: a.entitiesTargeted }, say),
    ...numbers({ fundingRequiredUsd: a.fundingRequiredUsd, fundingConfirmedUsd: a.fundingConfirmedUsd }, say, 'inKindUsd'),
    list(
      'planTypes',
      a.planTypes.map((type) => say.t(`plan.areas.type.${type}`)),
      say,
    ),
    list(
      'countries',
      a.countries.map((code) => say.nameOf('place', code)),
      say,
    ),
  ]),
})

type Cell = [string, { name: string; words: string | null }]
const texts = (cell: string, of: Texts, { t }: Say): Cell[] =>
  languages
    .filter((language) => of[language])
    .map((language) => [
      `${cell} ${language}`,
      { name: t('plan.versions.in-language', { cell: t(`plan.versions.cell.${cell}`), language }), words: of[language]! },
    ])
const linesAsTexts = (lines: Lines): Texts =>
  Object.fromEntries(Object.entries(lines).map(([language, of]) => [language, (of ?? []).map((line) => `• ${line}`).join('\n')]))
const numbers = (of: Record<string, number | null>, { t, nameOf }: Say, as = ''): Cell[] =>
  Object.entries(of).map(([cell, n]) => [
    cell,
    { name: t(`plan.versions.cell.${cell}`), words: inWords(as || cell, n, nameOf, t) },
  ])
const list = (cell: string, words: string[], { t }: Say): Cell => [
  cell,
  { name: t(`plan.versions.cell.${cell}`), words: words.join(', ') || null },
]
