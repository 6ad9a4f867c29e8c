/** What may be given in parts: a litre and a half, never a kit and a half. Also runs in the browser. */
import type { Service } from '../contract.ts'

const divisible = new Set(['litre', 'kilogram', 'gram', 'hour', 'month', 'metre', 'tonne'])

export const mayBeDivided = ({ unit }: Pick<Service, 'unit'>): boolean => divisible.has(unit.en?.one ?? '')
