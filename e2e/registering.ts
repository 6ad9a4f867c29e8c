/** Registers a household through its screen, as somebody with a telephone does. */
import type { Page } from 'playwright-core'

export type Told = { given: string; family: string; sex: 'female' | 'male'; year: string; relation?: string; document?: string }

/** @returns the number of its card */
export async function registerHere(page: Page, site: string, people: Told[]): Promise<string> {
  await page.getByRole('radio', { name: 'Agrees' }).first().check()
  await page.getByRole('button', { name: 'Next: Place' }).click()
  await page.getByLabel('Site').selectOption(site)
  await page.getByRole('button', { name: 'Next: People' }).click()
  for (const [i, person] of people.entries()) {
    if (i > 0) await page.getByRole('button', { name: 'Add a person' }).click()
    await tell(page, person)
  }
  await page.getByRole('button', { name: 'Next: Contact' }).click()
  await page.getByRole('button', { name: 'Next: Check' }).click()
  await page.getByRole('button', { name: new RegExp(`^Register ${people[0]!.given}`) }).click()
  await page.getByRole('heading', { level: 1, name: 'Registered' }).waitFor()
  const card = await page.getByRole('img', { name: /Code of card H-/ }).getAttribute('aria-label')
  return /H-[0-9A-Z]{8}/.exec(card ?? '')![0]
}

export async function tell(page: Page, { given, family, sex, year, relation, document }: Told): Promise<void> {
  await page.getByLabel('Given names').fill(given)
  await page.getByLabel('Family names').fill(family)
  await page.getByRole('radio', { name: sex, exact: true }).check()
  await page.getByRole('radio', { name: 'Birth date' }).check()
  for (const [part, value] of [
    ['Day', '12'],
    ['Month', '4'],
    ['Year', year],
  ] as const)
    await page.getByLabel(part, { exact: true }).fill(value)
  if (relation) await page.getByLabel('Relation to the head').selectOption(relation)
  if (document) {
    await page.getByText('Nationality, documents, needs').click()
    await page.getByLabel('Nationality').selectOption('VE')
    await page.getByRole('button', { name: 'Add a document' }).click()
    await page.getByLabel('Number', { exact: true }).fill(document)
  }
  await page.getByRole('button', { name: 'Done' }).click()
}
