/** Every figure of an overview as a table: the same lines for XLSX and CSV, with tags of the humanitarian exchange language. */
import { translator } from '../../../core/i18n.ts'
import type { OverviewDocument } from '../contract.ts'

export type Cell = string | number | null
export type Sheet = { name: string; head: string[]; tags: string[]; lines: Cell[][]; widths: number[] }

/** Fractions, where rows hold them, to six places: what adding leaves behind is not a figure. */
export const exact = (n: number): number => Math.round(n * 1e6) / 1e6

export function figuresSheet(document: OverviewDocument): Sheet {
  const t = translator(document.language)
  const countries = new Map(document.countries.map((c) => [c.code, c.name]))
  const sectors = new Map(document.sectors.map((s) => [s.id, s.name]))
  return {
    name: t('reports.form.sheet-figures'),
    head: [
      t('reports.form.figure'),
      t('reports.form.what'),
      t('reports.page.sector'),
      t('reports.page.country'),
      'ISO 3166',
      'Admin 1',
      t('reports.form.value'),
      t('reports.form.unit'),
      t('reports.figure.rows'),
      t('reports.figure.period'),
      t('reports.figure.period'),
      t('reports.page.method'),
    ],
    tags: [
      '#indicator+code',
      '#indicator+name',
      '#sector+name',
      '#country+name',
      '#country+code',
      '#adm1+code',
      '#indicator+value+num',
      '#indicator+unit',
      '#meta+rows',
      '#date+start',
      '#date+end',
      '#meta+method',
    ],
    widths: [26, 44, 28, 22, 9, 10, 14, 30, 8, 10, 10, 26],
    lines: Object.entries(document.figures).map(([key, f]) => [
      key,
      f.label,
      f.reference.sector === undefined ? '' : (sectors.get(f.reference.sector) ?? ''),
      f.reference.country === undefined ? '' : (countries.get(f.reference.country) ?? ''),
      f.reference.country ?? '',
      f.reference.admin1 ?? '',
      exact(f.value),
      t(`reports.measure.${f.reference.measure}`),
      f.rows,
      f.reference.from,
      f.reference.until,
      f.reference.method === 'stored' ? document.methodName : t(`reports.method.${f.reference.method}`),
    ]),
  }
}
