/** Killed in the middle of sending: nothing that was said to be done is lost, nothing is there twice, figures are what a recount says. */
import { expect, it } from 'vitest'
import { killWhileSending } from './kills.ts'

const times = Number(process.env.SENDA_KILLS ?? 8)

it(`${times} times`, { timeout: 60_000 + times * 15_000 }, async () => {
  const { kills, done, lost, twice, wrong } = await killWhileSending(times, Date.now() % 1_000_000)
  expect({ kills, lost, twice, wrong }).toEqual({ kills: times, lost: 0, twice: 0, wrong: [] })
  expect(done).toBeGreaterThan(times)
})
