/** The parts of one plan, in their order, each with the permission that opens it. `name` says `web.plan.section.<name>`. */
import type { Permission } from '../../core/access.ts'

export type Section = { to: string; name: string; permission: Permission }
export const sections: readonly Section[] = [
  { to: '', name: 'summary', permission: 'plan.read' },
  { to: '/needs', name: 'needs', permission: 'plan.read' },
  { to: '/areas', name: 'areas', permission: 'plan.read' },
  { to: '/activities', name: 'activities', permission: 'submission.read' },
  { to: '/review', name: 'review', permission: 'submission.read' },
  { to: '/targets', name: 'targets', permission: 'submission.read' },
  { to: '/money', name: 'money', permission: 'funding.read' },
  { to: '/progress', name: 'progress', permission: 'figures.read' },
  { to: '/publication', name: 'publication', permission: 'plan.read' },
  { to: '/lists', name: 'lists', permission: 'plan.read' },
]
