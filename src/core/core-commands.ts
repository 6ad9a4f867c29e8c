/** The commands that belong to no module. */
import type { Command } from './commands.ts'

export const commands: Command[] = [
  {
    name: 'migrate',
    usage: '',
    summary: 'Brings the database to the newest form. Every other command and the start do this too.',
    run: async ({ ctx, hint }) => {
      const { doneMigrations } = await import('./migrate.ts')
      hint((await doneMigrations(ctx.db)).join('\n'))
    },
  },
]
