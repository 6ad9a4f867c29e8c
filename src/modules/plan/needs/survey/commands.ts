/** The command of household surveys. */
import type { Command } from '../../../../core/commands.ts'
import { translator } from '../../../../core/i18n.ts'
import { remarkWords } from '../sentences.ts'
import { oneOf, planIn, word } from '../words.ts'
import { applySurvey } from './apply.ts'
import { surveyCsv } from './file.ts'
import { importSurveyFile } from './receiving.ts'

const text = { type: 'string' } as const
const yes = { type: 'boolean' } as const

export const commands: Command[] = [
  {
    name: 'plan needs survey',
    usage: 'FILE --plan NAME [--weights FILE] [--dated 2024-05-31] [--apply] [--format csv|json]',
    summary:
      'People in need from a household survey: shares with 95 % intervals, applied to the projections. No answer is kept. --apply writes them to the plan.',
    options: { plan: text, weights: text, dated: text, format: text, apply: yes },
    run: async (input) => {
      const { ctx, print, hint, positionals, values } = input
      const format = oneOf(['csv', 'json'] as const, 'format', word(input, 'format') ?? 'csv')
      const done = await importSurveyFile(ctx, planIn(input), positionals[0] ?? '–', word(input, 'dated'), word(input, 'weights'))
      const t = translator(ctx.language)
      print(format === 'json' ? JSON.stringify(done, null, 2) : surveyCsv(done.survey).trimEnd())
      hint(
        t('plan.needs.survey.taken', { read: done.read, respondents: done.survey?.respondents ?? 0, refused: done.refusedCount }),
      )
      for (const remark of done.refused.slice(0, 40))
        hint(`  ${t('plan.list-line', { line: String(remark.line) })} ${remarkWords(t, remark)}`)
      if (values.apply !== true || !done.survey) return
      const { written, skipped } = await applySurvey(ctx, planIn(input), done.survey.id)
      hint(t('plan.needs.survey.applied', { written }))
      for (const { sentence } of skipped) hint(`  ${sentence}`)
    },
  },
]
