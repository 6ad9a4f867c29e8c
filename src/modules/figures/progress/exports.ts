/** Progress as files: the table of the screen, and every activity beside its reports. */
import { writeXlsx } from 'hucre/xlsx'
import type { Translate } from '../../../core/i18n.ts'
import { csvText, guarded, sheetName } from '../../../core/sheets.ts'
import type { Progress, ProgressLine } from './contract.ts'

const header = [
  ...[
    'key',
    'name',
    'activities',
    'silent',
    'reports',
    'unplanned',
    'people_planned',
    'people_expected',
    'people_reached',
    'people_comparable',
    'people_share',
  ],
  ...['trained_planned', 'trained', 'output_planned', 'output', 'cash_usd_planned', 'cash_usd'],
]

/** Cents are kept, thirds of a person are not. */
const plain = (value: number): number => Math.round(value * 100) / 100

const share = ({ people }: ProgressLine): number | '' =>
  people.planned > 0 ? Math.round((1000 * people.comparable) / people.planned) / 1000 : ''

const cellsOf = (line: ProgressLine): (string | number)[] => [
  ...[
    line.activities,
    line.silent,
    line.rows,
    line.unplanned,
    plain(line.people.planned),
    line.people.expected,
    plain(line.people.reported),
    plain(line.people.comparable),
    share(line),
  ],
  ...[line.trained, line.output, line.cash].flatMap((pair) => [plain(pair.planned), plain(pair.reported)]),
  ...(line.money ? [Number(line.money.required), Number(line.money.contributed)] : ['', '']),
]

const rowsOf = ({ lines, total }: Progress, totalName: string): (string | number)[][] => [
  ...lines.map((line) => [guarded(line.key), guarded(line.name), ...cellsOf(line)]),
  ['', totalName, ...cellsOf(total)],
]

/** Header, lines, and last the total, which across sectors is counted by the plan's method and is not the sum of the lines. */
export const progressCsv = (progress: Progress, totalName: string): string => csvText([header, ...rowsOf(progress, totalName)])

export const progressXlsx = (progress: Progress, t: Translate): Promise<Uint8Array> =>
  writeXlsx({
    properties: { creator: 'Senda' },
    sheets: [
      {
        name: sheetName(t('figures.progress.sheet')),
        rows: [header.map((column) => t(`figures.progress.column.${column}`)), ...rowsOf(progress, t('figures.total'))],
        columns: header.map((column) => ({ width: column === 'name' ? 40 : 16 })),
        freezePane: { rows: 1, columns: 2 },
      },
      {
        name: sheetName(t('figures.sheet.made')),
        rows: [
          [t('figures.made.plan'), progress.plan],
          [t('figures.progress.version'), progress.version ?? '–'],
          [t('figures.made.from'), progress.scope.from],
          [t('figures.made.until'), progress.scope.until],
          [t('figures.progress.method'), t(`plan.method.${progress.method}`)],
          [t('figures.progress.pace'), progress.pace.share],
          [t('figures.made.countedAt'), progress.countedAt],
        ],
        columns: [{ width: 28 }, { width: 40 }],
      },
    ],
  })
