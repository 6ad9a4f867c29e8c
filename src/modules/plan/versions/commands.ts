/** The commands of versions. */
import type { Command } from '../../../core/commands.ts'

export const commands: Command[] = []
