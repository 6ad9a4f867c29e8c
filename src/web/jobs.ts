/** The jobs of the rail, in their order, each with the permission that opens it. */
export const jobs = [
  { to: '/', icon: 'today', name: 'today', permission: 'plan.read', also: [] },
  { to: '/plan', icon: 'plan', name: 'plan', permission: 'plan.read', also: [] },
  {
    to: '/activities',
    icon: 'activities',
    name: 'activities',
    permission: 'activities.read',
    also: ['/imports', '/completeness'],
  },
  { to: '/people', icon: 'people', name: 'people', permission: 'people.read', also: [] },
  { to: '/deliver', icon: 'deliver', name: 'deliver', permission: 'delivery.write', also: [] },
  { to: '/figures', icon: 'figures', name: 'figures', permission: 'figures.read', also: [] },
  { to: '/reports', icon: 'reports', name: 'reports', permission: 'reports.read', also: [] },
  { to: '/settings', icon: 'settings', name: 'settings', permission: undefined, also: ['/services'] },
] as const

export type Job = (typeof jobs)[number]

export function isOpen(job: Job, pathname: string): boolean {
  if (job.to === '/') return pathname === '/'
  return [job.to, ...job.also].some((path) => pathname === path || pathname.startsWith(`${path}/`))
}
