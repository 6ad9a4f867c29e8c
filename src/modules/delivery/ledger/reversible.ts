/** Who may take an entry back: whoever recorded it, for a day; later whoever answers for the organisation's entries. */
import { may, visible, within } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'

type Entry = { organisationId: number; siteId: string | null; recordedBy: string; recordedAt: Date }
const day = 86_400_000

export function mayReverse(ctx: Context, entry: Entry, now = new Date()): boolean {
  const here = { organisationId: entry.organisationId, siteId: entry.siteId }
  if (!may(ctx, 'delivery.write')) return false
  const isOwn = entry.recordedBy === ctx.actor.id && now.getTime() - entry.recordedAt.getTime() < day
  if (isOwn && within(visible(ctx, 'delivery.write'), here)) return true
  if (may(ctx, 'people.manage') && within(visible(ctx, 'people.manage'), here)) return true
  // Of the whole organisation, not of one site.
  return within(visible(ctx, 'delivery.write'), { organisationId: entry.organisationId })
}
