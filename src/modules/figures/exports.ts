/** Tables of people reached as files: what is on the screen, nothing retyped. */
import { writeXlsx } from 'hucre/xlsx'
import type { Translate } from '../../core/i18n.ts'
import { csvText, guarded } from '../../core/sheets.ts'
import type { By, Reached } from './contract.ts'

/** Tags of the humanitarian exchange language for each kind of line. */
const tags: Record<By, string> = {
  country: '#country+name',
  admin1: '#adm1+name',
  sector: '#sector+name',
  organisation: '#org+name',
  month: '#date+month',
  population: '#population+type',
  'age-gender': '#population+age_gender',
}

/** Header, lines, and last the total. Names that a spreadsheet would take for a formula are quoted for it. */
export function reachedRows(table: Reached, totalName: string, withTags = false): (string | number)[][] {
  return [
    [table.by, ...table.methods],
    ...(withTags ? [[tags[table.by], ...table.methods.map((m) => `#reached+${m.replaceAll('-', '_')}`)]] : []),
    ...table.lines.map((line) => [guarded(line.name), ...line.values]),
    [totalName, ...table.total],
  ]
}

export const reachedCsv = (table: Reached, totalName: string, withTags = false): string =>
  csvText(reachedRows(table, totalName, withTags), { number: plain })

/** Whole numbers without decimals; fractions of people, where rows hold them, as exact as they are. */
const plain = (value: number): string => String(Math.round(value * 1e6) / 1e6)

/** The table as a workbook, with a second sheet that says how it was made: period, rows counted, moment. */
export const reachedXlsx = (table: Reached, t: Translate): Promise<Uint8Array> => {
  const { from, until, include } = table.scope
  const made = [
    ['plan', table.plan],
    ['from', from],
    ['until', until],
    ['include', include],
    ['countedAt', table.countedAt],
  ] as const
  return writeXlsx({
    properties: { creator: 'Senda' },
    sheets: [
      {
        name: t('figures.sheet.reached'),
        rows: reachedRows(table, t('figures.total')),
        columns: [{ width: 40 }, ...table.methods.map(() => ({ width: 18 }))],
        freezePane: { rows: 1, columns: 1 },
      },
      {
        name: t('figures.sheet.made'),
        rows: made.map(([key, value]) => [t(`figures.made.${key}`), value]),
        columns: [{ width: 24 }, { width: 40 }],
      },
    ],
  })
}
