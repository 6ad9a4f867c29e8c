/** The commands of needs. */
import type { Command } from '../../../core/commands.ts'

export const commands: Command[] = []
