/** Every screen of the staff app is sound, and what the first of them weighs. */
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeWorld, weighed } from './browser.ts'
import { everything, type Ids, told } from './everything.ts'
import { plan } from './plan.ts'
import { bothEnds, everyWay, isSound } from './sound.ts'

const world = makeWorld()
let ids: Ids
beforeAll(async () => {
  ids = await everything(world)
})

/** The addresses of each route; more than one where a screen has several faces. */
const staff: Record<string, () => string[]> = {
  '/': () => [`/?plan=${plan}`],
  '/activities': () => [
    `/activities?plan=${plan}`,
    `/activities?plan=${plan}&row=${ids.row}`,
    `/activities?plan=${plan}&fix=round-breakdown`,
    `/activities?plan=${plan}&words=nothing-has-these-words`,
  ],
  '/completeness': () => [`/completeness?plan=${plan}`],
  '/imports': () => [`/imports?plan=${plan}`],
  '/imports/new': () => [`/imports/new?plan=${plan}`],
  '/imports/$id': () => [`/imports/${ids.import}?plan=${plan}`],
  '/sign-in': () => ['/sign-in'],
  '/plan': () => ['/plan'],
  '/plan/$code': () => [told],
  '/plan/$code/needs': () =>
    ['', '?country=EC', '?part=entry&country=EC', '?part=scenario', '?part=survey'].map((face) => `${told}/needs${face}`),
  '/plan/$code/areas': () => [`${told}/areas`],
  '/plan/$code/activities': () => [
    `${told}/activities`,
    `${told}/activities?row=${ids.planned}`,
    `${told}/activities?finding=any`,
    `${told}/activities?text=nothing-has-these-words`,
  ],
  '/plan/$code/review': () => [`${told}/review`, `${told}/review?row=${ids.planned}`, `${told}/review?${ids.line}`],
  '/plan/$code/money': () => ['country', 'sector', 'organisation', 'donor'].map((by) => `${told}/money?by=${by}`),
  '/plan/$code/targets': () => [`${told}/targets`, `${told}/targets?country=CO&lines=all`],
  '/plan/$code/progress': () => [`${told}/progress`, `${told}/progress?by=country&show=all`],
  '/plan/$code/publication': () => [`${told}/publication`, `${told}/publication?version=2&since=1`],
  '/plan/$code/lists': () =>
    ['lists', 'sectors', 'indicators', 'methods', 'proportions'].map((tab) => `/plan/${plan}/lists?tab=${tab}`),
  '/deliver': () => ['/deliver', '/deliver?words=no'],
  '/deliver/group': () => ['/deliver/group', '/deliver/group?one=1'],
  '/deliver/today': () => ['/deliver/today'],
  '/deliver/lists': () => ['/deliver/lists'],
  '/deliver/lists/$id': () => [`/deliver/lists/${ids.list}`],
  '/deliver/$id': () => [`/deliver/${ids.receiving}`],
  '/device': () => ['/device'],
  '/services': () => ['/services'],
  '/settings/sites': () => ['/settings/sites'],
  '/settings/devices': () => ['/settings/devices'],
  '/settings/people': () => ['/settings/people'],
  '/figures': () => ['/figures?plan=overview-2020'],
  '/figures/counted': () => [`/figures/counted?plan=${plan}`],
  '/deliver/entries': () => [`/deliver/entries?plan=${plan}`],
  '/figures/table': () => ['/figures/table?plan=overview-2020'],
  '/people': () => ['/people'],
  '/people/new': () => ['/people/new'],
  '/people/conflicts': () => ['/people/conflicts'],
  '/people/duplicates': () => ['', '?part=merges', '?part=model'].map((part) => `/people/duplicates${part}`),
  '/people/imports': () => ['/people/imports', '/people/imports?send=yes'],
  '/people/imports/$id': () => [`/people/imports/${ids.people}`],
  '/people/$id': () => [`/people/${ids.household}`, `/people/${ids.household}?edit=yes`],
  '/reports': () => ['/reports'],
  '/reports/$id': () => ['summary', 'sectors', 'stories', 'donors', 'method'].map((tab) => `/reports/${ids.overview}?tab=${tab}`),
  '/settings': () => ['/settings'],
  '/settings/keys': () => ['/settings/keys'],
  '/settings/mail': () => ['/settings/mail'],
  '/settings/users': () => ['/settings/users'],
  '/settings/organisations': () => ['/settings/organisations'],
}

it('the list below names every screen', () => {
  const source = readFileSync(new URL('../src/web/routes.tsx', import.meta.url), 'utf8')
  const routes = [...source.matchAll(/^ {2}screen\(\s*'([^']+)'/gm)].map(([, path]) => path)
  expect(routes.toSorted()).toEqual(Object.keys(staff).toSorted())
})

describe.each(Object.keys(staff))('%s', (route) => {
  it('is sound', { timeout: 240_000 }, async () => {
    // Whoever rules the platform reads no names.
    const page = await world.as(/^\/(people|device|deliver(?!\/entries)|settings\/people)/.test(route) ? 'registration' : 'admin')
    const [first, ...faces] = staff[route]!()
    await isSound(page, `/app${first}`, everyWay)
    for (const face of faces) await isSound(page, `/app${face}`, bothEnds)
  })
})

it('the first load of the staff app is at most 130 kB of JavaScript as it goes over the line', async () => {
  for (const storageState of [undefined, await (await world.as('admin')).context().storageState()]) {
    const page = await world.visitor({ ...(storageState && { storageState }) })
    const weight = weighed(page)
    await page.goto('/app/', { waitUntil: 'networkidle' })
    await page.getByRole('heading', { level: 1, name: storageState ? 'What is due from you today' : 'Sign in' }).waitFor()
    const bytes = await weight.bytes(/javascript/)
    expect(bytes).toBeGreaterThan(20_000)
    expect(bytes).toBeLessThanOrEqual(130_000)
    await page.context().close()
  }
})
