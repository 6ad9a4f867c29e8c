/** Columns and bars that tables of a printed plan share. */
import { type Look, looks } from '../../../plan/look.ts'
import { dash, type PlanPage } from '../pages/parts.ts'
import { type Cell, left, right } from './blocks.ts'

/** Bars of one table share one scale. */
export const barOf = (n: number | null, most: number, colour = '#0b5cab'): Cell =>
  n === null || most === 0 ? '' : { bar: (100 * n) / most, colour }
export const colourOf = (look: string): string => looks[(look in looks ? look : 'common') as Look].light

export const peopleColumns = ({ t }: PlanPage) => [
  right(t('reports.plan.paper.need')),
  right(t('reports.plan.paper.target')),
  left('', true),
  right(t('reports.plan.paper.reached')),
]

/** Whole dollars under a title that says so. */
export const dollars = (page: PlanPage, n: number | null): string => (n === null ? dash : page.show(Math.round(n)))
