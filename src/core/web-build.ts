/** Builds the staff app once, and again when its sources have changed. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Problem } from './problem.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
export const webFolder = join(root, 'dist/web')
const mark = join(webFolder, '.sources')

/** True when it was built now. Other requests to build at the same time do no harm: the last one stays. */
export async function buildWeb(): Promise<boolean> {
  if (!existsSync(join(root, 'src/web/index.html'))) return false
  const sources = hashOfSources()
  if (existsSync(mark) && readFileSync(mark, 'utf8') === sources) return false
  const fresh = `${webFolder}.${process.pid}`
  try {
    await vite(fresh)
    writeFileSync(join(fresh, '.sources'), sources)
    putInPlace(fresh)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
  return true
}

function putInPlace(fresh: string): void {
  rmSync(webFolder, { recursive: true, force: true })
  try {
    renameSync(fresh, webFolder)
  } catch (error) {
    // Another process was quicker with the same sources.
    if (!existsSync(mark)) throw error
  }
}

async function vite(folder: string): Promise<void> {
  const options = ['build', 'src/web', '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn']
  const program = join(root, 'node_modules/vite/bin/vite.js')
  if (!existsSync(program)) throw new Problem(503, 'core/cannot-build', { reason: 'vite' })
  const build = spawn(process.execPath, [program, ...options], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [build.stdout, build.stderr]) stream.on('data', (text) => (said += text))
  const code = await new Promise((resolve) => build.on('close', resolve))
  if (code !== 0) throw new Problem(503, 'core/cannot-build', { reason: said.trim().split('\n\n    at ')[0] })
}

/** Screens, what they take from modules, and the packages they are built with. */
function hashOfSources(): string {
  const hash = createHash('sha256')
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (f) => /\.(tsx?|css|json|html|svg)$/.test(f) && !f.includes('.test.'),
  )
  for (const file of [...files.toSorted().map((f) => join('src', f)), 'package-lock.json'])
    hash.update(file).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}
