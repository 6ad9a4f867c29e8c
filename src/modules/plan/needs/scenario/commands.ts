/** The commands of the planning scenario. */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from '../../../../core/commands.ts'
import { translator } from '../../../../core/i18n.ts'
import { dayOf, rowsOf } from '../receiving.ts'
import { remarkWords } from '../sentences.ts'
import { planIn, word } from '../words.ts'
import { importProjections, readScenario, saveScenario } from './actions.ts'

const text = { type: 'string' } as const

export const commands: Command[] = [
  {
    name: 'plan needs projections',
    usage: 'FILE --plan NAME [--dated 2021-10-31]',
    summary: 'Takes projections (country, population group, people, source, date; or one column per group).',
    options: { plan: text, dated: text },
    run: async (input) => {
      const { ctx, print, hint } = input
      const path = input.positionals[0] ?? '–'
      const from = { source: basename(path), dated: dayOf(word(input, 'dated')) }
      const done = await importProjections(ctx, planIn(input), await rowsOf(path), from)
      const t = translator(ctx.language)
      print(t('plan.needs.projected', { ...done, refused: done.refused.length }))
      for (const remark of done.refused.slice(0, 40))
        hint(`  ${t('plan.list-line', { line: String(remark.line) })} ${remarkWords(t, remark)}`)
    },
  },
  {
    name: 'plan needs scenario',
    usage: '[FILE] --plan NAME [--language es]',
    summary: 'Puts in the planning scenario from a text file, in the language named; without a file prints it.',
    options: { plan: text },
    run: async (input) => {
      const { ctx, print } = input
      const { texts } = await readScenario(ctx, planIn(input))
      const standing = texts.find((one) => one.language === ctx.language)
      const file = input.positionals[0]
      if (file === undefined) print(standing?.body ?? '')
      else
        await saveScenario(ctx, planIn(input), {
          language: ctx.language,
          body: await readFile(file, 'utf8'),
          version: standing?.version ?? 0,
        })
    },
  },
]
