/** The regional officer composes the overview in Spanish, sees what does not tie out, publishes it, and downloads the PDF. */
import { readFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { heldAnswer, makeWorld, sees } from './browser.ts'

const world = makeWorld()
const part = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true })
const saved = (page: Page, name: string) => part(page, name).getByText('saved', { exact: true }).waitFor()

it('opens the overview and writes in Spanish', async () => {
  const page = await world.as('regional')
  await page.goto('/app/reports?plan=overview-2020')
  await page.getByRole('table').getByRole('link', { name: /July/ }).click()
  await page.getByLabel('Written in').selectOption({ value: 'es' })
  await page.getByRole('textbox', { name: 'Title, Español' }).waitFor()
})

/** Types at the end of the context, then looks for a figure there. */
async function pickAfter(page: Page, words: string): Promise<{ text: Locator; picker: Locator }> {
  const text = page.getByRole('textbox', { name: 'Context, Español' })
  await text.click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(`${words}#`)
  const picker = page.getByRole('dialog', { name: 'Place a figure' })
  await picker.getByRole('combobox').pressSequentially('seguridad alimentaria')
  return { text, picker }
}

it('a figure is placed by typing #, and stands there as a live number', async () => {
  const page = await world.as('regional')
  const { text, picker } = await pickAfter(page, ' Recibieron alimentos ')
  await page.keyboard.press('Enter')
  await picker.waitFor({ state: 'detached' })
  await page.keyboard.type(' personas.')
  await saved(page, 'Context')
  expect(await text.textContent()).toMatch(/Recibieron alimentos 51.285 personas\.$/)
})

it('what is typed in the very moment a figure is placed keeps its order', async () => {
  const page = await world.as('regional')
  const { text, picker } = await pickAfter(page, ' Otra vez ')
  await picker.evaluate((element) => {
    const watch = new MutationObserver(() => {
      if (element.isConnected) return
      watch.disconnect()
      document.execCommand('insertText', false, ' ')
      setTimeout(() => document.execCommand('insertText', false, 'personas.'))
    })
    watch.observe(document.body, { childList: true, subtree: true })
  })
  await page.keyboard.press('Enter')
  await picker.waitFor({ state: 'detached' })
  await text.getByText('Otra vez').waitFor()
  await expect.poll(() => text.textContent()).toMatch(/Otra vez 51.285 personas\.$/)
  await saved(page, 'Context')
})

it('a number that was typed is noticed, and made live', async () => {
  const page = await world.as('regional')
  const text = page.getByRole('textbox', { name: 'Main achievements, Español' })
  await text.click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' Otra vez: 51.285 personas.')
  await saved(page, 'Main achievements')
  const notice = part(page, 'Main achievements').getByText('“51.285” is typed, not live.')
  await notice.waitFor()
  await part(page, 'Main achievements').getByRole('button', { name: 'Make it live' }).first().click()
  await saved(page, 'Main achievements')
  await notice.waitFor({ state: 'detached' })
  expect(await text.locator('[data-token]').last().textContent()).toMatch(/^51.285/)
})

it('what is told of a story while it is being saved is sent next, also when its tab is left', async () => {
  const page = await world.as('regional')
  const parts = page.getByRole('navigation', { name: 'Parts of the overview' })
  await parts.getByRole('link', { name: 'Stories' }).click()
  await page.getByRole('button', { name: 'Add a story' }).click()
  const story = page.locator('form.story').last()
  const [text, consent] = [
    story.getByLabel('Story', { exact: true }),
    story.getByLabel('Consent (never published)', { exact: true }),
  ]
  await text.fill('Rosa abrió')
  const first = await heldAnswer(page, '**/stories/*')
  await story.getByRole('button', { name: 'Save story' }).click()
  await first.isHeld
  await text.fill('Rosa abrió una panadería.')
  await first.go()
  await story.getByRole('status').getByText('not saved yet').waitFor()
  const second = await heldAnswer(page, '**/stories/*')
  await consent.focus()
  await story.getByRole('button', { name: 'Save story' }).click()
  await second.isHeld
  await consent.fill('Firmó el 3 de mayo.')
  await parts.getByRole('link', { name: 'Summary' }).click()
  await second.go()
  await expect
    .poll(async () => (await stories(page)).at(-1))
    .toEqual({ body: 'Rosa abrió una panadería.', consent: 'Firmó el 3 de mayo.' })
})

/** As the server has them. */
async function stories(page: Page): Promise<{ body: string | undefined; consent: string }[]> {
  const id = /reports\/([^/?]+)/.exec(page.url())?.[1]
  const answer = await page.request.get(`/api/overviews/${id}/stories`)
  const told = (await answer.json()) as { texts: { es: { body?: string } }; consent: string }[]
  return told.map(({ texts, consent }) => ({ body: texts.es.body, consent }))
}

it('what does not tie out is listed, and each difference gets its sentence', async () => {
  const page = await world.as('regional')
  const panel = part(page, 'Does it tie out?')
  const differences = await panel.getByRole('row').count()
  expect(differences).toBeGreaterThan(1)
  const first = panel.getByRole('group').first()
  await first.locator('summary').click()
  await first.getByRole('textbox').fill('El total impreso contaba también a quienes participaron en campañas.')
  await first.getByText('saved', { exact: true }).waitFor()
  await first.getByText('said').waitFor()
})

it('publishing shows the differences first, and what is published can be read by anyone', async () => {
  const page = await world.as('regional')
  await page.getByRole('button', { name: 'Publish …' }).click()
  const dialog = page.getByRole('dialog', { name: /^Publish the overview of/ })
  expect(await dialog.getByRole('row').count()).toBeGreaterThan(1)
  const publish = dialog.getByRole('button', { name: /^Publish in / })
  await publish.waitFor()
  expect(await publish.isDisabled()).toBe(true)
  await dialog.getByLabel('I have read these differences and publish them.').check()
  await publish.click()
  await page.getByRole('dialog', { name: 'Edition 2 is published' }).waitFor()

  const visitor = await world.visitor({ javaScriptEnabled: false })
  await visitor.goto('/?language=es')
  await sees(
    visitor,
    /edición 2/,
    /Otra vez: 51.285 personas\./,
    'El total impreso contaba también a quienes participaron en campañas.',
  )
  await visitor.context().close()
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
})

it('the PDF is a PDF with the title of the overview', async () => {
  const page = await world.as('regional')
  await page.getByRole('button', { name: 'Download' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'PDF' }).click()
  const file = readFileSync(await (await download).path())
  expect(file.subarray(0, 5).toString()).toBe('%PDF-')
  expect(file.subarray(-1024).toString('latin1')).toContain('%%EOF')
  expect(titleOf(file)).toMatch(/Lo que se hizo en \d+ países, julio–septiembre de 2020/)
})

/** From the metadata, which are not compressed. */
function titleOf(pdf: Buffer): string {
  return /<dc:title>.*?<rdf:li[^>]*>(.*?)<\/rdf:li>/s.exec(pdf.toString('utf8'))?.[1] ?? ''
}
