/** A response plan of two countries with its lists and needs, made by the command line; what a partner writes into its form; money for it. */
import { readFileSync } from 'node:fs'
import { openXlsx, saveXlsx } from 'hucre/xlsx'
import { expect } from 'vitest'
import { temporaryFiles } from '../test/files.ts'
import { senda } from './server.ts'

export const year = 'response-2023'
export const yearName = 'Response 2023'
export const consultations = 'People who received primary health care'
export const nurses = 'Health workers trained'
export const kits = 'People who received food assistance'

const lists = {
  places:
    'Country,Admin1,ISOCode\nEcuador,Pichincha,EC-P\nEcuador,Guayas,EC-G\nEcuador,Manabí,EC-M\nColombia,Nariño,CO-NAR\nColombia,Antioquia,CO-ANT\n',
  organisations:
    'Acronym,Name,Nombre,Type\nIOM,International Organization for Migration (IOM),Organización Internacional para las Migraciones (OIM),UN\nRS,Red Solidaria,Red Solidaria,NGO\n',
  indicators: [
    'Subsector,Indicator,Indicador,Indicator Type',
    `Health,${consultations},Personas que recibieron atención primaria de salud,Direct Assistance`,
    `Health,${nurses},Personal de salud capacitado,Capacity Building`,
    `Food Security,${kits},Personas que recibieron asistencia alimentaria,Direct Assistance`,
    '',
  ].join('\n'),
}

/** People in need of Ecuador: its own row says more than its two places together. */
const groups = ['Dest', 'Transit', 'HC', 'Pendular', 'Returnees']
const headers = ['PiN Platform', 'PiN Country', 'PiN Admin1', 'Subsector'].concat(
  groups.flatMap((group) => ['Girls', 'Boys', 'Women', 'Men'].map((age) => `PiN ${group} ${age}`)),
)
const need = (place: string, sector: string, each: number): string =>
  ['Ecuador', 'Ecuador', place, sector, ...groups.flatMap(() => [each, each, each, each])].join(',')
export const needs = [
  headers.join(','),
  need('Country Level', 'Health', 2000),
  need('Pichincha', 'Health', 1200),
  need('Guayas', 'Health', 700),
  need('Guayas', 'Food Security', 900),
].join('\n')

export async function makeYear(data: string): Promise<void> {
  const files = temporaryFiles()
  const given = Object.entries(lists).flatMap(([list, text]) => [`--${list}`, files.put(`${list}.csv`, text)])
  const steps = [
    await senda(data, 'plan', 'create', year, '--year', '2023', '--name', yearName),
    await senda(data, 'plan', 'lists', year, ...given),
    await senda(data, 'plan', 'needs', 'import', files.put('needs.csv', needs), '--plan', year),
  ]
  files.clear()
  expect(steps.map(({ code }) => code)).toEqual(steps.map(() => 0))
}

export type Planned = Record<string, string | number>
const people = { 'In destination': 300, 'In transit': 100, Girls: 100, Boys: 100, Women: 120, Men: 80 }
const health = { Sector: 'Health', Indicator: consultations, Admin1: 'Pichincha', ...people }

/** What is planned in Ecuador: three activities of health, one whose ages do not add up; food in Guayas. */
export const planned: Planned[] = [
  {
    ...health,
    'Activity name': 'Consultations in Quito',
    'Activity description': 'Mobile teams see people in shelters and at the bus station.',
    'In-kind and programme costs (USD)': 120_000,
  },
  {
    ...health,
    Admin1: 'Guayas',
    'Activity name': 'Consultations in Guayaquil',
    'Activity description': 'A clinic beside the market, six days a week.',
    'In-kind and programme costs (USD)': 80_000.5,
    Men: 30,
  },
  {
    Sector: 'Health',
    Indicator: nurses,
    Admin1: 'Pichincha',
    'Activity name': 'Training of nurses',
    'Activity description': 'Two courses on referral and on mental health.',
    'In-kind and programme costs (USD)': 30_000,
    'Total target': 60,
  },
  {
    Sector: 'Food Security',
    Indicator: kits,
    Admin1: 'Guayas',
    ...people,
    'Activity name': 'Food kits in Guayaquil',
    'Activity description': 'A kit for each family when it arrives.',
    'In-kind and programme costs (USD)': 40_000,
    'Cash transfer value (USD)': 10_000,
  },
]

/** Fills the form that was downloaded, as a partner does in Excel. */
export async function fillForm(path: string, rows: Planned[]): Promise<Buffer> {
  const workbook = await openXlsx(readFileSync(path))
  const sheet = workbook.sheets[0]!
  const titles = sheet.rows[2]!.map(String)
  rows.forEach((row, i) => {
    for (const [title, value] of Object.entries(row)) {
      const at = titles.indexOf(title)
      expect(at, title).toBeGreaterThanOrEqual(0)
      sheet.cells?.delete(`${3 + i},${at}`)
      sheet.rows[3 + i] ??= []
      sheet.rows[3 + i]![at] = value
    }
  })
  return Buffer.from(await saveXlsx(workbook))
}

const object = (type: string, id: string, name: string) => ({ type, id, name, behavior: 'single' })
/** One flow as the Financial Tracking Service answers it: a government gives for health in Ecuador. */
export const flows = (amountUSD: number): string =>
  JSON.stringify({
    status: 'ok',
    data: {
      flows: [
        {
          id: '910001',
          amountUSD,
          budgetYear: '2023',
          childFlowIds: null,
          contributionType: 'financial',
          date: '2023-03-01T00:00:00Z',
          decisionDate: '2023-02-20T00:00:00Z',
          description: 'Primary health care',
          flowType: 'Standard',
          method: 'Traditional aid',
          newMoney: true,
          originalAmount: null,
          originalCurrency: 'USD',
          parentFlowId: null,
          status: 'paid',
          updatedAt: '2023-03-02T09:00:00Z',
          versionId: 1,
          boundary: 'incoming',
          onBoundary: 'single',
          refCode: 'NOR-23/4',
          sourceObjects: [object('Organization', '501', 'Norland, Government of'), object('UsageYear', '44', '2023')],
          destinationObjects: [
            object('Plan', '1123', yearName),
            object('Organization', '7001', 'International Organization for Migration (IOM)'),
            object('Location', '65', 'Ecuador'),
            object('GlobalCluster', '5', 'Health'),
            object('UsageYear', '44', '2023'),
          ],
        },
      ],
    },
    meta: { count: 1 },
  })
