/** The commands of submissions. */
import type { Command } from '../../../core/commands.ts'

export const commands: Command[] = []
