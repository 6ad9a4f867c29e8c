/** What was typed laid over what the server has, and blocks copied in Excel. */
import { expect, test } from 'vitest'
import type { PlanLists } from '../../modules/plan/contract.ts'
import { indexLists } from '../../modules/plan/rules/lists.ts'
import type { PlannedActivity } from '../../modules/plan/submissions/contract.ts'
import { emptyCells } from '../../modules/plan/submissions/rules/place.ts'
import { bandsOf } from './columns.ts'
import { rowsIn } from './paste.ts'
import { fromServer, isWorkedOut, laidOver, leftOf, type Pending } from './rows.ts'

const plan: PlanLists['plan'] = {
  id: 1,
  code: 'p',
  names: {},
  firstMonth: '2024-01',
  lastMonth: '2024-12',
  defaultMethod: 'sum',
  asks: ['population', 'age-gender', 'admin1'],
  dueDay: 1,
  isSample: false,
}
const lists = indexLists({
  plan,
  open: [],
  places: [{ code: 'EC-P', country: 'EC', countryName: 'Ecuador', level: 1, parent: 'EC', names: ['Pichincha'], isNew: false }],
  organisations: [],
  sectors: [
    {
      id: 1,
      name: 'Health',
      names: {},
      look: 'health',
      position: 1,
      isMultipurposeCash: false,
      servesChildren: false,
      isNew: false,
    },
  ],
  indicators: [{ id: 10, sectorId: 1, code: 'H1', kind: 'direct', name: 'Visits', names: {}, isCash: false, isNew: false }],
  mechanisms: [],
  proportions: [],
  methods: [],
})
const base: PlannedActivity = {
  id: '01a20000-0000-7000-8000-000000000000',
  version: 3,
  state: 'draft',
  organisationId: 5,
  organisation: 'ALA',
  copiedFrom: null,
  kind: 'direct',
  cells: {
    ...emptyCells,
    country: 'EC',
    admin1: 'EC-P',
    sectorId: 1,
    indicatorId: 10,
    title: 'T',
    description: 'D',
    inKindUsd: 10,
    inDestination: 4,
    women: 4,
    targetPeople: 4,
  },
  asWritten: {},
  findings: [{ code: 'also-planned', blocks: false, cells: ['indicatorId'], sentence: 'Also: B' }],
  isBlocked: false,
  changedAt: '2024-01-01T00:00:00Z',
  comments: 0,
  may: { write: true, submit: true, endorse: false, validate: false, approve: false },
}
const pending = (typed: Pending['typed'], change: Partial<Pending> = {}): Pending => ({
  id: base.id,
  version: 3,
  organisationId: 5,
  typed,
  decimals: undefined,
  base,
  ...change,
})
const laid = (p: Pending) =>
  laidOver(
    p,
    lists,
    (f) => f.code,
    () => 'ALA',
  )

test('what is typed is checked at once, totals and all; what only the server knows stays', () => {
  const row = laid(pending({ inDestination: '7' }))
  expect(row).toMatchObject({ isPending: true, cells: { inDestination: 7, targetPeople: 7 }, isBlocked: true })
  expect(row.findings.map((f) => f.code)).toEqual(['age-gender-breakdown', 'also-planned'])
  expect(laid(pending({ inDestination: '7', women: '7' })).isBlocked).toBe(false)
})

test('an emptied cell is empty; a name is found, or kept as it was typed', () => {
  expect(laid(pending({ inKindUsd: '' })).cells.inKindUsd).toBeNull()
  expect(laid(pending({ admin1: 'pichincha' })).cells.admin1).toBe('EC-P')
  expect(laid(pending({ admin1: 'Nowhere' }))).toMatchObject({ cells: { admin1: null }, asWritten: { admin1: 'Nowhere' } })
})

test('a new one begins with what is typed, for its organisation', () => {
  expect(laid(pending({ title: 'New' }, { base: undefined, version: 0 }))).toMatchObject({
    isNew: true,
    organisation: 'ALA',
    state: 'draft',
    cells: { title: 'New' },
  })
})

test('the total of people reached is not typed beside its parts', () => {
  const row = fromServer(base)
  expect([isWorkedOut(row, 'targetPeople', lists), isWorkedOut({ ...row, kind: 'capacity' }, 'targetPeople', lists)]).toEqual([
    true,
    false,
  ])
})

test('a block is read by its headers, in any order and language; without them in the order of the form', () => {
  expect(rowsIn('Indicador\tSector\tNombre de la actividad\tRemarks\nVisits\tHealth\tA\tx\n\t\t\t\n', plan)).toEqual({
    rows: [{ indicatorId: 'Visits', sectorId: 'Health', title: 'A' }],
    left: ['Remarks'],
  })
  expect(rowsIn('Ecuador\tPichincha\tHealth\tVisits\tA\tD\t"1,234.50"', plan).rows).toEqual([
    {
      country: 'Ecuador',
      admin1: 'Pichincha',
      sectorId: 'Health',
      indicatorId: 'Visits',
      title: 'A',
      description: 'D',
      inKindUsd: '1,234.50',
    },
  ])
})

test('a plan shows the columns it asks for; what the scope says once stands in no column', () => {
  const columns = (asks: PlanLists['plan']['asks'], fixed = {}) => bandsOf({ ...plan, asks }, fixed).flatMap((b) => b.columns)
  expect(columns(['age-gender'])).not.toContain('inTransit')
  expect(columns(['age-gender', 'other-gender'])).toContain('otherAdult')
  expect(columns(plan.asks, { country: 'EC', organisation: 5 })).toEqual(expect.not.arrayContaining(['country', 'organisation']))
})

test('what is typed while it is on its way stays, over the version that came back', () => {
  const now = { ...base, version: 4 }
  const sent = pending({ title: 'A', men: '3' })
  expect(leftOf(sent, sent, now)).toBeUndefined()
  const later = leftOf(pending({ title: 'AB', men: '3', women: '' }), sent, now)
  expect(later).toMatchObject({ version: 4, base: now, typed: { title: 'AB', women: '' } })
  expect(later?.typed).not.toHaveProperty('men')
})
