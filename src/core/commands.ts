/** What a command of the command line is. Each module lists its own in `commands.ts`; `src/cli.ts` finds and runs them. */
import type { ParseArgsConfig } from 'node:util'
import type { Context } from './context.ts'

export type CommandInput = {
  /** An operator's context on the open, migrated database. */
  ctx: Context
  positionals: string[]
  values: Record<string, string | boolean | string[] | undefined>
  /** Writes to standard output. Everything else (hints, progress) goes to standard error by `hint`. */
  print: (text: string) => void
  hint: (text: string) => void
}

export type Command = {
  /** `activities import` */
  name: string
  /** What stands after the name, for the help: `FILE --plan NAME [--report FILE]` */
  usage: string
  summary: string
  options?: ParseArgsConfig['options']
  /** Commands that open the database themselves, or need none. */
  bare?: boolean
  run: (input: CommandInput) => Promise<void>
}
