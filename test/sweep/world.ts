/** Who asks in the sweep, and what is looked for in the answers. */
import { type Actor, type Grant, nobody, type Role } from '../../src/core/access.ts'

/** Planted in every free text that belongs to Ecuador; never in a name that everybody may read. */
export const word = 'zafiro'
/** How a person agreed to their story: for those who write it, for nobody else. */
export const consent = 'turmalina'
/** Planted as people, months and money of Ecuador; looked for with every sum of them. */
export const numbers = { accepted: 771_131, submitted: 52_489, draft: 30_241_007, locked: 6_204_413 }
/** What Uruguay reported: it may be added to any sum. */
export const known = 12

export const everybody = [
  'nobody',
  'administrator',
  'regional',
  'officer EC',
  'officer UY',
  'reporter A',
  'reporter B',
  'viewer',
  'viewer UY',
  'viewer, officer UY',
] as const
export type Who = (typeof everybody)[number]
/** Who has nothing to do with Ecuador or with its organisation. */
export const strangers: readonly Who[] = ['nobody', 'officer UY', 'reporter B', 'viewer UY']
/** Who may change nothing of Ecuador, though some of them see it. */
export const onlookers: readonly Who[] = [...strangers, 'viewer', 'viewer, officer UY']

type Bodies = { organisationA: number; organisationB: number }
const grants: Record<Who, (bodies: Bodies) => Grant[]> = {
  nobody: () => [],
  administrator: () => [region('administrator')],
  regional: () => [region('regional-officer')],
  'officer EC': () => [country('country-officer', 'EC')],
  'officer UY': () => [country('country-officer', 'UY')],
  'reporter A': ({ organisationA }) => [body(organisationA)],
  'reporter B': ({ organisationB }) => [body(organisationB)],
  viewer: () => [region('viewer')],
  'viewer UY': () => [country('viewer', 'UY')],
  'viewer, officer UY': () => [region('viewer'), country('country-officer', 'UY')],
}
const region = (role: Role): Grant => ({ role, scope: { kind: 'region' } })
const country = (role: Role, code: string): Grant => ({ role, scope: { kind: 'country', country: code } })
const body = (organisationId: number): Grant => ({
  role: 'organisation-reporter',
  scope: { kind: 'organisation', organisationId },
})

export const userId = (who: Who): string => `sweep ${who}`
export const actorFor = (who: Who, bodies: Bodies): Actor =>
  who === 'nobody' ? nobody : { id: userId(who), name: who, grants: grants[who](bodies) }

/** What of Ecuador stands in a text, apart from what the asker already said. */
export type Finder = (text: string, asked: string) => string | undefined
type Numbers = (keyof typeof numbers)[]

/** Finds ids, the word, and every number or sum of numbers that was planted. */
export const finder = (ids: string[]): Finder => finds(ids, () => true)
/** The same, but for what accepted and locked rows alone come to. */
export const finderOfOpen = (ids: string[]): Finder => finds(ids, (sum) => sum.includes('submitted') || sum.includes('draft'))

function finds(ids: string[], isSecret: (sum: Numbers) => boolean): Finder {
  const names = Object.keys(numbers) as Numbers
  const sums = Array.from({ length: 2 ** names.length - 1 }, (_, i) => names.filter((_, bit) => (i + 1) & (1 << bit)))
  const values = sums.filter(isSecret).map((sum) => sum.reduce((total, name) => total + numbers[name], 0))
  const written = values.flatMap((n) => [n, n + known]).map((n) => `(?<!\\d)${n}(?!\\d)`)
  const secrets = new RegExp([word, ...ids, ...written].join('|'), 'giu')
  return (text, asked) => [...text.matchAll(secrets)].map(([found]) => found).find((found) => !asked.includes(found))
}
