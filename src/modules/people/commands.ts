/** People on the command line. */
import type { Command } from '../../core/commands.ts'
import { duplicateCommands } from './duplicates/commands.ts'
import { importCommands } from './imports/commands.ts'
import { tokenCommands } from './tokens/commands.ts'

export const commands: Command[] = [...importCommands, ...duplicateCommands, ...tokenCommands]
