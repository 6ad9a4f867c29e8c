/** A bad line in virtual time, to the real app: so many bits a second, so much delay, packets lost, cut again and again. What is sent and what is sent twice is counted. */
import { gunzipSync } from 'node:zlib'
import type { Clock, Line } from '../src/web/field/sync/line.ts'

export type Weather = {
  /** Bytes a second. */
  up: number
  /** Milliseconds there and back. */
  latency: number
  /** Share of packets lost: each costs its time again, and a wait. */
  loss: number
  /** Milliseconds between cuts, and how long each lasts. */
  cutEvery: number
  cutFor: number
  /** Share of answers that never come although what was asked was done. */
  unheard: number
}
/** 2G: 50 kbit/s up, 600 ms, 2 % of packets lost, cut every 30 seconds for two, one answer in fifty never heard. */
export const secondGeneration: Weather = {
  up: 50_000 / 8,
  latency: 600,
  loss: 0.02,
  cutEvery: 30_000,
  cutFor: 2_000,
  unheard: 0.02,
}

export type Sent = { requests: number; bytes: number; cut: number; wasted: number; largestCut: number; lostAnswers: number }
type Ask = (path: string, request: RequestInit) => Response | Promise<Response>

const packet = 1400
/** Request line, cookies, headers of a browser and of TLS. */
const heading = 700

/** mulberry32: the same weather from the same seed. */
export function luck(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export function slowLine(ask: Ask, weather: Weather, random: () => number, startsAt = 0) {
  let now = 0
  let isWarm = false
  const sent: Sent = { requests: 0, bytes: 0, cut: 0, wasted: 0, largestCut: 0, lostAnswers: 0 }
  const clock: Clock = {
    now: () => startsAt + now,
    random,
    wait: async (ms) => {
      now += ms
    },
  }
  const nextCut = () => (Math.floor(now / weather.cutEvery) + 1) * weather.cutEvery
  /** Lets time pass; false when the line was cut meanwhile. */
  const pass = (ms: number): boolean => {
    const cut = nextCut()
    if (now + ms < cut) {
      now += ms
      return true
    }
    now = cut
    return false
  }
  const isDown = () => now >= weather.cutEvery && now % weather.cutEvery < weather.cutFor
  const timeOf = (bytes: number) => {
    const lost = Array.from({ length: Math.ceil(bytes / packet) }, random).filter((r) => r < weather.loss).length
    return ((bytes + lost * packet) / weather.up) * 1000 + lost * weather.latency * 0.5
  }
  const fail = (bytes: number): never => {
    isWarm = false
    sent.cut++
    sent.wasted += bytes
    sent.largestCut = Math.max(sent.largestCut, bytes)
    throw new Error('the line was cut')
  }
  const line: Line = async ({ method, path, headers, body }) => {
    sent.requests++
    if (isDown()) {
      isWarm = false
      throw new Error('no line')
    }
    const bytes = body.byteLength + heading
    // TCP and TLS: two ways there and back before the first byte.
    if (!isWarm && !pass(weather.latency * 2)) fail(0)
    isWarm = true
    const began = now
    if (!pass(timeOf(bytes))) {
      const gone = Math.min(bytes, Math.round(((now - began) / 1000) * weather.up))
      sent.bytes += gone
      fail(gone)
    }
    sent.bytes += bytes
    const arrived = pass(weather.latency / 2)
    // What has left arrives; whether its answer does is another matter.
    const answer = await ask(`/api${path}`, { method, headers, body })
    if (!arrived || random() < weather.unheard || !pass(weather.latency / 2)) {
      sent.lostAnswers++
      fail(bytes)
    }
    return { status: answer.status, body: await answer.json().catch(() => undefined) }
  }
  return { line, clock, sent, seconds: () => now / 1000 }
}

/** Counts what is sent although its answer was heard: bytes that go twice beyond the batch or the photo that was cut. */
export function sentAgain(line: Line): { line: Line; bytes: () => number } {
  const heard = new Set<string>()
  let bytes = 0
  return {
    bytes: () => bytes,
    line: async (asked) => {
      const ids = idsIn(asked)
      if (ids.some((id) => heard.has(id))) bytes += asked.body.byteLength
      const answer = await line(asked)
      if (answer.status < 300) for (const id of ids) heard.add(id)
      return answer
    },
  }
}

function idsIn({ path, headers, body }: Parameters<Line>[0]): string[] {
  if (path !== '/field/sync') return [path]
  const text = (headers['content-encoding'] ? gunzipSync(body) : Buffer.from(body)).toString()
  return (JSON.parse(text) as { operations: { id: string }[] }).operations.map(({ id }) => id)
}
