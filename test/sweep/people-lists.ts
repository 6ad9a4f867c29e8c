/** What lists of people, distributions and cards owe to whom: lists to those who answer for an organisation, names to those who meet the people, counts to its office. */
import { v7 as uuid } from 'uuid'
import type { Expectation } from './expectations.ts'
import { meeting, meetingA, notMeeting, signedIn } from './groups.ts'
import type { Planted } from './planting.ts'
import type { Who } from './world.ts'

const registrar: Who[] = ['registrar A']
const blind: Who[] = [...notMeeting, 'field A', 'field B']
const readers: Who[] = [...meeting, 'office A', 'reporter A', 'reporter B']
const readersA: Who[] = [...meetingA, 'office A', 'reporter A']
const nowhere = signedIn.filter((who) => !readers.includes(who))
const distribution = (p: Planted) => ({ path: { id: p.distribution } })
const list = (p: Planted) => ({ path: { id: p.listImport } })
const ofA = { open: meetingA, sees: meetingA, single: true, blind: notMeeting } as const

const upload = (fields: Record<string, string>, text: string): FormData => {
  const form = new FormData()
  form.append('file', new File([text], 'sweep.csv', { type: 'text/csv' }))
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return form
}
const people = 'name,sex,age\nSweep Of Lists,F,30\n'
const order = (p: Planted) => ({
  organisation: String(p.organisationA),
  site: p.siteId,
  consent: 'Asked aloud at the bridge.',
  group: 'inTransit',
})

export const peopleLists: Record<string, Expectation> = {
  'POST /api/people/imports/look': {
    open: registrar,
    ask: (p) => ({ body: upload({ organisation: String(p.organisationA) }, people) }),
  },
  'POST /api/people/imports': { open: registrar, ask: (p) => ({ body: upload(order(p), people) }) },
  'GET /api/people/imports': { open: registrar, sees: registrar },
  'GET /api/people/imports/{id}': { open: registrar, sees: registrar, single: true, blind, ask: list },
  'GET /api/people/imports/{id}/refused.xlsx': { open: registrar, single: true, blind, ask: list },
  'GET /api/people/imports/{id}/refused.csv': { open: registrar, sees: registrar, single: true, blind, ask: list },
  'GET /api/people/households.xlsx': { open: registrar },
  'GET /api/people/households.csv': { open: registrar, sees: registrar },
  'POST /api/people/cards.pdf': {
    open: meetingA,
    single: true,
    blind: notMeeting,
    ask: (p) => ({ body: { households: [p.household], names: true } }),
  },

  'GET /api/distributions': { open: readers, sees: readersA },
  'POST /api/distributions': {
    open: meetingA,
    ask: (p) => ({
      body: { id: uuid(), organisation: p.organisationA, site: p.siteId, service: p.serviceId, title: 'Kits', day: '2021-03-06' },
    }),
  },
  'GET /api/distributions/{id}': { open: readersA, sees: readersA, single: true, blind: nowhere, ask: distribution },
  'PUT /api/distributions/{id}/households': {
    ...ofA,
    blind: [...notMeeting],
    ask: (p) => ({ ...distribution(p), body: { households: [p.household] } }),
  },
  'POST /api/distributions/{id}/households': {
    open: meetingA,
    sees: meetingA,
    single: true,
    blind: notMeeting,
    ask: (p) => ({ ...distribution(p), body: upload({ add: 'yes' }, 'card\nH-00000000\n') }),
  },
  'PUT /api/distributions/{id}/households/{household}/value': {
    ...ofA,
    ask: (p) => ({ path: { id: p.distribution, household: p.household }, body: { cashValueUsd: 60, reason: 'Seven persons' } }),
  },
  'POST /api/distributions/{id}/close': { ...ofA, ask: distribution },
  'GET /api/distributions/{id}/list.xlsx': { open: meetingA, single: true, blind: notMeeting, ask: distribution },
  'GET /api/distributions/{id}/list.pdf': { open: meetingA, single: true, blind: notMeeting, ask: distribution },
  'POST /api/distributions/{id}/returned': {
    open: meetingA,
    single: true,
    blind: notMeeting,
    ask: (p) => ({ ...distribution(p), body: upload({}, 'card,came\nH-00000000,yes\n') }),
  },
}
