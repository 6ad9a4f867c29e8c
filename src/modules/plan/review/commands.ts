/** The commands of review. */
import type { Command } from '../../../core/commands.ts'

export const commands: Command[] = []
