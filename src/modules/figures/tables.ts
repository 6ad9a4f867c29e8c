/** Tables of people reached: lines by key, one value per method, the total by method. */
import type { Db } from '../../core/database.ts'
import { Problem } from '../../core/problem.ts'
import type { Plan } from '../plan/contract.ts'
import { listMethods } from '../plan/queries.ts'
import { type By, type Reached, ReachedMethod } from './contract.ts'
import { type Naming, namesOf } from './names.ts'
import { type MethodPlan, reachedBy, reachedByCell, type Scope } from './queries.ts'

/** `sum,max-sector` as people write methods; empty is the stored one. */
export function methodsFrom(text: string | undefined): ReachedMethod[] {
  const words = (text ?? 'stored')
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean)
  if (words.length === 0) throw new Problem(422, 'figures/method-unknown', { method: text ?? '' })
  return [...new Set(words)].map((word) => {
    const parsed = ReachedMethod.safeParse(word)
    if (!parsed.success) throw new Problem(422, 'figures/method-unknown', { method: word })
    return parsed.data
  })
}

export const withMethods = async (db: Db, plan: Plan): Promise<Plan & MethodPlan> => ({
  ...plan,
  methods: await listMethods(db, plan.id),
})

/** The methods between which a plan's range is shown: splitting by cell came with the plans of 2022. */
export const rangeMethods = (plan: Plan): ReachedMethod[] => [
  'sum',
  'max-sector',
  'max-age-gender',
  'southern-cone',
  ...(plan.firstMonth >= '2022' ? (['max-cell'] as const) : []),
]

export async function reachedTable(
  db: Db,
  plan: Plan & MethodPlan,
  scope: Scope,
  by: By,
  methods: ReachedMethod[],
  naming: Naming,
): Promise<Reached> {
  if (scope.from > scope.until) throw new Problem(422, 'figures/months-reversed', { from: scope.from, until: scope.until })
  const found =
    by === 'population' || by === 'age-gender'
      ? await reachedByCell(db, plan, scope, by, methods)
      : await reachedBy(db, plan, scope, by, methods)
  const keyed = found.flatMap((line) => (line.key === null ? [] : [{ ...line, key: line.key }]))
  const names = await namesOf(
    db,
    plan,
    by,
    keyed.map((line) => line.key),
    naming,
  )
  const lines = keyed
    .sort((a, b) => names.compare(a.key, b.key))
    .map((line) => ({ key: line.key, name: names.of(line.key), values: line.values, rows: line.rows }))
  const total = found.find((line) => line.key === null)?.values ?? methods.map(() => 0)
  const { reach: _, ...asked } = scope
  return { plan: plan.code, scope: asked, by, methods, lines, total, range: rangeOf(total), countedAt: new Date().toISOString() }
}

export const rangeOf = (totals: number[]) => ({ least: Math.min(...totals), most: Math.max(...totals) })
