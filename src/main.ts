/** Starts Senda: database, migrations, first run, staff app, HTTP, jobs; and stops it in order. */
import { createApp, jobs, measures } from './app.ts'
import { dataFolder, type House, openHouse } from './core/house.ts'
import { sentence } from './core/http.ts'
import { languageOf } from './core/i18n.ts'
import { startJobs } from './core/jobs.ts'
import { log } from './core/log.ts'
import { takeOnlyPlace } from './core/only-one.ts'
import { Problem } from './core/problem.ts'
import { listen } from './core/server/listen.ts'
import { createServerApp } from './core/server.ts'
import { buildWeb, webFolder } from './core/web-build.ts'
import { contextFrom } from './modules/organisations/session.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)
/** What has been started, to be ended in reverse. */
const ends: (() => Promise<void>)[] = []
let isEnding = false

async function start(): Promise<void> {
  const began = performance.now()
  say(process.env.DATABASE_URL ? 'Database: the one of DATABASE_URL' : `Database: ${dataFolder()}`)
  const house = await openHouse({ connections: 20 })
  ends.push(house.close)
  const place = await takeOnlyPlace(house.url, () => void end(1))
  ends.push(place.leave)
  if (house.migrated.length > 0) say(`Brought to its newest form: ${house.migrated.at(-1)}`)
  await makeStaffApp()
  const address = await open(house)
  say(`Senda is ready at ${address}  (${((performance.now() - began) / 1000).toFixed(1)} s)`)
}

/** Without it the public pages and the API still serve. */
async function makeStaffApp(): Promise<void> {
  try {
    if (await buildWeb()) say('Staff app: built')
  } catch (error) {
    say(wordsOf(error))
  }
}

async function open(house: House): Promise<string> {
  const contextOf = contextFrom(house.db)
  const app = createServerApp({ app: createApp(contextOf), contextOf, ...house, web: webFolder, measures: measures(house.db) })
  const http = await listen(app.fetch, Number(process.env.PORT || 3000), process.env.HOST || '127.0.0.1')
  const worker = await startJobs(house.db, house.pool, jobs)
  ends.push(worker.stop, () => http.stop())
  return http.address
}

/** Ends everything in order. A second signal does not wait. */
async function end(code: number): Promise<void> {
  if (isEnding) process.exit(1)
  isEnding = true
  try {
    for (const stop of ends.reverse()) await stop()
  } catch (error) {
    log.error({ err: error }, 'stopping failed')
    process.exit(1)
  }
  process.exit(code)
}

function wordsOf(error: unknown): string {
  const language = languageOf(process.env.LC_ALL || process.env.LANG)
  if (error instanceof Problem) return sentence(error.code, error.detail, language)
  log.error({ err: error }, 'start failed')
  return sentence('core/internal', { requestId: 'start' }, language)
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end(0))
try {
  await start()
} catch (error) {
  process.stderr.write(`${wordsOf(error)}\n`)
  await end(1)
}
