/** How the keys of a table of counted people are called, and in which order its lines stand. */
import type { Db } from '../../../core/database.ts'
import type { Language } from '../../../core/i18n.ts'
import type { Plan } from '../../plan/contract.ts'
import type { By } from '../contract.ts'
import { namesOf } from '../names.ts'
import type { Side } from './grouping.ts'
import type { Found } from './queries.ts'

/** The same side as the tables of figures call it. */
export const byOf: Record<Side, By> = {
  country: 'country',
  admin1: 'admin1',
  sector: 'sector',
  organisation: 'organisation',
  month: 'month',
  group: 'population',
  'age-gender': 'age-gender',
}

export async function namesOfSides(db: Db, plan: Plan, sides: readonly Side[], found: readonly Found[], language: Language) {
  const names = await Promise.all(
    sides.map((side, i) => namesOf(db, plan, byOf[side], [...new Set(found.map((f) => f.keys[i]!))], language)),
  )
  return {
    of: (keys: readonly string[]): string[] => keys.map((key, i) => names[i]!.of(key)),
    compare: (a: readonly string[], b: readonly string[]): number => {
      for (let i = 0; i < sides.length; i++) {
        const order = a[i] === b[i] ? 0 : names[i]!.compare(a[i]!, b[i]!)
        if (order !== 0) return order
      }
      return 0
    },
  }
}
