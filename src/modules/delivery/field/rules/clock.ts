/** The clock of a device against the server's, and what was done late. Pure. */
import type { Operation } from '../contract.ts'

/** Less may be the way of the batch over a slow line. */
const plausible = 90
const lateAfter = 2 * 60_000

/** Seconds that the device is ahead of the server; negative: behind. */
export function clockAhead(sentAt: Date, now: Date): number {
  const seconds = Math.round((sentAt.getTime() - now.getTime()) / 1000)
  return Math.abs(seconds) <= plausible ? 0 : Math.max(-2_000_000_000, Math.min(2_000_000_000, seconds))
}

/** A moment of the device, by the server's clock. */
export const byServer = (at: string, clockSeconds: number): string =>
  clockSeconds === 0 ? at : new Date(Date.parse(at) - clockSeconds * 1000).toISOString()

/** Done some time before it was sent, both by the clock of the device: nobody could be asked. */
export const isLate = (at: string, sentAt: Date): boolean => sentAt.getTime() - Date.parse(at) > lateAfter

/** Deliveries that follow each other, all late or all not, are one run; everything else stands alone. */
export function runsOf(operations: Operation[], sentAt: Date): Operation[][] {
  const runs: Operation[][] = []
  for (const operation of operations) {
    const last = runs.at(-1)
    const kind = runKind(operation, sentAt)
    if (last && kind && runKind(last[0]!, sentAt) === kind) last.push(operation)
    else runs.push([operation])
  }
  return runs
}

const runKind = (operation: Operation, sentAt: Date): 'late' | 'at-once' | undefined =>
  operation.kind === 'delivery.record' ? (isLate(operation.body.at, sentAt) ? 'late' : 'at-once') : undefined
