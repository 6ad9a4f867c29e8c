/** What is due from somebody in a plan today: decisions that wait, activities that came back, a last day that is near. */
import { may, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { getPlan } from '../queries.ts'
import type { PlanDue, QueueLine, WaitingStep } from './contract.ts'
import { findOpenVersion } from './queries.ts'
import { linesOf } from './queue.ts'

/** From so many days before it on, a last day is spoken of. */
export const nearDays = 7

/** Nothing for those who see nothing of what is planned. */
export async function planDue(ctx: Context, planCode: string, today: string): Promise<PlanDue[]> {
  visible(ctx, 'plan.read')
  const plan = await getPlan(ctx.db, planCode)
  const version = may(ctx, 'submission.read') ? await findOpenVersion(ctx.db, plan.id) : undefined
  if (!version) return []
  const lines = (await linesOf(ctx, plan, version, today)).filter((l) => l.isOwn)
  return (['submit', 'endorse', 'validate', 'approve'] as const).flatMap((step) =>
    ofStep(
      plan.code,
      step,
      lines.filter((l) => l.step === step),
    ),
  )
}

const sum = (lines: QueueLine[], what: 'activities' | 'returned' | 'blocked'): number => lines.reduce((n, l) => n + l[what], 0)

function ofStep(plan: string, step: WaitingStep, lines: QueueLine[]): PlanDue[] {
  const link = `/plan/${plan}/review?${new URLSearchParams({ plan, step })}`
  const activities = sum(lines, 'activities')
  if (activities === 0) return []
  const [first] = lines
  const days = first?.daysLeft ?? null
  const when = { on: first?.lastDay ?? '', days: days ?? 0 }
  const late = days !== null && days < 0
  const soon = days !== null && days <= nearDays
  if (step !== 'submit')
    return [
      {
        code: late ? `${step}-late` : soon ? `${step}-soon` : step,
        tone: late ? 'wrong' : 'attention',
        values: { activities, ...when },
        link,
      },
    ]
  const returned = sum(lines, 'returned')
  const drafts = activities - returned
  // Where it is written: the comments stand beside the cells.
  const toMend = `/plan/${plan}/activities?${new URLSearchParams({ plan, state: 'returned' })}`
  return [
    ...(returned > 0 ? [{ code: 'returned', tone: 'wrong', values: { activities: returned }, link: toMend } as const] : []),
    ...(drafts > 0 && soon
      ? [
          {
            code: late ? 'submit-late' : 'submit-soon',
            tone: late ? 'wrong' : 'attention',
            values: { activities: drafts, ...when },
            link,
          } as const,
        ]
      : []),
  ]
}
