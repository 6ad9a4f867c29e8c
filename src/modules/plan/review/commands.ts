/** The commands of the review of a plan. */
import type { Command } from '../../../core/commands.ts'
import { translator } from '../../../core/i18n.ts'
import { Problem } from '../../../core/problem.ts'
import { remindPlan } from './reminders.ts'
import { nearDays } from './today.ts'

export const commands: Command[] = [
  {
    name: 'plan remind',
    usage: '--plan NAME [--days 7]',
    summary: 'Writes to everybody for whom something waits whose last day is near; at most once a day to each.',
    options: { plan: { type: 'string' }, days: { type: 'string' } },
    run: async ({ ctx, values, print }) => {
      const plan = String(values.plan ?? '–')
      const days = Number(values.days ?? nearDays)
      if (!Number.isInteger(days) || days < 0 || days > 366)
        throw new Problem(422, 'plan/reminder-days', { days: String(values.days) })
      const letters = await remindPlan(ctx, plan, new Date().toISOString().slice(0, 10), days)
      print(translator(ctx.language)('plan.mail.reminded', { plan, letters }))
    },
  },
]
