/** The kept households while pages come, deeds are sent and the phone locks: none of it undoes the other. */
import 'fake-indexeddb/auto'
import { v7 as uuid } from 'uuid'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { giving, registering } from '../../../test/field.ts'
import { aDevice } from '../../../test/kept-device.ts'
import type { Bundle, Operation } from '../../modules/delivery/field/contract.ts'
import type { Household } from '../../modules/people/contract.ts'
import { take } from './along.ts'
import { outgoing } from './outbox.ts'
import { outboxNow } from './outboxNow.ts'
import { heldNow, loaded, peopleNow } from './people.ts'
import { nothing, type Session, stand } from './standing.ts'

const site = { id: uuid(), country: 'EC', admin1: null }
const post = { organisation: 1, site, service: 1 }
const anAnswer = ({ id }: Operation) => ({ id, outcome: 'done' as const, isDouble: false, problem: null })

/** As the server has it. */
function aHousehold(): Household {
  const { consents: _, needs: __, ...content } = registering(post, 1).body
  return { ...content, card: 'H-00000000', version: 1, lastSeenAt: new Date().toISOString(), needs: [], consents: [] } as never
}

async function anOpenDevice(held: Household[] = []) {
  const { vault, device } = await aDevice()
  await vault.keepHouseholds(async () =>
    held.map((household) => ({ household, given: [], from: { [`site:${site.id}`]: '2021' } })),
  )
  const session: Session = { user: device.id, device, vault }
  const open = (part: Partial<Session['vault']> = {}) => {
    const opened = { ...session, vault: { ...vault, ...part } }
    stand({ state: 'open', session: opened })
    return opened
  }
  const give = async (household: string) => {
    const kit = giving(post, household)
    await vault.keepDone(kit, new Date().toISOString(), [])
    return kit
  }
  return { vault, open, give }
}

/** Answers each page when it is told to; what is gone is nothing. */
function pages() {
  const asked: ((page: Partial<Bundle>) => void)[] = []
  vi.stubGlobal('fetch', (url: string) => {
    if (!url.includes('/field/along')) return Promise.resolve(Response.json({ gone: [] }))
    return new Promise<Response>((resolve) =>
      asked.push((page) => resolve(Response.json({ households: [], gone: [], next: null, asOf: '', ...page }))),
    )
  })
  const next = async () => {
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(0), 5000)
    return asked.shift()!
  }
  return { asked, next }
}

beforeEach(() => vi.stubGlobal('document', { documentElement: { lang: 'en' } }))
afterEach(() => {
  stand(nothing)
  vi.unstubAllGlobals()
})

const given = (id: string) => heldNow().get(id)?.given.length

it('what is sent while thousands are still being read stands: what was read before does not come over it', async () => {
  const household = aHousehold()
  const { vault, open, give } = await anOpenDevice([household])
  const kit = await give(household.id)
  let goOn = () => {}
  const all = await vault.households()
  const session = open({ households: () => new Promise((resolve) => (goOn = () => resolve(all))) })
  await vi.waitFor(() => expect(outboxNow().waiting).toBe(1), 5000)
  await outgoing(session).answered([anAnswer(kit)], new Date().toISOString())
  await vi.waitFor(() => expect(outboxNow().waiting).toBe(0), 5000)
  await new Promise((resolve) => setTimeout(resolve, 50))
  goOn()
  await loaded()
  await vi.waitFor(() => expect([given(household.id), peopleNow()[0]?.given.length]).toEqual([1, 1]), 5000)
})

it('a page that was asked for before a delivery was sent does not take it away', async () => {
  const [known, fresh] = [aHousehold(), aHousehold()]
  const { vault, open, give } = await anOpenDevice([known])
  const session = open()
  const { next } = pages()
  const taking = take({ site: site.id }, () => undefined)
  const answer = await next()
  for (const { id } of [known, fresh]) await outgoing(session).answered([anAnswer(await give(id))], new Date().toISOString())
  answer({ households: [known, fresh].map((household) => ({ household, given: [] })) })
  expect(await taking).toBe(2)
  for (const { id } of [known, fresh]) {
    const held = await vault.household(id)
    expect([held?.given.length, given(id)]).toEqual([1, 1])
    expect(Object.entries(held!.from)).toEqual([[`site:${site.id}`, expect.stringMatching(/^20[2-9]\d-/)]])
  }
})

it('locked while it takes along, it stops at that page and goes on from there; what came with something else stays known', async () => {
  const [one, other] = [aHousehold(), aHousehold()]
  const { vault, open } = await anOpenDevice([one, other])
  await vault.keepThing('along', { recent: { along: { recent: true }, households: 1, at: '2021', run: '2021', after: null } })
  open()
  const { next, asked } = pages()
  const taking = take({ site: site.id }, () => undefined)
  const page = { households: [one, other].map((household) => ({ household, given: [] })) }
  ;(await next())({ households: page.households.slice(0, 1), next: 'the second' })
  const answer = await next()
  stand({ state: 'locked', session: undefined })
  answer({ households: page.households.slice(1), next: 'the third' })
  expect([await taking, asked.length]).toEqual([1, 0])
  expect(await vault.thing('along')).toMatchObject({ recent: { at: '2021' }, [`site:${site.id}`]: { after: 'the second' } })
  expect((await vault.household(other.id))?.from).toEqual({ [`site:${site.id}`]: '2021' })
})
