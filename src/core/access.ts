/** The one place that says who may do what, and where. */
import { Problem } from './problem.ts'

export const roles = [
  'administrator',
  'regional-officer',
  'country-officer',
  'sector-coordinator',
  'organisation-office',
  'organisation-reporter',
  'registration-officer',
  'protection-officer',
  'field-worker',
  'viewer',
] as const
export type Role = (typeof roles)[number]

const looking = ['places.read', 'organisations.read', 'plan.read', 'funding.read'] as const
const reading = [...looking, 'figures.read', 'activities.read'] as const
const reporting = ['activities.write'] as const
// What an organisation plans, before it is published, is for it and for those who decide on it.
const submitting = ['submission.read', 'submission.write'] as const
const endorsing = ['submission.endorse'] as const
const validating = ['submission.read', 'submission.validate'] as const
const reviewing = ['activities.review', 'activities.lock', 'reports.read', 'needs.edit', 'funding.edit', 'sites.edit'] as const
// Entries of deliveries without the names of who received them.
const opening = ['delivery.read'] as const
// Names are for those who meet the person, and for nobody above them: not for offices, platforms, the region, administrators.
const meeting = [
  'places.read',
  'organisations.read',
  'plan.read',
  'people.read',
  'people.write',
  ...opening,
  'delivery.write',
] as const
const registering = ['people.manage', 'sites.edit', 'devices.revoke'] as const
const guarding = ['people.sensitive'] as const
const steering = [
  'plan.edit',
  'places.edit',
  'services.edit',
  'organisations.edit',
  'reports.compose',
  'reports.publish',
  'figures.freeze',
  'submission.approve',
  'plan.publish',
] as const
const ruling = ['users.edit', 'system.read', 'devices.revoke'] as const

export type Permission =
  | (typeof reading)[number]
  | (typeof reporting)[number]
  | (typeof submitting)[number]
  | (typeof endorsing)[number]
  | (typeof validating)[number]
  | (typeof reviewing)[number]
  | (typeof meeting)[number]
  | (typeof registering)[number]
  | (typeof guarding)[number]
  | (typeof steering)[number]
  | (typeof ruling)[number]

const permissionsOf: Record<Role, readonly Permission[]> = {
  administrator: [...reading, ...reporting, ...submitting, ...endorsing, ...validating, ...reviewing, ...steering, ...ruling],
  'regional-officer': [...reading, ...reporting, ...submitting, ...endorsing, ...validating, ...reviewing, ...steering],
  'country-officer': [...reading, ...reporting, ...validating, ...reviewing],
  'sector-coordinator': [...looking, ...validating],
  'organisation-office': [...reading, ...reporting, ...submitting, ...endorsing, ...opening],
  'organisation-reporter': [...reading, ...reporting, ...submitting, ...opening],
  'registration-officer': [...meeting, ...registering],
  'protection-officer': [...meeting, ...guarding],
  'field-worker': meeting,
  viewer: [...reading],
}

/** Every permission there is. */
export const permissions: readonly Permission[] = [...new Set(Object.values(permissionsOf).flat())]

/** Where a grant holds. A platform is turned into its countries when the grants are loaded. */
export type Scope =
  | { kind: 'region' }
  | { kind: 'country'; country: string }
  | { kind: 'sector'; country: string; sector: string }
  | { kind: 'organisation'; organisationId: number }
  | { kind: 'site'; organisationId: number; siteId: string }
export type Grant = { role: Role; scope: Scope }
export type Actor = { id: string; name: string; grants: Grant[] }

/** What an answer needs to know of its asker; `accessChecked` is set by every question asked here. */
export type Asking = { actor: Actor; accessChecked: boolean }

/** The part of the response in which a permission holds: everything, or what lies in these countries, or in these sectors of a country (`EC:health`: country, look), or belongs to these organisations, or to what these do at one site (`12:<site>`). */
export type Reach = 'all' | { countries: string[]; organisations: number[]; sectors?: string[]; sites?: string[] }
export type Thing = {
  country?: string | null
  organisationId?: number | null
  sector?: string | null
  siteId?: string | null
}

export const nobody: Actor = { id: 'nobody', name: '', grants: [] }
/** The command line: whoever may read the database's files already rules it. */
export const operator: Actor = {
  id: 'operator',
  name: 'command line',
  grants: [
    { role: 'administrator', scope: { kind: 'region' } },
    { role: 'registration-officer', scope: { kind: 'region' } },
  ],
}

/** Where the actor holds a permission; a Problem 401 or 403 if nowhere. The filter for every list. */
export function visible(asking: Asking, permission: Permission): Reach {
  asking.accessChecked = true
  const scopes = asking.actor.grants.filter((g) => permissionsOf[g.role].includes(permission)).map((g) => g.scope)
  if (scopes.length === 0) throw refusal(asking, permission)
  if (scopes.some((s) => s.kind === 'region')) return 'all'
  return {
    countries: scopes.flatMap((s) => (s.kind === 'country' ? [s.country] : [])),
    organisations: scopes.flatMap((s) => (s.kind === 'organisation' ? [s.organisationId] : [])),
    sectors: scopes.flatMap((s) => (s.kind === 'sector' ? [`${s.country}:${s.sector}`] : [])),
    sites: scopes.flatMap((s) => (s.kind === 'site' ? [`${s.organisationId}:${s.siteId}`] : [])),
  }
}

export const within = (reach: Reach, thing: Thing): boolean =>
  reach === 'all' ||
  (thing.country != null && reach.countries.includes(thing.country)) ||
  (thing.country != null && thing.sector != null && (reach.sectors ?? []).includes(`${thing.country}:${thing.sector}`)) ||
  (thing.organisationId != null && reach.organisations.includes(thing.organisationId)) ||
  (thing.organisationId != null &&
    thing.siteId != null &&
    (reach.sites ?? []).includes(`${thing.organisationId}:${thing.siteId}`))

/** Asks for one thing. Without a thing: the permission must hold for the whole region. */
export function assertMay(asking: Asking, permission: Permission, thing: Thing = {}): void {
  if (!within(visible(asking, permission), thing)) throw refusal(asking, permission)
}

/** For the screens: may this actor do it anywhere / to this thing? */
export function may(asking: Asking, permission: Permission, thing?: Thing): boolean {
  const held = asking.actor.grants.some((g) => permissionsOf[g.role].includes(permission))
  return held && (thing === undefined || within(visible(asking, permission), thing))
}

/** Says aloud that an answer is for everybody: what is published, and the questions before sign-in. */
export function isPublic(asking: Asking): void {
  asking.accessChecked = true
}

const refusal = ({ actor }: Asking, permission: Permission) =>
  actor.id === nobody.id ? new Problem(401, 'core/sign-in-first') : new Problem(403, 'core/not-allowed', { permission })
