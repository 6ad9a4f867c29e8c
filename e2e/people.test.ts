/** People in a real browser: a family is registered, found misspelt, changed, written twice and settled, merged and taken apart, and erased. */
import type { Locator, Page } from 'playwright-core'
import { v7 as newId } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { Household } from '../src/modules/people/contract.ts'
import { aPerson } from '../test/people.ts'
import { makeWorld, sees } from './browser.ts'
import { contentOf, registryOf, twoVersions } from './people.ts'
import { senda } from './server.ts'

const world = makeWorld()
const household = { id: '' }

/** Opened from the search, in the same window. */
async function found(page: Page, given: string): Promise<void> {
  await page.getByRole('searchbox').fill(given)
  await page.getByRole('link', { name: new RegExp(`Open ${given}`) }).click()
  await page.waitForURL(/\/people\/[0-9a-f-]{36}/)
}

/** On a telephone a field's two values stand one below the other, with who wrote them; on a wide screen beside each other. */
async function besideOrBelow(page: Page, conflict: Locator): Promise<void> {
  await page.setViewportSize({ width: 360, height: 800 })
  const note = conflict.getByRole('heading', { name: 'note' })
  await note.waitFor()
  const values = note.locator('xpath=..').getByRole('definition')
  const [one, other] = [await values.first().boundingBox(), await values.last().boundingBox()]
  expect(other!.y).toBeGreaterThan(one!.y + one!.height)
  expect(other!.x).toBe(one!.x)
  expect(
    await note
      .locator('xpath=..')
      .getByText(/What was proposed · .+, /)
      .count(),
  ).toBe(1)
  await page.setViewportSize({ width: 1280, height: 800 })
  await note.waitFor({ state: 'hidden' })
  const [take, leave] = [conflict.getByRole('button', { name: 'Take what was proposed' }), conflict.getByRole('button').nth(1)]
  expect((await take.boundingBox())!.y).toBeCloseTo((await leave.boundingBox())!.y, 0)
}

describe('a family', () => {
  it('is asked first, then registered step by step on a telephone, and gets its card', async () => {
    const page = await world.as('registration')
    await page.setViewportSize({ width: 360, height: 800 })
    await page.goto('/app/people/new')
    await page.getByRole('radio', { name: 'Refuses' }).first().check()
    await sees(page, /they are helped all the same/)
    await page.getByRole('radio', { name: 'Agrees' }).first().check()
    await page.getByRole('button', { name: 'Next: Place' }).click()
    await page.getByLabel('Site').selectOption({ index: 1 })
    await page.getByRole('button', { name: 'Next: People' }).click()
    await page.getByRole('button', { name: 'Next: Contact' }).click()
    await sees(page, /must be put right first/)
    await page.getByLabel('Given names').fill('Yorgelis')
    await page.getByLabel('Family names').fill('Bosquejo Zambrano')
    await page.getByRole('radio', { name: 'female' }).check()
    await page.getByRole('textbox', { name: 'Age' }).fill('34')
    await page.getByRole('button', { name: 'Done' }).click()
    for (const [given, year] of [
      ['Ana', '2019'],
      ['Samuel', '2021'],
    ] as const) {
      await page.getByRole('button', { name: 'Add a person' }).click()
      await page.getByLabel('Given names').fill(given)
      await page.getByRole('radio', { name: given === 'Ana' ? 'female' : 'male', exact: true }).check()
      await page.getByRole('radio', { name: 'Birth date' }).check()
      await page.getByLabel('Year').fill(year)
      await page.getByLabel('Relation to the head').selectOption('child')
      await page.getByRole('button', { name: 'Done' }).click()
    }
    await sees(page, /3 persons: 1 girl, 1 boy,? and 1 woman/)
    await page.getByRole('button', { name: 'Next: Contact' }).click()
    await page.getByLabel('Phone').fill('+593 98 765 4321')
    await page.getByRole('button', { name: 'Next: Check' }).click()
    await page.getByRole('button', { name: /^Register Yorgelis/ }).click()
    await page.getByRole('heading', { level: 1, name: 'Registered' }).waitFor()
    await page.getByRole('img', { name: /Code of card H-/ }).waitFor()
    expect(await page.title()).not.toContain('Yorgelis')
    await page.setViewportSize({ width: 1280, height: 800 })
  })

  it('is found misspelt, its words in another order', async () => {
    const page = await world.as('registration')
    await page.goto('/app/people')
    await page.getByRole('searchbox').fill('sambrano boskejo yorjelis')
    await page.getByRole('link', { name: /Open Yorgelis/ }).click()
    await page.waitForURL(/\/people\/[0-9a-f-]{36}/)
    expect(page.url()).not.toContain('yor')
    household.id = /people\/([0-9a-f-]{36})/.exec(page.url())![1]!
    await sees(page, 'Yorgelis Bosquejo Zambrano')
  })

  it('is changed, and its history says what, by whom', async () => {
    const page = await world.as('registration')
    await page.goto(`/app/people/${household.id}?edit=yes`)
    await page.getByLabel('Where they are going').fill('Lima')
    await page.getByRole('button', { name: 'Save 1 change' }).click()
    await sees(page, 'The changes are saved.')
    await page.getByText('History', { exact: true }).click()
    await sees(page, 'Changed')
  })

  it('takes back what it agreed to', async () => {
    const page = await world.as('registration')
    await page.goto(`/app/people/${household.id}`)
    await page.getByRole('button', { name: 'Withdraw consent: Registration' }).click()
    await page.getByRole('button', { name: 'Withdraw this consent' }).click()
    await sees(page, 'withdrawn')
    await sees(page, /^Consent to registration was withdrawn on .* the record is to be erased\.$/)
    await page.getByRole('button', { name: 'Erase the record' }).waitFor()
  })

  it('is erased after one question that names it and what follows', async () => {
    const page = await world.as('registration')
    await page.goto(`/app/people/${household.id}`)
    await page.getByRole('button', { name: 'Erase', exact: true }).click()
    await page.getByLabel('Reason').fill('They asked for it')
    await page.getByRole('button', { name: 'Erase 3 persons' }).click()
    await sees(page, /^Erased/)
    expect(await page.getByText('Yorgelis').count()).toBe(0)
  })
})

it('who takes consent back while another agrees is erased alone, after one question that says what follows', async () => {
  const registry = await registryOf(world)
  const { page } = registry
  const persons = [
    aPerson({ given: 'Milagros', family: 'Quedante' }),
    aPerson({ given: 'Wuilmer', family: 'Saliente', relation: 'partner' }),
  ]
  const known = await registry.register({ persons })
  for (const isGiven of [true, false]) {
    const [, partner] = persons
    const said = {
      id: newId(),
      personId: partner!.id,
      purpose: 'registration',
      isGiven,
      textVersion: 1,
      language: 'es',
      how: 'spoken',
    }
    const at = new Date(Date.now() - (isGiven ? 60_000 : 0)).toISOString()
    await registry.ask('POST', `/people/households/${known.id}/consents`, { ...said, at })
  }
  await page.goto(`/app/people/${known.id}`)
  await sees(page, /^Wuilmer Saliente withdrew consent to registration on .* the others stay/)
  await page.getByRole('button', { name: 'Erase Wuilmer Saliente' }).click()
  const dialog = page.getByRole('dialog')
  await sees(page, /^What is kept of Wuilmer Saliente is erased/)
  await dialog.getByRole('button', { name: 'Erase Wuilmer Saliente' }).click()
  await sees(page, 'Say why, in a few words.')
  await dialog.getByLabel('Reason').fill('They asked for it')
  await dialog.getByRole('button', { name: 'Erase Wuilmer Saliente' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.reload()
  await sees(page, 'Milagros Quedante')
  expect(await page.getByText('Wuilmer').count()).toBe(0)
})

it('what a desk was changing when the line went is there again; saved over a newer version, both are kept', async () => {
  const registry = await registryOf(world)
  const { page } = registry
  const known = await registry.register({ persons: [aPerson({ given: 'Dayanara', family: 'Muestra Patrón' })] })
  // The screen that is walked to without a line was opened before.
  await page.goto('/app/people')
  await page.getByRole('searchbox').waitFor()
  await page.goto(`/app/people/${known.id}?edit=yes`)
  await page.getByLabel('Note').fill('Met at the bridge')
  await sees(page, 'Until it is saved, what you typed stands in this window only.')
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Save 1 change' }).click()
  await sees(page, /cannot be reached/)
  await page.getByRole('link', { name: 'People', exact: true }).first().click()
  await page.getByRole('searchbox').waitFor()
  await page.context().setOffline(false)
  const base = contentOf(known)
  const change = { id: newId(), version: known.version, base, content: { ...base, note: 'Met at the shelter' } }
  await registry.ask('PUT', `/people/households/${known.id}`, change)
  await found(page, 'Dayanara')
  await sees(page, /^You began to change this household on .*: 1 change not saved$/)
  await page.getByRole('button', { name: 'Go on' }).click()
  await sees(page, 'This household was changed since you began')
  expect(await page.getByLabel('Note').inputValue()).toBe('Met at the bridge')
  await page.getByRole('button', { name: 'Save 1 change' }).click()
  await sees(page, 'Somebody else changed this household meanwhile: both versions are kept')
  expect(await page.getByText(/not saved/).count()).toBe(0)
  await page.goto('/app/people/conflicts')
  await page.getByRole('region', { name: 'Two versions: Dayanara Muestra Patrón' }).waitFor()
})

it('a change that was begun can be let go', async () => {
  const registry = await registryOf(world)
  const { page } = registry
  const known = await registry.register({ persons: [aPerson({ given: 'Solangel', family: 'Esbozo Traza' })] })
  await page.goto(`/app/people/${known.id}?edit=yes`)
  await page.getByLabel('Note').fill('Nothing to keep')
  await page.getByRole('link', { name: 'People', exact: true }).first().click()
  await found(page, 'Solangel')
  await page.getByRole('button', { name: 'Let the changes go' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Let the changes go' }).click()
  await page.getByText(/1 change not saved/).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  expect(await page.getByLabel('Note').inputValue()).toBe('')
})

it('two versions of one household stand side by side, and are joined field by field', async () => {
  const registry = await registryOf(world)
  const { page } = registry
  const known = await registry.register({ persons: [aPerson({ given: 'Maricarmen', family: 'Modelo Prueba' })] })
  await twoVersions(registry, known)
  await page.goto('/app/people/conflicts')
  const conflict = page.getByRole('region', { name: 'Two versions: Maricarmen Modelo Prueba' })
  await besideOrBelow(page, conflict)
  await conflict.getByText('Join them field by field').click()
  await conflict.getByRole('button', { name: 'Join: 1 of 2 as proposed' }).click()
  await conflict.waitFor({ state: 'detached' })
  const now = await registry.ask<Household>('GET', `/people/households/${known.id}`)
  expect([now.phone, now.note]).toEqual(['+593980000000', 'Met at the bridge'])
})

it('somebody registered twice becomes one person, and two again when that was wrong', async () => {
  const registry = await registryOf(world)
  const { page } = registry
  const like = { sex: 'female', birthDate: '1988-04-12', documents: [] } as const
  await registry.register({ persons: [aPerson({ ...like, documents: [], given: 'Betzabeth', family: 'Ensayo Trazado' })] })
  await registry.register({ persons: [aPerson({ ...like, documents: [], given: 'Betsabet', family: 'Ensallo Trasado' })] })
  expect((await senda(world.server.data, 'people', 'duplicates', '--organisation', String(registry.organisation))).code).toBe(0)
  await page.goto('/app/people/duplicates')
  const pair = page.getByRole('region', { name: /Perhaps the same: Bet\w+ Ens/ })
  await pair.getByRole('button', { name: 'The same person …' }).click()
  await page.getByRole('button', { name: /^Merge into Bet\w+ Ens/ }).click()
  await sees(page, /^Merged: Bet/)
  await page.getByRole('radio', { name: 'Merged' }).check()
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click()
  await page.getByRole('button', { name: 'Make them two again' }).click()
  await sees(page, /^undone/)
})
