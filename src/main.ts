/** Starts Senda: database, migrations, first run, staff app, HTTP, jobs; and stops it in order. */
import { parseArgs } from 'node:util'
import { createApp, jobs, measures } from './app.ts'
import { sweepUploads } from './core/files.ts'
import { dataFolder, type House, openHouse } from './core/house.ts'
import { sentence } from './core/http.ts'
import { languageOf, translator } from './core/i18n.ts'
import { startJobs } from './core/jobs-worker.ts'
import { log } from './core/log.ts'
import { takeOnlyPlace } from './core/only-one.ts'
import { Problem } from './core/problem.ts'
import { startRounds } from './core/rounds.ts'
import { listen } from './core/server/listen.ts'
import { createServerApp } from './core/server.ts'
import { buildWeb, webFolder } from './core/web-build.ts'
import { firstRun, samplePasswords } from './first-run.ts'
import { contextFrom } from './modules/organisations/session.ts'
import { resumeImports } from './resume.ts'

const language = languageOf(process.env.LC_ALL || process.env.LANG)
const translate = translator(language)
const say = (line: string): void => void process.stdout.write(`${line}\n`)
/** What has been started, to be ended in reverse. */
const ends: (() => Promise<void>)[] = []
let isEnding = false
let endingSince = 0

async function start(): Promise<void> {
  const began = performance.now()
  const { isEmpty } = options()
  say(
    process.env.DATABASE_URL ? translate('core.start.database-url') : translate('core.start.database', { folder: dataFolder() }),
  )
  const house = await openHouse({ connections: 20 })
  ends.push(house.close)
  const place = await takeOnlyPlace(house.url, () => void end(1))
  ends.push(place.leave)
  if (house.migrated.length > 0) say(translate('core.start.migrated', { migration: house.migrated.at(-1) }))
  sweepUploads()
  await firstRun({ db: house.db, language, isEmpty, say })
  await makeStaffApp()
  if (isEnding) return
  const address = await open(house)
  say(translate('core.start.ready', { address, seconds: ((performance.now() - began) / 1000).toFixed(1) }))
  const users = samplePasswords()
  if (users.length > 0)
    say([translate('core.start.users', { folder: dataFolder() }), ...users.map((line) => `  ${line}`)].join('\n'))
}

function options(): { isEmpty: boolean } {
  try {
    return { isEmpty: parseArgs({ options: { empty: { type: 'boolean', default: false } } }).values.empty }
  } catch (error) {
    throw new Problem(400, 'core/wrong-arguments', {
      reason: (error as Error).message.split('. ')[0],
      usage: 'npm start [-- --empty]',
    })
  }
}

/** Without it the public pages and the API still serve. */
async function makeStaffApp(): Promise<void> {
  try {
    if (await buildWeb()) say(translate('core.start.built'))
  } catch (error) {
    say(wordsOf(error))
  }
}

async function open(house: House): Promise<string> {
  const contextOf = contextFrom(house.db)
  const app = createServerApp({ app: createApp(contextOf), contextOf, ...house, web: webFolder, measures: measures(house.db) })
  const http = await listen(app.fetch, Number(process.env.PORT || 3000), process.env.HOST || '127.0.0.1')
  await resumeImports(house.db)
  const worker = await startJobs(house.db, house.pool, jobs)
  const rounds = startRounds(house.db, jobs)
  ends.push(worker.stop, rounds.stop, () => http.stop())
  return http.address
}

/** Ends everything in order, also in the middle of the start. A second signal does not wait, unless it is the first one passed on by whoever started us. */
async function end(code: number): Promise<void> {
  if (isEnding && Date.now() - endingSince < 1000) return
  if (isEnding) process.exit(1)
  isEnding = true
  endingSince = Date.now()
  try {
    await starting.catch(() => {})
    for (const stop of ends.reverse()) await stop()
  } catch (error) {
    log.error({ err: error }, 'stopping failed')
    process.exit(1)
  }
  process.exit(code)
}

function wordsOf(error: unknown): string {
  if (error instanceof Problem) return sentence(error.code, error.detail, language)
  log.error({ err: error }, 'start failed')
  return translate('core.start.failed', { reason: error instanceof Error ? error.message : String(error) })
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end(0))
const starting = start()
starting.catch((error) => {
  process.stderr.write(`${wordsOf(error)}\n`)
  void end(1)
})
