/** Runs every bench/*.bench.ts, prints what was measured beside its target and its reference, and appends it to bench/results.jsonl. */
import { execFileSync } from 'node:child_process'
import { appendFile, readdir } from 'node:fs/promises'
import { openHouse } from '../src/core/house.ts'
import { type Bench, type Measure, meets, type Tools, tableOf } from './tools.ts'

const wanted = process.argv.slice(2)
const here = new URL('./', import.meta.url)
const house = await openHouse()
const tools: Tools = { db: house.db, url: house.url, hint: (text) => void process.stderr.write(`${text}\n`) }
const measured: { bench: string; measures: Measure[] }[] = []
let failed = false

for (const file of (await readdir(here)).filter((f) => f.endsWith('.bench.ts')).sort()) {
  if (wanted.length > 0 && !wanted.includes(file.replace('.bench.ts', ''))) continue
  try {
    const { default: bench } = (await import(new URL(file, here).href)) as { default: Bench }
    tools.hint(`${bench.name} …`)
    await keep({ bench: bench.name, measures: await bench.run(tools) })
  } catch (error) {
    failed = true
    tools.hint(`${file}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  }
}
await house.close()

process.stdout.write(`${tableOf(measured)}\n`)
const missed = measured.flatMap((m) => m.measures).filter((m) => !meets(m))
if (missed.length > 0) tools.hint(`${missed.length} beyond the target`)
process.exit(failed || missed.length > 0 ? 1 : 0)

/** Written down at once: a bench that fails later takes no number of another with it. */
async function keep(one: (typeof measured)[number]): Promise<void> {
  measured.push(one)
  await appendFile(
    new URL('results.jsonl', here),
    `${JSON.stringify({ at: new Date().toISOString(), commit: commit(), ...one })}\n`,
  )
}

/** The commit measured, or nothing outside a checkout. */
function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return ''
  }
}
