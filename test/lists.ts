/** A small plan's lists without a database: what tests of pure rules check rows against. */

import { type Cells, columns } from '../src/modules/activities/contract.ts'
import type { PlanLists } from '../src/modules/plan/contract.ts'

export const lists = (
  over: Partial<PlanLists> = {},
  asks: PlanLists['plan']['asks'] = ['population', 'age-gender', 'covid19', 'admin1', 'cash-value'],
): PlanLists => ({
  plan: {
    id: 1,
    code: 'test-2021',
    names: { en: 'Test' },
    firstMonth: '2021-01',
    lastMonth: '2021-12',
    defaultMethod: 'sum',
    asks,
    dueDay: 10,
    isSample: false,
  },
  open: [],
  places: [
    { code: 'CW', country: 'CW', countryName: 'Curaçao', level: 0, parent: null, names: ['Curaçao', 'Curacao'], isNew: false },
    { code: 'CO', country: 'CO', countryName: 'Colombia', level: 0, parent: null, names: ['Colombia'], isNew: false },
    {
      code: 'CO-BOL',
      country: 'CO',
      countryName: 'Colombia',
      level: 1,
      parent: 'CO',
      names: ['Bolívar', 'Departamento de Bolívar'],
      isNew: false,
    },
    { code: 'CO-VAC', country: 'CO', countryName: 'Colombia', level: 1, parent: 'CO', names: ['Valle del Cauca'], isNew: false },
  ],
  organisations: [
    {
      id: 1,
      code: 'ORG001',
      acronym: 'RS',
      names: ['Red Solidaria', 'Solidarity Network'],
      appealing: true,
      implementing: false,
      isNew: false,
    },
    { id: 2, code: 'ORG002', acronym: 'CA', names: ['Casa Abierta'], appealing: false, implementing: true, isNew: false },
    { id: 3, code: null, acronym: 'RS', names: ['Otra Red'], appealing: true, implementing: false, isNew: false },
  ],
  sectors: [
    {
      id: 1,
      name: 'Food Security',
      names: { es: 'Seguridad alimentaria' },
      look: 'food',
      position: 1,
      isMultipurposeCash: false,
      servesChildren: false,
      isNew: false,
    },
    {
      id: 2,
      name: 'Multipurpose CBI',
      names: {},
      look: 'cash',
      position: 2,
      isMultipurposeCash: true,
      servesChildren: false,
      isNew: false,
    },
    {
      id: 3,
      name: 'Education',
      names: {},
      look: 'education',
      position: 3,
      isMultipurposeCash: false,
      servesChildren: true,
      isNew: false,
    },
  ],
  indicators: [
    { id: 1, sectorId: 1, code: 'FS1', kind: 'direct', name: '# of people fed', names: {}, isCash: false, isNew: false },
    { id: 2, sectorId: 1, code: 'FS2', kind: 'capacity', name: '# of people trained', names: {}, isCash: false, isNew: false },
    { id: 3, sectorId: 1, code: 'FS3', kind: 'output', name: '# of kitchens', names: {}, isCash: false, isNew: false },
    { id: 4, sectorId: 2, code: 'MPC1', kind: 'direct', name: '# of people with cash', names: {}, isCash: true, isNew: false },
    { id: 5, sectorId: 3, code: 'ED1', kind: 'direct', name: '# of pupils', names: {}, isCash: false, isNew: false },
    { id: 6, sectorId: 3, code: 'ED2', kind: null, name: '# of something', names: {}, isCash: false, isNew: true },
  ],
  mechanisms: [{ id: 1, name: 'Physical cash', names: {}, isNew: false }],
  proportions: [{ country: 'CO', admin1: '', sectorId: 1, girls: 0.2, boys: 0.2, women: 0.35, men: 0.25 }],
  methods: [],
  ...over,
})

export const emptyRow = Object.fromEntries(columns.map((c) => [c, null])) as Cells
/** 100 people in one place with both breakdowns: nothing to find. */
export const soundCells: Cells = {
  ...emptyRow,
  country: 'CO',
  admin1: 'CO-BOL',
  organisation: 1,
  throughPartner: false,
  month: '2021-03',
  sector: 1,
  indicator: 1,
  title: 'Hot meals',
  inPlan: true,
  isCash: false,
  peopleInMonth: 120,
  newPeople: 100,
  inDestination: 70,
  inTransit: 30,
  girls: 25,
  boys: 25,
  women: 30,
  men: 20,
}
