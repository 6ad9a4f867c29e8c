/** A table of people and which of its numbers are hidden. Pure. */
import type { Cell } from '../../delivery/rules/suppress.ts'
import type { Side } from './grouping.ts'

export type Table = { sides: readonly Side[]; cells: readonly Cell[] }
/** `hidden`: by `keyOf`. */
export type Shown = Table & { hidden: Set<string> }

export const keyOf = (keys: readonly string[]): string => keys.join('\n')
/** The keys along some of all sides. */
export const keysAlong = (some: readonly Side[], all: readonly Side[], keys: readonly string[]): string[] =>
  some.map((side) => keys[all.indexOf(side)]!)
