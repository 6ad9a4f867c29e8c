/**
 * Shares of people in need from a household survey, with 95 % confidence intervals. Pure; also runs in the browser.
 *
 * Score: the weights of the deprivations a household has, each once; in need above 0.333. A sector's share: in need, and deprived in it.
 * Interval: Wilson's, on the effective sample size p(1−p)/V, where V is the Taylor-linearised variance of a weighted share over strata and
 * clusters (Korn and Graubard, Analysis of Health Surveys, 1999; Franco and others, Journal of Survey Statistics and Methodology 7, 2019).
 * A share of 0 or 1 has no such variance: there the sample size is Kish's, (Σw)²/Σw². It is never above the number of respondents.
 */
import type { SurveyIndicator } from '../contract.ts'
import { numberOf } from './weights.ts'

/** No sum of the standard weights lies nearer to it than 0.0001: the order of adding does not matter. */
export const threshold = 0.333
const z = 1.959963984540054

/** One household: which of the deprivations it has, in the order of the indicators. Without clusters each is its own. */
export type Respondent = { weight: number; stratum: string; cluster: string; deprived: readonly boolean[] }
export type Estimate = { share: number; low: number; high: number; inNeed: number; effective: number }

export const overall = 'overall'

/** What is estimated: the overall share, each sector, and parts that are sectors of their own. */
export const measuresOf = (indicators: readonly SurveyIndicator[]): string[] => [
  overall,
  ...new Set(indicators.map((i) => i.sector)),
  ...new Set(indicators.flatMap((i) => (i.part === undefined ? [] : [i.part]))),
]

/** Shares by measure. An empty sample has none. */
export function sharesOf(sample: readonly Respondent[], indicators: readonly SurveyIndicator[]): Map<string, Estimate> {
  if (sample.length === 0) return new Map()
  const weights = indicators.map((i) => numberOf(i.weight))
  const inNeed = sample.map(
    ({ deprived }) => weights.reduce((score, weight, i) => score + (deprived[i] ? weight : 0), 0) > threshold,
  )
  return new Map(
    measuresOf(indicators).map((measure) => {
      const own = indicators.flatMap((i, at) => (measure === overall || i.sector === measure || i.part === measure ? [at] : []))
      const hits = sample.map(({ deprived }, i) => inNeed[i]! && (measure === overall || own.some((at) => deprived[at])))
      return [measure, estimate(sample, hits)]
    }),
  )
}

/** A variance that is nought comes out as the square of rounding errors: far below that of any sample that can be drawn. */
const rounding = 1e-18

/** The weighted share of those that are hit. */
export function estimate(sample: readonly Omit<Respondent, 'deprived'>[], hits: readonly boolean[]): Estimate {
  const all = sample.reduce((sum, r) => sum + r.weight, 0)
  const share = Math.min(1, sample.reduce((sum, r, i) => sum + (hits[i] ? r.weight : 0), 0) / all)
  const kish = all ** 2 / sample.reduce((sum, r) => sum + r.weight ** 2, 0)
  const variance = share > 0 && share < 1 ? linearised(sample, hits, share, all) : 0
  const effective = Math.min(sample.length, variance > rounding ? (share * (1 - share)) / variance : kish)
  return { share, ...wilson(share, effective), inNeed: hits.filter(Boolean).length, effective }
}

/** Clusters of a stratum around their mean; the only cluster of a stratum around nought. */
function linearised(
  sample: readonly Omit<Respondent, 'deprived'>[],
  hits: readonly boolean[],
  share: number,
  all: number,
): number {
  const strata = new Map<string, Map<string, number>>()
  sample.forEach(({ weight, stratum, cluster }, i) => {
    const clusters = strata.get(stratum) ?? new Map<string, number>()
    strata.set(stratum, clusters.set(cluster, (clusters.get(cluster) ?? 0) + (weight * ((hits[i] ? 1 : 0) - share)) / all))
  })
  let variance = 0
  for (const clusters of strata.values()) {
    const [sums, n] = [[...clusters.values()], clusters.size]
    const mean = n > 1 ? sums.reduce((a, b) => a + b, 0) / n : 0
    variance += (n > 1 ? n / (n - 1) : 1) * sums.reduce((total, sum) => total + (sum - mean) ** 2, 0)
  }
  return variance
}

function wilson(share: number, n: number): { low: number; high: number } {
  const under = 1 + z ** 2 / n
  const middle = (share + z ** 2 / (2 * n)) / under
  const half = (z / under) * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2))
  return { low: Math.max(0, Math.min(share, middle - half)), high: Math.min(1, Math.max(share, middle + half)) }
}
