/** People for journeys: invented households, registered by somebody who may. */
import type { Page } from 'playwright-core'
import { v7 as newId } from 'uuid'
import { expect } from 'vitest'
import type { Household, HouseholdContent, NewHousehold } from '../src/modules/people/contract.ts'
import { aHousehold, aPerson } from '../test/people.ts'
import type { World } from './browser.ts'

export type Registry = {
  page: Page
  organisation: number
  ask: <A>(method: string, path: string, data?: unknown) => Promise<A>
  register: (over?: Partial<NewHousehold>) => Promise<Household>
}

export async function registryOf(world: World): Promise<Registry> {
  const page = await world.as('registration')
  const ask = async <A>(method: string, path: string, data?: unknown): Promise<A> => {
    const headers = { origin: world.server.address }
    const answer = await page.request.fetch(`/api${path}`, { method, headers, ...(data !== undefined && { data }) })
    expect(answer.ok(), `${method} ${path}: ${await answer.text()}`).toBe(true)
    return answer.json()
  }
  const me = await ask<{ grants: { scopeId: string }[] }>('GET', '/me')
  const organisation = Number.parseInt(me.grants[0]!.scopeId, 10)
  const [site] = await ask<{ id: string; country: string; admin1: string | null }[]>('GET', '/sites')
  const register = (over: Partial<NewHousehold> = {}) => {
    const household = aHousehold({ organisation, site, over })
    const [head] = household.persons
    const said = {
      id: newId(),
      personId: head!.id,
      purpose: 'registration',
      isGiven: true,
      textVersion: 1,
      language: 'es',
      how: 'spoken',
    }
    return ask<Household>('POST', '/people/households', { ...household, consents: [{ ...said, at: new Date().toISOString() }] })
  }
  return { page, organisation, ask, register }
}

/** What of a household a change sends. */
export const contentOf = (household: Household): HouseholdContent => {
  const { site, country, admin1, admin2, populationGroup, origin, destination, address, phone, email, languages, note, persons } =
    household
  return { site, country, admin1, admin2, populationGroup, origin, destination, address, phone, email, languages, note, persons }
}

/** A household with two versions, and a list taken in: what the screens of people show. */
export async function someoneRegistered(world: World): Promise<{ household: string; people: string }> {
  const { page, organisation, ask, register } = await registryOf(world)
  const household = await register({ persons: [aPerson(), aPerson({ relation: 'child' })] })
  await twoVersions({ ask }, household)
  const csv = 'Nombres,Apellidos,Sexo,Edad\nYuleisy,Bosquejo Traza,F,31\n,,F,4\n'
  const multipart = {
    organisation: String(organisation),
    site: household.site!,
    consent: 'Asked aloud at the site, by the registrars, before the list was written.',
    group: 'inTransit',
    file: { name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) },
  }
  const sent = await page.request.post('/api/people/imports', { multipart, headers: { origin: world.server.address } })
  expect(sent.ok(), await sent.text()).toBe(true)
  return { household: household.id, people: ((await sent.json()) as { id: string }).id }
}

/** Both saw the same, each wrote something else. */
export async function twoVersions({ ask }: Pick<Registry, 'ask'>, household: Household): Promise<void> {
  const base = contentOf(household)
  const change = (part: Partial<HouseholdContent>) =>
    ask('PUT', `/people/households/${household.id}`, {
      id: newId(),
      version: household.version,
      base,
      content: { ...base, ...part },
    })
  await change({ phone: '+593980000000' })
  await change({ phone: '+593981111111', note: 'Met at the bridge' })
}
