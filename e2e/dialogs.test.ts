/** Every dialog and every public page is sound. */
import { beforeAll, describe, it } from 'vitest'
import { makeWorld } from './browser.ts'
import { everything, type Ids, told } from './everything.ts'
import { plan } from './plan.ts'
import { bothEnds, desk, everyWay, hideWhatIsBehind, isSound, isThere, looksSound, show } from './sound.ts'

const world = makeWorld()
let ids: Ids
beforeAll(async () => {
  ids = await everything(world)
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
