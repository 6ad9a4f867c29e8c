/** The parts of one plan, in their order, each with the permission that opens it. `name` says `web.plan.section.<name>`. */
import type { Permission } from '../../core/access.ts'

export type Section = { to: string; name: string; permission: Permission }
export const sections: readonly Section[] = [
  { to: '/money', name: 'money', permission: 'funding.read' },
  { to: '', name: 'lists', permission: 'plan.read' },
]
