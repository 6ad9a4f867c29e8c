/** The commands of targets. */
import type { Command } from '../../../core/commands.ts'

export const commands: Command[] = []
