/** Counted people as files: what is on the screen, small numbers hidden, with how it was made. */
import { writeXlsx } from 'hucre/xlsx'
import type { Translate } from '../../../core/i18n.ts'
import { csvText, guarded } from '../../../core/sheets.ts'
import type { Counted } from './contract.ts'

const tags: Record<string, string> = {
  country: '#country+name',
  admin1: '#adm1+name',
  sector: '#sector+name',
  organisation: '#org+name',
  month: '#date+month',
  group: '#population+type',
  'age-gender': '#population+age_gender',
}

/** A hidden number is a word, never an empty cell or nought. */
function rowsOf(table: Counted, t: Translate, withTags = false): (string | number)[][] {
  const number = (value: number | null) => value ?? t('figures.counted.hidden')
  const values = ['people', 'grouped', 'estimated']
  const { people: inAll } = table.estimated
  const isEstimated = table.lines.some((line) => line.estimated !== null)
  return [
    [...table.sides, ...values],
    ...(withTags
      ? [[...table.sides.map((s) => tags[s] ?? ''), '#reached+counted', '#reached+grouped', '#reached+estimated']]
      : []),
    ...table.lines.map((line) => [
      ...line.names.map(guarded),
      number(line.people),
      number(line.grouped),
      isEstimated ? number(line.estimated && Math.round(line.estimated)) : '',
    ]),
    [
      ...table.sides.map((_, i) => (i === 0 ? t('figures.total') : '')),
      table.people === null && inAll !== null ? t('figures.counted.not-added') : number(table.people),
      number(table.grouped),
      number(inAll && Math.round(inAll)),
    ],
  ]
}

export const countedCsv = (table: Counted, t: Translate, withTags = false): string => csvText(rowsOf(table, t, withTags))

export const countedXlsx = (table: Counted, t: Translate): Promise<Uint8Array> => {
  const made = [
    [t('figures.made.plan'), table.plan],
    [t('figures.made.from'), table.scope.from],
    [t('figures.made.until'), table.scope.until],
    [t('figures.counted.hidden-cells'), table.hidden],
    [t('figures.counted.how'), ''],
    [t('figures.made.countedAt'), table.countedAt],
  ]
  return writeXlsx({
    properties: { creator: 'Senda' },
    sheets: [
      {
        name: t('figures.sheet.counted'),
        rows: rowsOf(table, t),
        columns: [...table.sides.map(() => ({ width: 32 })), { width: 16 }, { width: 16 }, { width: 16 }],
        freezePane: { rows: 1, columns: table.sides.length },
      },
      { name: t('figures.sheet.made'), rows: made, columns: [{ width: 60 }, { width: 30 }] },
    ],
  })
}
