/** Jobs that are looked after every few seconds while Senda serves: what follows a write so closely that ordering it with each write would only make a hot row. */
import { v7 } from 'uuid'
import type { Db } from './database.ts'
import { type Jobs, jobContext } from './jobs.ts'
import { log } from './log.ts'

/** Begins the rounds of every job that has `everySeconds`. A round that fails is written down and tried again at the next. */
export function startRounds(db: Db, jobs: Jobs): { stop: () => Promise<void> } {
  const ends = Object.entries(jobs).flatMap(([name, { run, everySeconds, hasWork }]) =>
    everySeconds === undefined
      ? []
      : [
          repeat(everySeconds * 1000, name, async () => {
            if ((await hasWork?.(db)) ?? true) await run(jobContext(db, `round-${v7()}`), {})
          }),
        ],
  )
  return { stop: async () => void (await Promise.all(ends.map((end) => end()))) }
}

/** One round after another, never two at once. @returns what ends it: a round under way is finished first */
function repeat(pause: number, name: string, round: () => Promise<void>): () => Promise<void> {
  let isEnded = false
  let under: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout
  const next = () => {
    timer = setTimeout(() => {
      under = round()
        .catch((error: unknown) => log.error({ err: error, job: name }, 'a round failed'))
        .then(() => (isEnded ? undefined : next()))
    }, pause)
  }
  next()
  return async () => {
    isEnded = true
    clearTimeout(timer)
    await under
  }
}
