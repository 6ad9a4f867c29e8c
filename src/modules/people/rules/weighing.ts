/** What the levels of two records weigh, by how often they stand so of one person and of two; and what that makes of the two. */
import { type Compared, type Level, levelsOf, mayBeOne } from './comparison.ts'

/** How often two records stand so, if they are of one person (m) and if not (u). */
export type Model = {
  prior: number
  levels: Record<string, Record<string, { m: number; u: number }>>
  common: Record<string, number>
}

const start = (m: Record<string, number>, u: Record<string, number>) =>
  Object.fromEntries(Object.keys(m).map((level) => [level, { m: m[level]!, u: u[level]! }]))

/** What Senda begins with, before anything is learned from an organisation's own people. Pairs are those that share something at all. */
export const firstModel: Model = {
  prior: 0.02,
  common: {},
  levels: {
    given: start(
      { same: 0.55, sounds: 0.1, near: 0.13, part: 0.15, some: 0.04, other: 0.02, missing: 0.01 },
      { same: 0.03, sounds: 0.003, near: 0.006, part: 0.06, some: 0.3, other: 0.6, missing: 0.001 },
    ),
    family: start(
      { same: 0.55, sounds: 0.1, near: 0.13, part: 0.15, some: 0.04, other: 0.02, missing: 0.01 },
      { same: 0.05, sounds: 0.003, near: 0.006, part: 0.06, some: 0.4, other: 0.48, missing: 0.001 },
    ),
    birth: start(
      { same: 0.68, swapped: 0.03, digit: 0.08, 'year-off': 0.04, year: 0.06, about: 0.03, other: 0.02, missing: 0.06 },
      { same: 0.02, swapped: 0.005, digit: 0.02, 'year-off': 0.03, year: 0.35, about: 0.03, other: 0.5, missing: 0.045 },
    ),
    sex: start({ same: 0.97, other: 0.01, missing: 0.02 }, { same: 0.65, other: 0.33, missing: 0.02 }),
    document: start(
      { same: 0.3, near: 0.05, other: 0.05, missing: 0.6 },
      { same: 0.0001, near: 0.0001, other: 0.3, missing: 0.6998 },
    ),
    phone: start({ same: 0.2, other: 0.25, missing: 0.55 }, { same: 0.01, other: 0.43, missing: 0.56 }),
    place: start({ same: 0.55, other: 0.45 }, { same: 0.1, other: 0.9 }),
    companions: start({ same: 0.25, other: 0.25, missing: 0.5 }, { same: 0.02, other: 0.48, missing: 0.5 }),
  },
}

export const weightOf = (model: Model, { field, level }: Level): number => {
  const { m, u } = model.levels[field]?.[level] ?? { m: 1, u: 1 }
  return Math.log2(m / u)
}

export type Judgement = { score: number; reasons: { field: string; level: string; weight: number }[] }

/** undefined: never one person. */
export function judge(a: Compared, b: Compared, model: Model = firstModel): Judgement | undefined {
  const levels = levelsOf(a, b)
  if (!mayBeOne(a, b, levels)) return undefined
  const reasons = levels.map((l) => ({ ...l, weight: weightOf(model, l) }))
  const rarity = rarityOf(a, b, model)
  if (rarity !== 0) reasons.push({ field: 'name', level: rarity < 0 ? 'common' : 'rare', weight: rarity })
  const bits = reasons.reduce((sum, r) => sum + r.weight, Math.log2(model.prior / (1 - model.prior)))
  return { score: 1 / (1 + 2 ** -bits), reasons: reasons.map((r) => ({ ...r, weight: Math.round(r.weight * 100) / 100 })) }
}

/** A word that many bear says less, one that few bear says more. */
function rarityOf(a: Compared, b: Compared, { common }: Model): number {
  const usual = common['']
  if (usual === undefined) return 0
  const sounds = new Set([...a.given, ...a.family].map((w) => w.sound))
  const shared = new Set([...b.given, ...b.family].map((w) => w.sound).filter((sound) => sounds.has(sound)))
  const bits = [...shared].reduce((sum, sound) => sum + Math.log2(usual / (common[sound] ?? usual / 8)) / 2, 0)
  return Math.max(-5, Math.min(4, bits))
}
