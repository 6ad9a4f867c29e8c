/** Duplicates on the command line. */
import type { Command } from '../../../core/commands.ts'
import { translator } from '../../../core/i18n.ts'
import { Problem } from '../../../core/problem.ts'
import { compareAll } from './whole.ts'

export const duplicateCommands: Command[] = [
  {
    name: 'people duplicates',
    usage: '--organisation ID',
    summary: 'Compares all people of an organisation with each other, learns the weights anew, and queues probable pairs.',
    options: { organisation: { type: 'string' } },
    run: async ({ ctx, values, print }) => {
      const organisation = Number(values.organisation)
      if (!Number.isInteger(organisation) || organisation < 1) throw new Problem(400, 'people/which-organisation')
      print(translator(ctx.language)('people.duplicates.done', await compareAll(ctx.db, organisation)))
    },
  },
]
