/** How much is sent at once: little on a slow line, more as it proves fast. And how long to wait after a failure. Pure. */

export type Pace = {
  /** Compressed bytes the next batch aims at. */
  target: number
  /** Operations in the next batch at most. */
  most: number
  /** Compressed for each byte of JSON, as the last batches were. */
  ratio: number
  failures: number
  /** Operations that make the server fail: how often each did, alone. */
  strikes: Map<string, number>
}

const aBatchTakes = 10
const smallest = 2_000
const largest = 400_000
export const mostOperations = 500
/** An operation the server stumbled over so often is left for later; what does not depend on it goes first. */
export const strikesOut = 3

export const newPace = (): Pace => ({ target: 4_000, most: mostOperations, ratio: 0.35, failures: 0, strikes: new Map() })

/** How many of these (bytes of each) make the next batch: at least one. */
export function batchOf(sizes: number[], { target, most, ratio }: Pace): number {
  let bytes = 0
  let count = 0
  for (const size of sizes) {
    bytes += size * ratio
    if (count > 0 && (bytes > target || count >= most)) break
    count++
  }
  return count
}

/** After a batch that arrived: three times as much, as long as it would take no more than ten seconds. */
export function wentWell(pace: Pace, json: number, compressed: number, seconds: number): void {
  const speed = compressed / Math.max(seconds, 0.05)
  const reached = Math.min(pace.target, compressed) * 3
  pace.target = between(smallest, Math.min(Math.max(reached, pace.target), speed * aBatchTakes), largest)
  pace.ratio = pace.ratio * 0.3 + (compressed / json) * 0.7
  pace.most = Math.min(mostOperations, pace.most * 2)
  pace.failures = 0
}

export function wasCut(pace: Pace): void {
  pace.failures++
  pace.target = Math.max(smallest, pace.target / 2)
}

/** Too much for the server, or one of them is wrong: half as many, so that the one is found. */
export function wasTooMuch(pace: Pace, operations: number): void {
  pace.failures++
  pace.most = Math.max(1, Math.floor(operations / 2))
}

/** Milliseconds: one second, doubled with each failure up to two minutes; between half and all of it, so that many devices do not come back at once. */
export function pause({ failures }: Pace, random: () => number): number {
  const most = Math.min(120_000, 1000 * 2 ** Math.min(failures - 1, 10))
  return most / 2 + (most / 2) * random()
}

const between = (least: number, value: number, most: number) => Math.min(most, Math.max(least, value))
