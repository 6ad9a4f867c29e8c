/** The commands of areas. */
import type { Command } from '../../../core/commands.ts'

export const commands: Command[] = []
