/** States in the order in which the screens offer them. */
import type { ActivityState as State } from '../../modules/plan/submissions/contract.ts'

export const states: readonly State[] = [
  'draft',
  'returned',
  'submitted',
  'endorsed',
  'validated',
  'approved',
  'published',
  'withdrawn',
]
