/** The commands of targets. */
import type { Command } from '../../../core/commands.ts'
import { translator } from '../../../core/i18n.ts'
import { Problem } from '../../../core/problem.ts'
import { checkTargets } from './actions.ts'
import { Counts } from './contract.ts'
import { checkCsv } from './exports.ts'

const text = { type: 'string' } as const

export const commands: Command[] = [
  {
    name: 'plan check-targets',
    usage: '--plan NAME [--country CC] [--counts all|submitted] [--format csv|json]',
    summary: 'Cells in which partners plan to reach more people than are in need, with who contributes to them.',
    options: { plan: text, country: text, counts: text, format: text },
    run: async ({ ctx, values, print, hint }) => {
      const word = (option: string): string | undefined => (typeof values[option] === 'string' ? values[option] : undefined)
      const plan = word('plan') ?? wrong('plan', '–', 'rmrp-2022')
      const counts =
        Counts.safeParse(word('counts') ?? 'all').data ?? wrong('counts', word('counts') ?? '', Counts.options.join(', '))
      const format = word('format') ?? 'csv'
      if (format !== 'csv' && format !== 'json') wrong('format', format, 'csv, json')
      const country = word('country')?.toUpperCase()
      const check = await checkTargets(ctx, plan, { counts, ...(country && { country }) }, 'above')
      const t = translator(ctx.language)
      if (!check.hasNeeds) hint(t('plan.targets.no-needs', { plan }))
      else if (check.lines.length === 0) hint(t('plan.targets.none-above'))
      if (check.unchecked.length > 0) hint(t('plan.targets.unchecked', { n: check.unchecked.length }))
      print(format === 'json' ? JSON.stringify(check, null, 2) : checkCsv(check).trimEnd())
    },
  },
]

const wrong = (option: string, given: string, choices: string): never => {
  throw new Problem(422, 'plan/option-unknown', { option, given, choices })
}
