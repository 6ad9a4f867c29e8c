/** What finding people and telling them apart owe to whom: names for those who meet people there, decisions for those who answer for them. */
import { aHousehold } from '../people.ts'
import type { Expectation } from './expectations.ts'
import { meeting, meetingA, notMeeting } from './groups.ts'
import type { Who } from './world.ts'
import { word } from './world.ts'

const registrar: Who[] = ['registrar A']
const managed = { open: registrar, blind: [...notMeeting, 'field A'] as Who[] }
const content = (organisation: number) => {
  const {
    id: _,
    organisation: __,
    consents: ___,
    needs: ____,
    ...household
  } = aHousehold({ organisation, over: { country: 'EC', admin1: 'EC-P' } })
  return household
}

export const peopleFinding: Record<string, Expectation> = {
  'GET /api/people/households': { open: meeting, sees: meetingA },
  'GET /api/people/households # by name': { open: meeting, sees: meetingA, ask: () => ({ query: `words=${word}` }) },
  'GET /api/people/households # of the organisation': {
    open: meeting,
    sees: meetingA,
    ask: (p) => ({ query: `organisation=${p.organisationA}` }),
  },
  'POST /api/people/candidates': {
    open: meetingA,
    ask: (p) => ({ body: { organisation: p.organisationA, household: content(p.organisationA) } }),
  },
  'GET /api/people/waiting': { open: meeting },
  'GET /api/people/duplicates': { open: meeting, sees: meetingA },
  'GET /api/people/duplicates/model': { open: meetingA, ask: (p) => ({ query: `organisation=${p.organisationA}` }) },
  'POST /api/people/duplicates/decide': {
    ...managed,
    single: true,
    ask: (p) => ({ body: { a: p.person, b: p.personTwo, outcome: 'same' } }),
  },
  'POST /api/people/duplicates/decide # two persons': {
    ...managed,
    single: true,
    ask: (p) => ({ body: { a: p.person, b: p.personTwo, outcome: 'different' } }),
  },
  'GET /api/people/merges': { open: meeting, sees: meetingA },
  'GET /api/people/merges # by name': { open: meeting, sees: meetingA, ask: () => ({ query: `words=${word}` }) },
  'POST /api/people/merges/{id}/undo': { ...managed, single: true, sees: registrar, ask: (p) => ({ path: { id: p.mergeId } }) },
}
