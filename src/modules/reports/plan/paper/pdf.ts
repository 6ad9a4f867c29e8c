/** The plan as PDF/UA. */
import { typeset } from '../../render/typst.ts'
import type { PlanPaper } from './blocks.ts'

export const planPdf = ({ maps, ...paper }: PlanPaper): Buffer =>
  typeset('plan.typ', paper, Object.fromEntries(Object.entries(maps).map(([name, svg]) => [name, Buffer.from(svg)])))
