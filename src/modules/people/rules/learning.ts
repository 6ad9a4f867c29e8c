/** Weights learned from the data without anybody saying which pairs are one person: expectation and maximisation over the levels of the pairs. */
import { type Compared, fields, type Levels } from './comparison.ts'
import { firstModel, type Model, weightOf } from './weighing.ts'

/** The levels of a pair in the order of the fields, and whether they may be one person at all → how many pairs stand so. */
export type Patterns = Map<string, number>

export const patternOf = (levels: Levels, mayBe: boolean): string =>
  [mayBe ? 'may' : 'not', ...levels.map((l) => l.level)].join('|')

/** What Senda begins with counts as so many pairs: a few odd ones do not turn a weight round. */
const faith = 20
const fewestPairs = 500
const rounds = 60

export function learn(patterns: Patterns, common: Record<string, number>): Model {
  const total = [...patterns.values()].reduce((sum, n) => sum + n, 0)
  const list = [...patterns].map(([pattern, count]) => {
    const [may, ...levels] = pattern.split('|')
    return { mayBe: may === 'may', levels, count }
  })
  let model: Model = { ...firstModel, common }
  if (total < fewestPairs) return model
  for (let round = 0; round < rounds; round++) {
    const next = maximised(list, model, total)
    const moved = Math.abs(next.prior - model.prior) / model.prior
    model = { ...next, common }
    if (moved < 1e-4) break
  }
  return isSound(model) ? model : { ...firstModel, common }
}

/** Where hardly anybody is registered twice, what is learned may be another likeness, that of families: then what agrees speaks against being one. */
const speaking = ['given', 'family', 'birth', 'sex', 'document']
const isSound = (model: Model): boolean => speaking.every((field) => weightOf(model, { field, level: 'same' }) > 0)

type Listed = { mayBe: boolean; levels: string[]; count: number }

function maximised(list: Listed[], model: Model, total: number): Omit<Model, 'common'> {
  const ofOne = fields.map(() => new Map<string, number>())
  const ofTwo = fields.map(() => new Map<string, number>())
  let ones = 0
  for (const { mayBe, levels, count } of list) {
    // Who cannot be one person, whatever the weights say, teaches what two look like: brothers and sisters among them.
    const share = mayBe ? probability(levels, model) * count : 0
    ones += share
    levels.forEach((level, f) => {
      ofOne[f]!.set(level, (ofOne[f]!.get(level) ?? 0) + share)
      ofTwo[f]!.set(level, (ofTwo[f]!.get(level) ?? 0) + count - share)
    })
  }
  const levels = Object.fromEntries(
    fields.map((field, f) => [field, shares(firstModel.levels[field]!, ofOne[f]!, ofTwo[f]!, ones, total - ones)]),
  )
  return { prior: Math.min(0.9, Math.max(1e-6, (ones + 1) / (total + 2))), levels }
}

const shares = (
  first: Record<string, { m: number; u: number }>,
  ofOne: Map<string, number>,
  ofTwo: Map<string, number>,
  ones: number,
  twos: number,
) =>
  Object.fromEntries(
    Object.entries(first).map(([level, { m, u }]) => [
      level,
      {
        m: ((ofOne.get(level) ?? 0) + m * faith) / (ones + faith),
        u: ((ofTwo.get(level) ?? 0) + u * faith) / (twos + faith),
      },
    ]),
  )

function probability(levels: string[], model: Model): number {
  let odds = model.prior / (1 - model.prior)
  for (let f = 0; f < levels.length; f++) {
    const { m, u } = model.levels[fields[f]!]![levels[f]!] ?? { m: 1, u: 1 }
    odds *= m / u
  }
  return odds / (1 + odds)
}

const mostCommon = 2000

/** Share of persons who bear each word, the most common ones; under '': the share that a word met at random has. */
export function commonWords(persons: readonly Compared[]): Record<string, number> {
  const counts = new Map<string, number>()
  for (const p of persons)
    for (const sound of new Set([...p.given, ...p.family].map((w) => w.sound))) counts.set(sound, (counts.get(sound) ?? 0) + 1)
  const all = [...counts.values()].reduce((sum, n) => sum + n, 0)
  if (all === 0) return {}
  const usual = [...counts.values()].reduce((sum, n) => sum + n * n, 0) / all / persons.length
  const top = [...counts].sort((a, b) => b[1] - a[1]).slice(0, mostCommon)
  return { '': usual, ...Object.fromEntries(top.map(([word, n]) => [word, n / persons.length])) }
}
