/** How the command line runs a command: longest name that fits, its options, its failures in words. */
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { operator } from './access.ts'
import type { Command, CommandInput } from './commands.ts'
import type { Context } from './context.ts'
import { openHouse } from './house.ts'
import { sentence } from './http.ts'
import { type Language, languageOf, languages, translator } from './i18n.ts'
import { log } from './log.ts'
import { Problem } from './problem.ts'

const everywhere: ParseArgsConfig['options'] = { help: { type: 'boolean', short: 'h' }, language: { type: 'string' } }
const askingHere = { actor: operator, accessChecked: false, requestId: 'command-line' }
const say = (text: string): void => void process.stderr.write(`${text}\n`)

/** Runs what `args` name. The number is the exit code. */
export async function runCommand(commands: Command[], args: string[]): Promise<number> {
  process.stdout.on('error', quitWhenNobodyReads)
  if (!process.env.SENDA_LOG) log.level = 'error'
  const language = languageOf(wishIn(args), process.env.LC_ALL || process.env.LANG)
  try {
    return await dispatch(commands, args, language)
  } catch (error) {
    say(wordsOf(error, language))
    return 1
  }
}

async function dispatch(commands: Command[], args: string[], language: Language): Promise<number> {
  assertLanguage(args)
  const command = find(commands, args)
  const wantsHelp = args.every((a) => a.startsWith('-')) || args.includes('--help') || args.includes('-h') || args[0] === 'help'
  if (wantsHelp) return help(command ? [command] : startingWith(commands, args), language)
  if (!command) throw new Problem(400, 'core/unknown-command', { command: args.filter((a) => !a.startsWith('-')).join(' ') })
  const { values, positionals } = parse(command, args.slice(command.name.split(' ').length))
  const input = { positionals, values, print: (text: string) => void process.stdout.write(`${text}\n`), hint: say }
  await (command.bare
    ? command.run({ ...input, ctx: bareContext(language) })
    : withDatabase(language, (ctx) => command.run({ ...input, ctx })))
  return 0
}

/** The command with the most words whose words open `args`. */
const find = (commands: Command[], args: string[]): Command | undefined =>
  commands.filter((c) => c.name.split(' ').every((word, i) => args[i] === word)).sort((a, b) => b.name.length - a.name.length)[0]

const startingWith = (commands: Command[], args: string[]): Command[] => {
  const words = args.filter((a) => !a.startsWith('-') && a !== 'help')
  const fitting = commands.filter((c) => words.every((word, i) => c.name.split(' ')[i] === word))
  return fitting.length > 0 ? fitting : commands
}

function parse(command: Command, args: string[]): Pick<CommandInput, 'values' | 'positionals'> {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { ...everywhere, ...command.options },
      allowPositionals: true,
      strict: true,
    })
    const beyond = positionals[wordsIn(command.usage)]
    if (beyond !== undefined) throw new Error(`Unexpected argument '${beyond}'`)
    return { values: values as CommandInput['values'], positionals }
  } catch (error) {
    throw new Problem(400, 'core/wrong-arguments', {
      reason: (error as Error).message.split('. ')[0],
      usage: `senda ${command.name} ${command.usage}`.trim(),
    })
  }
}

/** How many words the usage names before its options: `FILE --plan NAME` has one. */
const wordsIn = (usage: string): number => usage.split(/\[?--/)[0]!.split(' ').filter(Boolean).length

function assertLanguage(args: string[]): void {
  const wish = wishIn(args)
  if (wish !== undefined && !languages.some((l) => l === wish))
    throw new Problem(400, 'core/language-unknown', { language: wish, languages: languages.join(', ') })
}

async function withDatabase(language: Language, work: (ctx: Context) => Promise<void>): Promise<void> {
  const house = await openHouse({ connections: 4 })
  try {
    await work({ ...askingHere, language, db: house.db })
  } finally {
    await house.close()
  }
}

/** For commands that need no database: touching it says so. */
const bareContext = (language: Language): Context =>
  Object.defineProperty({ ...askingHere, language } as Context, 'db', {
    get: () => {
      throw new Error('this command was declared bare and has no database')
    },
  })

function help(commands: Command[], language: Language): number {
  const translate = translator(language)
  const lines = commands
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map((c) => `  senda ${`${c.name} ${c.usage}`.trim()}\n      ${c.summary}`)
  process.stdout.write(`${translate('core.cli.help')}\n\n${lines.join('\n')}\n`)
  return 0
}

function wordsOf(error: unknown, language: Language): string {
  const problem = error instanceof Problem ? error : problemOfFile(error)
  if (problem) return sentence(problem.code, problem.detail, language)
  log.debug({ err: error }, 'command failed')
  return translator(language)('core.cli.failed', { reason: error instanceof Error ? error.message : String(error) })
}

/** A file or folder that is not there, or not to be touched: named, with the system's short word for why. */
function problemOfFile(error: unknown): Problem | undefined {
  const { code, path, syscall } = error as NodeJS.ErrnoException
  if (!code || path === undefined) return undefined
  return new Problem(400, syscall === 'read' || syscall === 'scandir' ? 'core/file-not-opened' : 'core/file-not-written', {
    path,
    reason: code,
  })
}

const wishIn = (args: string[]): string | undefined =>
  args.find((a) => a.startsWith('--language='))?.slice(11) ?? args[args.indexOf('--language') + 1 || args.length]

/** `senda … | head` closes the pipe: nobody reads on, and that is no failure. */
function quitWhenNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
}
