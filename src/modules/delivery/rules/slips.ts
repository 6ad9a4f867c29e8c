/** Numbers that are likelier a slip of the finger than what was given. Also runs in the browser. */
import type { Service } from '../contract.ts'

/** No single entry counts more: a whole camp, a whole day at the largest crossing is below it. */
export const mostCounted = 100_000
/** Beyond it whoever writes is asked once more; true numbers go through. */
const askedBeyond = 2000
/** So many times what one person usually gets. */
const timesUsual = 50

/** @returns whether to ask once more before it is written */
export const isUnlikely = (people: number, quantity: number, { defaultQuantity }: Pick<Service, 'defaultQuantity'>): boolean =>
  people > askedBeyond || quantity > people * Math.max(1, defaultQuantity) * timesUsual
