/** The key of the tokens on the command line. */
import type { Command } from '../../../core/commands.ts'
import { translator } from '../../../core/i18n.ts'
import { rotateKey } from './rotating.ts'

export const tokenCommands: Command[] = [
  {
    name: 'people rotate-key',
    usage: '[--lost]',
    summary: 'Takes a new key of the tokens into use; everybody stays counted as they are. --lost: the old key is gone.',
    options: { lost: { type: 'boolean' } },
    run: async ({ ctx, values, print, hint }) => {
      const t = translator(ctx.language)
      const done = await rotateKey(ctx.db, {
        isLost: values.lost === true,
        hint: (persons) => hint(t('people.key.under-way', { persons })),
      })
      print(t('people.key.rotated', done))
      if (done.mayDropOld) hint(t('people.key.drop-old', done))
    },
  },
]
