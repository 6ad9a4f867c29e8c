/** The pure rules of deliveries: cells, days, intervals, what must be right, what one person adds to figures. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NewDelivery, NewService, type Service } from '../contract.ts'
import { cellOf, partsOf } from './cells.ts'
import { checkDelivery } from './check.ts'
import { contributions, differences, type Entry } from './contributions.ts'
import { beginOf, dayIn, daysOf } from './days.ts'
import { groupings, type LineFacts, newPeople } from './firsts.ts'
import { withinInterval } from './interval.ts'

const service = (over: Partial<Service> = {}): Service => ({
  ...NewService.parse({
    code: 'kit',
    names: { en: 'Kit' },
    sector: 'food',
    unit: { en: { one: 'kit', other: 'kits' } },
    modality: 'in-kind',
  }),
  id: 1,
  isRetired: false,
  indicators: [],
  ...over,
})
const id = '01890000-0000-7000-8000-000000000001'
const delivery = (over: Partial<NewDelivery> = {}): NewDelivery =>
  NewDelivery.parse({
    id,
    organisation: 1,
    site: null,
    service: 1,
    to: 'household',
    household: id,
    quantity: 1,
    at: '2026-05-01T10:00:00Z',
    ...over,
  })
const now = new Date('2026-05-01T12:00:00Z')
const codeOf = (over: Partial<NewDelivery>, of: Partial<Service> = {}) => checkDelivery(delivery(over), service(of), now)?.code
const people = (women: number, fresh = 0) => ({
  group: 'inTransit' as const,
  month: { girls: 0, boys: 0, women, men: 0, otherUnder18: 0, otherAdult: 0 },
  new: { girls: 0, boys: 0, women: fresh, men: 0, otherUnder18: 0, otherAdult: 0 },
})

test('a cell is a group with an age and gender, and can be read back', () => {
  expect(partsOf(cellOf('pendular', 'otherUnder18'))).toEqual({ group: 'pendular', age: 'otherUnder18' })
  expect(cellOf('inDestination', 'girls')).toBe(0)
})

test('the day is that of the country, not of Greenwich', () => {
  expect(dayIn('EC', new Date('2026-06-01T03:00:00Z'))).toBe('2026-05-31')
  expect(dayIn('BR', new Date('2026-06-01T03:30:00Z'))).toBe('2026-06-01')
  expect(beginOf('EC', '2026-06-01').toISOString()).toBe('2026-06-01T05:00:00.000Z')
})

test('in a country of several zones it is the day of the capital, at the end of a month too', () => {
  const winter = new Date('2026-07-01T03:30:00Z')
  const lateInJune = {
    CL: '2026-06-30',
    EC: '2026-06-30',
    MX: '2026-06-30',
    PE: '2026-06-30',
    AR: '2026-07-01',
    BR: '2026-07-01',
  }
  for (const [country, day] of Object.entries(lateInJune)) expect(dayIn(country, winter), country).toBe(day)
  // Galápagos is an hour behind Quito, Manaus behind Brasília, Tijuana behind Mexico City; Santiago keeps summer time.
  expect(dayIn('EC', new Date('2026-07-01T05:30:00Z'))).toBe('2026-07-01')
  expect(dayIn('MX', new Date('2026-07-01T06:30:00Z'))).toBe('2026-07-01')
  expect(dayIn('CL', new Date('2026-12-01T03:30:00Z'))).toBe('2026-12-01')
  expect(beginOf('CL', '2026-07-01').toISOString()).toBe('2026-07-01T04:00:00.000Z')
  expect(daysOf('2026-02')).toHaveLength(28)
  expect(daysOf('2026-12').slice(-1)).toEqual(['2026-12-31'])
})

test('what is given once in 30 days may be given again on the thirty-first', () => {
  const monthly = { intervalDays: 30, times: 1 }
  expect(withinInterval(monthly, ['2026-05-01'], '2026-05-30')).toEqual({ again: '2026-05-31' })
  expect(withinInterval(monthly, ['2026-05-01'], '2026-05-31')).toBeNull()
  expect(withinInterval({ intervalDays: 0, times: 1 }, ['2026-05-01'], '2026-05-01')).toBeNull()
})

test('three meals a day are three, and the fourth waits for tomorrow', () => {
  const meals = { intervalDays: 1, times: 3 }
  expect(withinInterval(meals, ['2026-05-01', '2026-05-01'], '2026-05-01')).toBeNull()
  expect(withinInterval(meals, ['2026-05-01', '2026-05-01', '2026-05-01'], '2026-05-01')).toEqual({ again: '2026-05-02' })
})

test('an entry that comes late is held against what was given after it, too', () => {
  expect(withinInterval({ intervalDays: 30, times: 1 }, ['2026-05-20'], '2026-05-01')).toEqual({ again: '2026-06-19' })
})

test('each thing that is wrong with a delivery has its name', () => {
  expect(codeOf({})).toBeUndefined()
  expect(codeOf({}, { isRetired: true })).toBe('delivery/service-retired')
  expect(codeOf({}, { givenBy: [2] })).toBe('delivery/given-by-others')
  expect(codeOf({ quantity: 1.5 })).toBe('delivery/whole-units')
  expect(codeOf({ quantity: 1.5 }, { unit: { en: { one: 'litre', other: 'litres' } } })).toBeUndefined()
  expect(codeOf({}, { hasValue: true })).toBe('delivery/value-missing')
  expect(codeOf({ cashValueUsd: 5 })).toBe('delivery/value-unexpected')
  expect(codeOf({ at: '2026-05-04T10:00:00Z' })).toBe('delivery/in-future')
  expect(codeOf({ groups: [people(1)] })).toBe('delivery/groups-unexpected')
  expect(codeOf({ to: 'person' })).toBe('delivery/person-missing')
  expect(codeOf({ household: null })).toBe('delivery/household-missing')
  expect(codeOf({ to: 'group', groups: [] })).toBe('delivery/nobody')
  expect(codeOf({ to: 'group', groups: [people(2, 3)] })).toBe('delivery/new-beyond-month')
  expect(codeOf({ to: 'group', groups: [people(2), people(2)] })).toBe('delivery/group-twice')
  expect(codeOf({ to: 'group', groups: [people(21)] })).toBe('delivery/not-for-groups')
  expect(codeOf({ to: 'group', groups: [people(500)] }, { forGroups: true })).toBeUndefined()
  const counted = (women: number) => codeOf({ to: 'group', groups: [people(women)] }, { forGroups: true })
  expect([counted(100_000), counted(100_001)]).toEqual([undefined, 'delivery/too-many-people'])
})

test('whoever refuses to be registered is given to without a name, whatever the service', () => {
  expect(codeOf({ to: 'group', groups: [people(1, 1)], household: null })).toBeUndefined()
})

test('questions are answered as they are asked', () => {
  const questions = NewService.shape.questions.parse([
    { code: 'where', names: { en: 'Where' }, kind: 'text', isRequired: true },
    { code: 'how', names: { en: 'How' }, kind: 'choice', choices: [{ code: 'truck', names: { en: 'Truck' } }] },
    { code: 'hours', names: { en: 'Hours' }, kind: 'number' },
  ])
  expect(codeOf({}, { questions })).toBe('delivery/question-unanswered')
  expect(codeOf({ answers: { where: 'Lima', how: 'boat' } }, { questions })).toBe('delivery/answer-not-possible')
  expect(codeOf({ answers: { where: 'Lima', hours: 'two' } }, { questions })).toBe('delivery/answer-not-possible')
  expect(codeOf({ answers: { where: 'Lima', colour: 'red' } }, { questions })).toBe('delivery/question-unknown')
  expect(codeOf({ answers: { where: 'Lima', how: 'truck', hours: 2 } }, { questions })).toBeUndefined()
})

const lines: LineFacts[] = []
for (const planId of [1, 2])
  for (const month of ['2025-12', '2026-01', '2026-02'])
    for (const [country, admin1] of [
      ['EC', 'EC-P'],
      ['EC', ''],
      ['PE', 'PE-1'],
    ] as const)
      for (const organisationId of [1, 2])
        for (const [sectorId, indicatorId] of [
          [1, 1],
          [1, 2],
          [2, 3],
        ] as const)
          lines.push({
            id: lines.length + 1,
            planId,
            month,
            country,
            admin1,
            organisationId,
            sectorId: planId * 10 + sectorId,
            indicatorId: planId * 10 + indicatorId,
          })
const entry: fc.Arbitrary<Entry> = fc.record({
  line: fc.constantFrom(...lines),
  at: fc.nat(50),
  delivery: fc.uuid(),
  person: fc.uuid(),
  cell: fc.nat(38),
})

test('of all that one person was given, each grouping counts them exactly once', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 25 }), (entries) => {
      const made = contributions(entries)
      const of = new Map(lines.map((l) => [l.id, l]))
      for (const g of groupings) {
        const key = (l: LineFacts) =>
          JSON.stringify([
            l.planId,
            g.isYear ? l.month.slice(0, 4) : l.month,
            g.level === 0 ? '' : l.country,
            g.level === 2 ? l.admin1 : '',
            g.bySector ? l.sectorId : 0,
            g.byOrganisation ? l.organisationId : 0,
          ])
        const counted = made.filter((c) => c.firsts & (1 << g.bit)).map((c) => key(of.get(c.line)!))
        expect(counted.toSorted()).toEqual([...new Set(entries.map((e) => key(e.line)))].toSorted())
      }
      const fresh = made.filter((c) => c.firsts & newPeople).map((c) => of.get(c.line)!)
      expect(fresh.length).toBe(
        new Set(entries.map(({ line: l }) => JSON.stringify([l.planId, l.organisationId, l.indicatorId, l.month.slice(0, 4)])))
          .size,
      )
    }),
  )
})

test('the order in which entries become known changes nothing', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 15 }), (entries) => {
      const one = contributions(entries)
      const other = contributions(entries.toReversed())
      expect(differences(one, other)).toEqual([])
    }),
  )
})

test('differences turn what was into what is', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 10 }), fc.array(entry, { maxLength: 10 }), (before, after) => {
      const total = new Map<string, number>()
      const add = (list: { line: number; cell: number; firsts: number; people?: number }[], sign: number) => {
        for (const c of list) {
          const key = `${c.line} ${c.cell} ${c.firsts}`
          total.set(key, (total.get(key) ?? 0) + sign * (c.people ?? 1))
        }
      }
      add(contributions(before), 1)
      add(differences(contributions(before), contributions(after)), 1)
      add(contributions(after), -1)
      expect([...total.values()].filter((n) => n !== 0)).toEqual([])
    }),
  )
})
