/** The real server as a child process on a data folder of its own, for journeys and for tests of starting and stopping. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { temporaryFolder } from '../test/database.ts'

const root = fileURLToPath(new URL('../', import.meta.url))

export type Options = {
  /** Data of an earlier server; else a fresh folder. */
  data?: string
  args?: string[]
  env?: Record<string, string>
  /** Lines for standard input. */
  input?: string
}

export type Server = {
  address: string
  data: string
  process: ChildProcess
  /** Address of mail → password of the sample users. */
  passwords: Record<string, string>
  output: () => string
  /** SIGTERM; the exit code. */
  stop: () => Promise<number | null>
  /** kill -9 */
  kill: () => Promise<void>
}

/** Starts a server on a free port and waits until it is ready. */
export async function startServer(options: Options = {}): Promise<Server> {
  const data = options.data ?? join(temporaryFolder(), 'data')
  const child = launch(data, options)
  const output = collect(child)
  const address = await ready(child, output)
  const ended = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal)
      // npm, asked to end together with what it started, passes the signal on: it arrives twice.
      if (signal === 'SIGTERM') setTimeout(() => child.kill(signal), 20)
      await once(child, 'exit')
    }
    return child.exitCode
  }
  return {
    address,
    data,
    process: child,
    passwords: passwordsIn(data),
    output,
    stop: () => ended('SIGTERM'),
    kill: async () => void (await ended('SIGKILL')),
  }
}

/** Runs a start that is expected to end by itself. */
export async function startRefused(options: Options): Promise<{ code: number | null; output: string }> {
  const child = launch(options.data!, options)
  const output = collect(child)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, output: output() }
}

/** Runs the command line on a server's data, or on none. */
export async function senda(data: string, ...args: string[]): Promise<{ code: number | null; out: string; hints: string }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/cli.ts', ...args], {
    cwd: root,
    env: environment(data),
  })
  let out = ''
  let hints = ''
  child.stdout.on('data', (text) => (out += text))
  child.stderr.on('data', (text) => (hints += text))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out, hints }
}

/** Removes what a server kept. Stop it first. */
export const forget = (data: string): void => rmSync(join(data, '..'), { recursive: true, force: true })

function launch(data: string, { args = [], env = {}, input }: Options): ChildProcess {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/main.ts', ...args], {
    cwd: root,
    env: { ...environment(data), ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin!.end(input ?? '')
  return child
}

function environment(data: string): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, VITEST: __, ...rest } = process.env
  return { ...rest, SENDA_DATA: data, PORT: '0', HOST: '127.0.0.1', LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8' }
}

function collect(child: ChildProcess): () => string {
  let text = ''
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (part) => (text += part))
  return () => text
}

async function ready(child: ChildProcess, output: () => string): Promise<string> {
  for (const until = Date.now() + 150_000; Date.now() < until; ) {
    const address = /ready at (http:\S+)/.exec(output())?.[1]
    if (address) return address
    if (child.exitCode !== null) break
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  throw new Error(`the server did not start:\n${output()}`)
}

function passwordsIn(data: string): Record<string, string> {
  const file = join(data, 'sample-users.txt')
  if (!existsSync(file)) return {}
  return Object.fromEntries(
    readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(/\s+/).slice(0, 2) as [string, string]),
  )
}
