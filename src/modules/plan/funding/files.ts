/** Coverage and contributions as files: what is on the screen, nothing retyped. */
import { writeXlsx } from 'hucre/xlsx'
import { type Translate, translator } from '../../../core/i18n.ts'
import { csvText, guarded, sheetName } from '../../../core/sheets.ts'
import type { Coverage, CoverageBy, CoverageLine, Donor } from './contract.ts'

/** The columns of a coverage file; the first is named by what the lines are. */
const columns: [string, (line: CoverageLine) => string][] = [
  ['requirement_usd', (l) => l.requirement],
  ['in_kind_usd', (l) => l.inKind],
  ['cash_usd', (l) => l.cash],
  ['contributed_usd', (l) => l.contributed],
  ['pledged_usd', (l) => l.pledged],
  ['coverage', (l) => (l.coverage === null ? '' : String(l.coverage))],
  ['gap_usd', (l) => l.gap],
]

/** A line per name, then «Not specified», last the total. Coverage is a share: 0.3496. */
export function coverageCsv({ by, lines, total }: Coverage): string {
  const rows = [...lines, total].map((line) => [line.name, ...columns.map(([, of]) => of(line))])
  return csvText([[by, ...columns.map(([name]) => name)], ...rows])
}

type Cell = string | number | null

/** One sheet each for countries, sectors, organisations and donors, and one that says how it was made. */
export function coverageXlsx(
  coverages: Record<CoverageBy, Coverage>,
  donors: Donor[],
  language: Parameters<typeof translator>[0],
): Promise<Uint8Array> {
  const t = translator(language)
  const sheets = (Object.keys(coverages) as CoverageBy[]).map((by) =>
    sheet(t(`plan.funding.by.${by}`), coverageRows(coverages[by], t)),
  )
  const given = [
    [t('plan.funding.column.donor'), t('plan.funding.column.given'), t('plan.funding.column.pledged')],
    ...donors.map((d): Cell[] => [guarded(d.name), Number(d.given), Number(d.pledged)]),
  ]
  const { plan, basis, countedAt } = coverages.country
  const made = [
    ['plan', plan],
    ['basis', t(`plan.funding.basis.${basis}`)],
    ['countedAt', countedAt],
  ]
  return writeXlsx({
    properties: { creator: 'Senda' },
    sheets: [...sheets, sheet(t('plan.funding.by.donor'), given), sheet(t('plan.funding.made'), made)],
  })
}

function coverageRows({ by, lines, total }: Coverage, t: Translate): Cell[][] {
  const head = [
    t(`plan.funding.by.${by}`),
    ...[
      'requirement',
      'in-kind',
      'cash',
      'given',
      'received',
      'passed-on',
      'contributed',
      'pledged',
      'coverage',
      'gap',
      'target',
      'cost',
    ].map((c) => t(`plan.funding.column.${c}`)),
  ] // prettier-ignore
  const body = [...lines, total].map((l): Cell[] => [
    guarded(l.name),
    ...[l.requirement, l.inKind, l.cash, l.given, l.received, l.passedOn, l.contributed, l.pledged].map(Number),
    l.coverage,
    Number(l.gap),
    l.targetPeople,
    l.costPerPerson === null ? null : Number(l.costPerPerson),
  ])
  return [head, ...body]
}

const sheet = (name: string, rows: Cell[][]) => ({
  name: sheetName(name),
  rows,
  columns: (rows[0] ?? []).map((_, i) => ({ width: i === 0 ? 40 : 18 })),
  freezePane: { rows: 1, columns: 1 },
})
