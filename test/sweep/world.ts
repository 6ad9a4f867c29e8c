/** Who asks in the sweep, and what is looked for in the answers. */
import { type Actor, type Grant, nobody, type Role } from '../../src/core/access.ts'

/** Planted in every free text that belongs to Ecuador; never in a name that everybody may read. */
export const word = 'zafiro'
/** How a person agreed to their story: for those who write it, for nobody else. */
export const consent = 'turmalina'
/** Planted as people, months and money of Ecuador; looked for with every sum of them. */
export const numbers = { accepted: 771_131, submitted: 52_489, draft: 30_241_007, locked: 6_204_413 }
/** Planted as people and money of what one organisation plans in Ecuador, before anything of it is published; looked for in the same way. */
export const plannedNumbers = {
  draft: 913_127,
  submitted: 4_170_233,
  returned: 65_881,
  endorsed: 18_302_441,
  validated: 141_733_819,
}
/** What Uruguay reported, and what is planned there: it may be added to any sum. */
export const known = 12

export const everybody = [
  'nobody',
  'administrator',
  'regional',
  'officer EC',
  'officer UY',
  'coordinator EC',
  'office A',
  'reporter A',
  'reporter B',
  'viewer',
  'viewer UY',
  'viewer, officer UY',
  'field A',
  'registrar A',
  'field B',
] as const
export type Who = (typeof everybody)[number]
/** Who has nothing to do with Ecuador or with its organisation. */
export const strangers: readonly Who[] = ['nobody', 'officer UY', 'reporter B', 'viewer UY', 'field B']
/** Who may change nothing of Ecuador, though some of them see it. */
export const onlookers: readonly Who[] = [...strangers, 'viewer', 'viewer, officer UY']

type Bodies = { organisationA: number; organisationB: number }
const grants: Record<Who, (bodies: Bodies) => Grant[]> = {
  nobody: () => [],
  administrator: () => [region('administrator')],
  regional: () => [region('regional-officer')],
  'officer EC': () => [country('country-officer', 'EC')],
  'officer UY': () => [country('country-officer', 'UY')],
  // Of the one sector that the sweep's plan has.
  'coordinator EC': () => [{ role: 'sector-coordinator', scope: { kind: 'sector', country: 'EC', sector: 'shelter' } }],
  'office A': ({ organisationA }) => [body('organisation-office', organisationA)],
  'reporter A': ({ organisationA }) => [body('organisation-reporter', organisationA)],
  'reporter B': ({ organisationB }) => [body('organisation-reporter', organisationB)],
  viewer: () => [region('viewer')],
  'viewer UY': () => [country('viewer', 'UY')],
  'viewer, officer UY': () => [region('viewer'), country('country-officer', 'UY')],
  'field A': ({ organisationA }) => [body('field-worker', organisationA)],
  'registrar A': ({ organisationA }) => [body('registration-officer', organisationA)],
  'field B': ({ organisationB }) => [body('field-worker', organisationB)],
}
const region = (role: Role): Grant => ({ role, scope: { kind: 'region' } })
const country = (role: Role, code: string): Grant => ({ role, scope: { kind: 'country', country: code } })
const body = (role: Role, organisationId: number): Grant => ({ role, scope: { kind: 'organisation', organisationId } })

export const userId = (who: Who): string => `sweep ${who}`
/** Who wrote everything, and is not among those who ask. */
export const writer = 'sweep other'
export const actorFor = (who: Who, bodies: Bodies): Actor =>
  who === 'nobody' ? nobody : { id: userId(who), name: who, grants: grants[who](bodies) }

/** What of Ecuador stands in a text, apart from what the asker already said. */
export type Finder = (text: string, asked: string) => string | undefined

/** Finds ids, the word, and every number or sum of numbers that was planted. */
export const finder = (ids: string[]): Finder => finds(ids, () => true)
/** The same, but for what accepted and locked rows alone come to. */
export const finderOfOpen = (ids: string[]): Finder => finds(ids, (sum) => sum.includes('submitted') || sum.includes('draft'))

function finds(ids: string[], isSecret: (sum: string[]) => boolean): Finder {
  const values = [...sumsOf(numbers, isSecret), ...sumsOf(plannedNumbers, () => true)]
  const written = new Set(values.flatMap((n) => [n, n + known]).map(String))
  const words = new RegExp([word, ...ids].join('|'), 'giu')
  return (text, asked) => {
    const said = [...text.matchAll(words)].map(([found]) => found)
    const counted = [...text.matchAll(/\d+/g)].map(([number]) => number).filter((number) => written.has(number))
    return [...said, ...counted].find((found) => !asked.includes(found))
  }
}

/** Every sum of some of the numbers that is secret. */
function sumsOf(planted: Record<string, number>, isSecret: (sum: string[]) => boolean): number[] {
  const names = Object.keys(planted)
  const sums = Array.from({ length: 2 ** names.length - 1 }, (_, i) => names.filter((_, bit) => (i + 1) & (1 << bit)))
  return sums.filter(isSecret).map((sum) => sum.reduce((total, name) => total + planted[name]!, 0))
}
