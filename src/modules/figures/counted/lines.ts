/** The lines of a table of counted people: who was counted, who was given something without registration, what is estimated. */
import type { Context } from '../../../core/context.ts'
import { least } from '../../delivery/rules/suppress.ts'
import type { Counted } from './contract.ts'
import { estimatesOf } from './estimates.ts'
import type { Side } from './grouping.ts'
import { fewestTold, hiddenTogether, tablesFor } from './hiding.ts'
import { namesOfSides } from './names.ts'
import type { Found } from './queries.ts'
import type { Plan, Scope, Seen } from './scope.ts'
import { keyOf } from './shown.ts'

/** One column of the table; which of its numbers are hidden, by their keys; how many there must be in all for the sum to be told. */
type Column = { found: Found[]; hidden: Set<string>; fewest: number }

/** @param read the same numbers by other sides @param isNarrow small ones are hidden */
export async function columnOf(sides: Side[], read: (by: Side[]) => Promise<Found[]>, isNarrow: boolean): Promise<Column> {
  if (!isNarrow) return { found: await read(sides), hidden: new Set(), fewest: 0 }
  const tables: { sides: Side[]; cells: Found[] }[] = []
  for (const by of tablesFor(sides)) tables.push({ sides: by, cells: await read(by) })
  const at = tables.findIndex((table) => keyOf(table.sides) === keyOf(sides))
  const shown = hiddenTogether(tables)
  return { found: tables[at]!.cells, hidden: shown[at]!.hidden, fewest: fewestTold(shown) }
}

type Columns = { people: Column; grouped: Column; isNarrow: boolean }

export async function linesOf(
  ctx: Context,
  plan: Plan,
  sides: Side[],
  scope: Seen,
  { people, grouped, isNarrow }: Columns,
): Promise<Counted['lines']> {
  const [of, inGroups] = [numbersOf(people), numbersOf(grouped)]
  const all = [...people.found, ...grouped.found.filter((g) => !of.has(g.keys))]
  const names = await namesOfSides(ctx.db, plan, sides, all, ctx.language)
  const estimates = await estimatesOf(ctx, plan, sides, scope)
  return all
    .toSorted((a, b) => names.compare(a.keys, b.keys))
    .map(({ keys }) => ({
      keys,
      names: names.of(keys),
      people: of.shown(keys),
      grouped: inGroups.shown(keys),
      estimated: estimates ? estimateBeside(of.shown(keys), estimates.get(keys[0]!) ?? 0, isNarrow) : null,
      link: linkTo(plan.code, sides, keys, scope),
    }))
}

function numbersOf({ found, hidden }: Column) {
  const numbers = new Map(found.map((f) => [keyOf(f.keys), f.people]))
  return {
    has: (keys: string[]) => numbers.has(keyOf(keys)),
    shown: (keys: string[]) => (hidden.has(keyOf(keys)) ? null : (numbers.get(keyOf(keys)) ?? 0)),
  }
}

/** An estimate says about as much as the number beside it: it is hidden with it. */
const estimateBeside = (people: number | null, estimate: number, isNarrow: boolean): number | null =>
  isNarrow && (people === null || (estimate > 0 && estimate < least)) ? null : estimate

/** The way down: the computed rows, from each of which its entries open. Rows do not know groups or ages. */
function linkTo(plan: string, sides: Side[], keys: string[], scope: Scope): string | null {
  const of = Object.fromEntries(sides.map((side, i) => [side, keys[i]!]))
  const { from, until, country, admin1, sector, organisation } = scope
  const months = of.month ? { month: of.month } : from === until ? { month: from } : { from, until }
  const filter = {
    plan,
    ...months,
    country,
    admin1,
    sector,
    organisation,
    ...of,
    'age-gender': undefined,
    group: undefined,
    computed: 'yes',
  }
  const given = Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
  return `/activities?${new URLSearchParams(given)}`
}
