/** Deliveries on the command line. */
import type { Command } from '../../core/commands.ts'

export const commands: Command[] = []
