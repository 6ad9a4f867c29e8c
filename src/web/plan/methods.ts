/** The methods of people reached, in their order. */
import type { Method } from '../../modules/plan/contract.ts'

export const methods = ['sum', 'max-sector', 'max-age-gender', 'southern-cone', 'max-cell'] as const satisfies Method[]
