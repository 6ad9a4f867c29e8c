/** `npm test`: everything, from types to journeys in a real browser, on a PostgreSQL of its own; ends with a line that counts. */
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildWeb } from '../src/core/web-build.ts'
import { ensureChromium } from './chromium.ts'
import { temporaryFolder } from './database.ts'
import { ensurePdfReader } from './pdf.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const folder = temporaryFolder()
const count = { passed: 0, failed: 0, skipped: 0 }
const say = (line: string): void => void process.stdout.write(`${line}\n`)

function run(program: string, ...args: string[]): boolean {
  return spawnSync(join(root, 'node_modules/.bin', program), args, { cwd: root, stdio: 'inherit' }).status === 0
}

/** One step that is right or wrong as a whole. */
async function step(name: string, work: () => unknown): Promise<void> {
  say(`\n— ${name}`)
  try {
    if ((await work()) === false) throw new Error(`${name}: see above`)
    count.passed++
  } catch (error) {
    count.failed++
    say(`✗ ${error instanceof Error ? error.message : error}`)
  }
}

/** A cruise that read no module would find nothing wrong: that is a failure too. */
function orderOfModules(): boolean {
  const { status, stdout } = spawnSync(
    join(root, 'node_modules/.bin/depcruise'),
    ['src', '--config', '.dependency-cruiser.cjs'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  )
  say(stdout.trim())
  return status === 0 && /[1-9]\d* modules/.test(stdout)
}

/** The tests of one project, counted one by one. */
function tests(project: string): void {
  say(`\n— ${project}`)
  const report = join(folder, `${project}.json`)
  const isGood = run(
    'vitest',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  )
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = resultsIn(report)
  count.passed += numPassedTests
  count.skipped += numPendingTests + numTodoTests
  // A file that cannot even be read fails without a failed test.
  count.failed += isGood ? 0 : Math.max(numFailedTests, 1)
}

function resultsIn(report: string): Record<string, number> {
  try {
    return JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    return {}
  }
}

try {
  await step('types', () => run('tsc', '--noEmit'))
  await step('style', () => run('biome', 'check'))
  await step('the order of the modules', orderOfModules)
  await step('nothing unused', () => run('knip'))
  await step('the staff app is built', async () => void (await buildWeb()))
  await step('a browser is there, and a reader of pages', () => {
    ensureChromium()
    ensurePdfReader()
  })
  tests('unit')
  tests('e2e')
} finally {
  rmSync(folder, { recursive: true, force: true })
}
say(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`)
process.exitCode = count.failed > 0 ? 1 : 0
