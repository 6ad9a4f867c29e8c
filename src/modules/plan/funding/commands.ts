/** The commands of funding. */
import type { Command } from '../../../core/commands.ts'

export const commands: Command[] = []
