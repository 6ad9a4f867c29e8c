/** Every screen and every public page: nothing for axe to say, light and dark, on a desk and on a phone; and what the first screen weighs. */
import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { temporaryFiles } from '../test/files.ts'
import { makeWorld, weighed } from './browser.ts'
import { somethingGiven } from './deliveries.ts'
import { someoneRegistered } from './people.ts'
import { csvOf, makePlan, month, plan } from './plan.ts'
import { senda } from './server.ts'

const world = makeWorld()
const told = '/plan/iom-regional-2022'
const ids = {
  receiving: '',
  list: '',
  household: '',
  people: '',
  import: '',
  overview: '',
  slug: '',
  row: '',
  planned: '',
  body: '',
  line: '',
  published: '',
}

beforeAll(async () => {
  const { data } = world.server
  await makePlan(data)
  const files = temporaryFiles()
  const { code } = await senda(data, 'activities', 'import', files.put('May 2021.csv', csvOf(month)), '--plan', plan)
  files.clear()
  expect(code).toBe(0)
  const page = await world.as('admin')
  const get = async (path: string) => (await page.request.get(`/api${path}`)).json()
  ids.import = (await get(`/plans/${plan}/imports`))[0].id
  Object.assign(ids, { overview: (await get('/overviews'))[0].id, slug: (await get('/overviews'))[0].slug })
  ids.row = (await get(`/plans/${plan}/activities?finding=any`)).rows[0].id
  ids.planned = (await get('/plans/iom-regional-2022/planned-activities')).rows[0].id
  ids.published = (await get('/plans/iom-regional-2022/published-activities')).rows[0].id
  const [{ step, country, sectorId, organisationId }] = (await get('/plans/iom-regional-2022/review')).lines
  ids.body = String((await get('/plans/iom-regional-2022/planned-activities?state=draft')).rows[0].organisationId)
  Object.assign(ids, await someoneRegistered(world), await somethingGiven(world))
  ids.line = new URLSearchParams({ step, in: country, sector: sectorId, body: organisationId }).toString()
})

type Way = { colorScheme: 'light' | 'dark'; width: 1280 | 360 }
const [desk, phoneAtNight]: Way[] = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 360 },
]
const everyWay: Way[] = [desk!, { colorScheme: 'dark', width: 1280 }, { colorScheme: 'light', width: 360 }, phoneAtNight!]
const bothEnds: Way[] = [desk!, phoneAtNight!]

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

describe('dialogs', () => {
  const opened: [string, string, string | RegExp][] = [
    ['a new plan', '/plan', 'New plan'],
    ['a new overview', '/reports', 'New overview'],
    ['publishing', '/reports/$overview', 'Publish …'],
    ['editions', '/reports/$overview', '1 edition'],
    ['columns', `/activities?plan=${plan}`, 'Columns'],
    ['pasting', `/activities?plan=${plan}`, 'Paste from Excel'],
    ['submitting', `/activities?plan=${plan}`, /^Submit /],
    ['importing needs', `${told}/needs`, 'Import a table'],
    ['the form of an organisation', `${told}/activities?organisation=$body`, 'Form as a workbook'],
    ['pasting what is planned', `${told}/activities?organisation=$body`, 'Paste from Excel'],
    ['submitting what is planned', `${told}/activities?organisation=$body`, /^Submit$/],
    ['last days', `${told}/review`, 'Last days'],
    ['importing money', `${told}/money`, 'Import a file'],
    ['entering money', `${told}/money`, 'Enter a contribution'],
    ['publishing a plan', `${told}/publication`, /^Publish version/],
    ['a service', '/services', /^Change Hygiene kit/],
    ['a site', '/settings/sites', 'New site'],
    ['a need', '/settings/people', 'Add a need'],
    ['the account', '/', /^Your account/],
    ['search', '/', /^Search/],
  ]
  it.each(opened)('%s is sound', async (_, address, name) => {
    const page = await world.as('admin')
    await show(page, desk!)
    await page.goto(`/app${address.replace('$overview', ids.overview).replace('$body', ids.body)}`)
    await page.getByRole('button', { name }).first().click()
    const above = page.locator('dialog[open], [popover]:popover-open').first()
    await above.locator('a, button, input, select').first().waitFor()
    await isThere(page)
    await hideWhatIsBehind(page)
    for (const way of bothEnds) await looksSound(page, address, way)
  })
})

describe('public pages', () => {
  const listed = ['/', '/overviews', '/figure', '/rows', '/plans', '/plan', '/country', '/explorer', '/nothing', '/activity']
  it.each(listed)('%s is sound', async (address) => {
    const page = await world.visitor()
    const [base, published] = [`/overviews/${ids.slug}`, '/plans/iom-regional-2022']
    const addresses: Record<string, string> = {
      '/figure': `${base}/figures/trained`,
      '/rows': `${base}/rows?after=40`,
      '/plan': published,
      '/country': `${published}/EC`,
      '/explorer': `${published}/activities?country=EC`,
      '/nothing': `${published}/activities?words=nothing-has-these-words`,
      '/activity': `${published}/activities/${ids.published}`,
    }
    await isSound(page, addresses[address] ?? address, everyWay)
    await page.context().close()
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

async function isSound(page: Page, address: string, ways: Way[]): Promise<void> {
  await show(page, ways[0]!)
  await page.goto(address, { waitUntil: 'networkidle' })
  await page.getByRole('heading', { level: 1 }).waitFor()
  await isThere(page)
  expect(await page.getByText(/web\.\w+\.[\w.-]+/).count(), `${address}: a sentence is missing`).toBe(0)
  for (const way of ways) await looksSound(page, address, way)
}

/** Nothing waits for its answer any more. */
const isThere = (page: Page) => expect.poll(() => page.locator('main .wait, dialog .wait').count(), { timeout: 30_000 }).toBe(0)

/** Axe does not know the top layer: it would take what lies behind for something that covers, and judge no colour. */
const hideWhatIsBehind = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('body { visibility: hidden } dialog[open], [popover]:popover-open { visibility: visible }')
    document.adoptedStyleSheets.push(sheet)
  })

async function show(page: Page, { colorScheme, width }: Way): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await page.setViewportSize({ width, height: 800 })
}

async function looksSound(page: Page, address: string, way: Way): Promise<void> {
  await show(page, way)
  const where = `${address}, ${way.colorScheme}, ${way.width} px`
  const { violations, passes } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .setLegacyMode()
    .analyze()
  const said = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
  )
  expect(said, where).toEqual([])
  expect(passes.map((rule) => rule.id)).toContain('color-contrast')
  const { inner, whole } = await page.evaluate(() => ({ inner: innerWidth, whole: document.documentElement.scrollWidth }))
  expect(whole, `${where} scrolls sideways`).toBeLessThanOrEqual(inner)
}
