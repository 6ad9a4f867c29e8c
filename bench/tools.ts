/** What a bench file is: a name, and a run that returns measures, each beside its target and a reference measured in the same run. */
import type { Db } from '../src/core/database.ts'

export type Measure = {
  what: string
  value: number
  unit: string
  /** Not to be exceeded. */
  target?: number
  /** Not to be fallen short of: for rates. */
  atLeast?: number
  /** The same work done the plain way, on the same data, in the same run. */
  reference?: { what: string; value: number }
}
export type Tools = { db: Db; url: string; hint: (text: string) => void }
export type Bench = { name: string; run: (tools: Tools) => Promise<Measure[]> }

export const meets = (m: Measure): boolean =>
  (m.target === undefined || m.value <= m.target) && (m.atLeast === undefined || m.value >= m.atLeast)

/** Seconds of one run. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

/** Milliseconds at the given percentile (0.5 = median) over `times` runs, the first one left out: it only warms up. */
export async function percentile(share: number, times: number, work: (run: number) => Promise<unknown>): Promise<number> {
  await work(0)
  const taken: number[] = []
  for (let run = 1; run <= times; run++) taken.push((await seconds(() => work(run))) * 1000)
  taken.sort((a, b) => a - b)
  return taken[Math.min(taken.length - 1, Math.ceil(share * taken.length) - 1)] ?? 0
}

/** The table that is printed: what, value, target, reference, ratio to the reference. */
export function tableOf(measured: { bench: string; measures: Measure[] }[]): string {
  const lines = measured.flatMap(({ bench, measures }) => measures.map((m) => lineOf(bench, m)))
  const all = [['bench', 'what', 'value', 'target', 'reference', 'ratio'], ...lines]
  const widths = all[0]!.map((_, i) => Math.max(...all.map((line) => line[i]!.length)))
  return all
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function lineOf(bench: string, m: Measure): string[] {
  const most = m.target === undefined ? '' : `${meets(m) ? '≤' : '✗ >'} ${plain(m.target)} ${m.unit}`
  const target = m.atLeast === undefined ? most : `${meets(m) ? '≥' : '✗ <'} ${plain(m.atLeast)} ${m.unit}`
  const reference = m.reference ? `${plain(m.reference.value)} ${m.unit} ${m.reference.what}` : ''
  const ratio = m.reference && m.reference.value > 0 ? `×${(m.value / m.reference.value).toFixed(2)}` : ''
  return [bench, m.what, `${plain(m.value)} ${m.unit}`, target, reference, ratio]
}

const plain = (value: number): string => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(3))
