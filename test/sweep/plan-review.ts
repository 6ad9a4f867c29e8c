/** What the review of a plan owes to whom. */
import type { Expectation } from './expectations.ts'

export const planReview: Record<string, Expectation> = {}
