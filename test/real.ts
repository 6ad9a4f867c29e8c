/** The plan year 2021 with its lists as they came, from the folder of real data. */
import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import type { Context } from '../src/core/context.ts'
import { loadPlaces } from '../src/modules/places/load.ts'
import { createPlan } from '../src/modules/plan/actions.ts'
import type { ListName } from '../src/modules/plan/contract.ts'
import { importList } from '../src/modules/plan/lists/import.ts'
import { shared } from './shared.ts'

const lists: [ListName, string][] = [
  ['places', 'admin1-2021.csv'],
  ['organisations', 'organisations-2021.csv'],
  ['implementers', 'implementers-2021.csv'],
  ['indicators', 'indicators-2021.csv'],
  ['proportions', 'apportioning-2021.csv'],
]

/** The two forms in which the same 22 496 rows are at hand; undefined where the folder is absent. */
export const real = { csv: shared('r4v/5w-2021-jan-may.csv'), xlsx: shared('r4v/5w-2021-jan-may.xlsx') }

export async function planOf2021(ctx: Context, code: string): Promise<number> {
  await loadPlaces(ctx.db)
  const { id } = await createPlan(ctx, { code, firstMonth: '2021-01', lastMonth: '2021-12', defaultMethod: 'max-sector' })
  for (const [list, file] of lists)
    await importList(
      ctx,
      code,
      list,
      parse(await readFile(shared(`r4v/${file}`)!), { bom: true, relax_column_count: true }),
      file,
    )
  return id
}

/** code → rows, and the last line as `any`. */
export async function expectedFindings(): Promise<{ codes: Record<string, number>; any: number }> {
  const rows = parse(await readFile(shared('r4v/expected-findings-2021.csv')!), { from: 2 }) as [string, string][]
  const counts = rows.map(([code, count]): [string, number] => [code, Number(count)])
  return {
    codes: Object.fromEntries(counts.filter(([code]) => code !== 'any finding')),
    any: counts.find(([code]) => code === 'any finding')![1],
  }
}
