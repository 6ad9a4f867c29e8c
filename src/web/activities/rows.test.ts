/** Typing in the grid: what is placed, what hangs on it, what goes to the server. */
import { expect, test } from 'vitest'
import type { ActivityRow } from '../../modules/activities/contract.ts'
import { indexLists } from '../../modules/activities/rules/lists.ts'
import type { PlanLists } from '../../modules/plan/contract.ts'
import type { KeptRow } from './kept.ts'
import { changedColumns, changesOf, emptyRow, placed, rebased } from './rows.ts'

const place = (code: string, country: string, countryName: string, level: number, name: string) => ({
  code,
  country,
  countryName,
  level,
  parent: level === 0 ? null : country,
  names: [name],
  isNew: false,
})
const source: PlanLists = {
  plan: {
    id: 1,
    code: 'p',
    names: {},
    firstMonth: '2021-01',
    lastMonth: '2021-12',
    defaultMethod: 'max-sector',
    asks: ['population', 'age-gender'],
    dueDay: 10,
    isSample: false,
  },
  open: [],
  places: [
    place('EC', 'EC', 'Ecuador', 0, 'Ecuador'),
    place('EC-O', 'EC', 'Ecuador', 1, 'El Oro'),
    place('PE', 'PE', 'Peru', 0, 'Peru'),
    place('PE-LIM', 'PE', 'Peru', 1, 'Lima'),
  ],
  organisations: [
    { id: 7, code: null, acronym: 'WFP', appealing: true, implementing: false, names: ['World Food Programme'], isNew: false },
  ],
  sectors: [
    {
      id: 3,
      name: 'Food Security',
      names: {},
      look: 'food',
      position: 1,
      isMultipurposeCash: false,
      servesChildren: false,
      isNew: false,
    },
  ],
  indicators: [{ id: 31, sectorId: 3, code: null, kind: 'direct', name: 'Food kits', names: {}, isCash: false, isNew: false }],
  mechanisms: [],
  proportions: [],
  methods: [],
}
const lists = indexLists(source)
const typed = (cells: Parameters<typeof placed>[1], before = emptyRow()) => placed(before, cells, lists)

test('names are found by their short form, numbers as people write them', () => {
  const { cells, asWritten } = typed({ country: 'ecuador', organisation: 'WFP', newPeople: '1 234' })
  expect([cells.country, cells.organisation, cells.newPeople]).toEqual(['EC', 7, 1234])
  expect(asWritten).toEqual({})
})

test('what cannot be placed stays as it was written', () => {
  const { cells, asWritten } = typed({ organisation: 'Somebody', girls: 'many' })
  expect([cells.organisation, cells.girls]).toEqual([null, null])
  expect(asWritten).toEqual({ organisation: 'Somebody', girls: 'many' })
})

test('another country leaves the admin 1 of the old one to be chosen again', () => {
  const before = typed({ country: 'Ecuador', admin1: 'El Oro' })
  const after = typed({ country: 'Peru' }, before)
  expect(after.cells.country).toBe('PE')
  expect(after.cells.admin1).toBeNull()
})

test('one cell changed leaves all others as they were', () => {
  const before = typed({
    country: 'Ecuador',
    admin1: 'El Oro',
    sector: 'Food Security',
    indicator: 'Food kits',
    newPeople: '10',
    girls: '4',
  })
  const after = typed({ girls: '5' }, before)
  expect(changedColumns(before, after)).toEqual(['girls'])
})

test('only what changed goes to the server; an emptied cell goes as empty, an unplaced text as text', () => {
  const before = typed({ country: 'Ecuador', organisation: 'WFP', girls: '4', boys: '6' })
  const after = typed({ girls: '', organisation: 'Somebody' }, before)
  expect(changesOf(before, after)).toEqual({ cells: { girls: null }, asWritten: { organisation: 'Somebody' } })
})

test('a cell typed back to what it was is no change', () => {
  const before = typed({ newPeople: '10' })
  expect(changedColumns(before, typed({ newPeople: '10' }, typed({ newPeople: '12' }, before)))).toEqual([])
})

test('what is typed while a row is sent is laid over what came back; what only went there is no longer kept', () => {
  const base = typed({ title: 'Kits', newPeople: '10', girls: '4' })
  const sent = typed({ title: 'Food kits', newPeople: '12' }, base)
  const now = { ...sent, id: 'a', version: 5, rowNumber: 3, state: 'draft' } as ActivityRow
  const keptAs = (content: typeof sent) => ({ id: 'a', version: 4, base, ...content }) as KeptRow
  expect(rebased(keptAs(sent), sent, now)).toBeUndefined()
  const later = rebased(keptAs(typed({ title: 'Kits', girls: 'many' }, sent)), sent, now)!
  expect([later.version, later.number, later.base.cells.title]).toEqual([5, 3, 'Food kits'])
  expect(changesOf(later.base, later)).toEqual({ cells: { title: 'Kits' }, asWritten: { girls: 'many' } })
})
