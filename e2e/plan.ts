/** A plan year with its lists, made by the command line as an administrator would, and a month of reports for it. */
import { readFileSync } from 'node:fs'
import { openXlsx, saveXlsx } from 'hucre/xlsx'
import { expect } from 'vitest'
import { temporaryFiles } from '../test/files.ts'
import { senda } from './server.ts'

export const plan = 'response-2021'
export const food = 'People who received food assistance'
export const schools = 'Children enrolled in school'

const lists = {
  places: 'Country,Admin1,ISOCode\nEcuador,Pichincha,EC-P\nEcuador,Guayas,EC-G\nEcuador,Manabí,EC-M\nColombia,Nariño,CO-NAR\n',
  organisations:
    'Acronym,Name,Nombre,Type\nIOM,International Organization for Migration (IOM),Organización Internacional para las Migraciones (OIM),UN\nRS,Red Solidaria,Red Solidaria,NGO\n',
  indicators: `Subsector,Indicator,Indicador,Indicator Type\nFood Security,${food},Personas que recibieron asistencia alimentaria,Direct Assistance\nEducation,${schools},Niñas y niños matriculados,Direct Assistance\nFood Security,Kits bought,Kits comprados,Other\n`,
  mechanisms: 'Mechanism\nPrepaid card\n',
}

export async function makePlan(data: string): Promise<void> {
  const files = temporaryFiles()
  const made = await senda(data, 'plan', 'create', plan, '--year', '2021', '--name', 'Response 2021')
  const given = Object.entries(lists).flatMap(([list, text]) => [`--${list}`, files.put(`${list}.csv`, text)])
  const taken = await senda(data, 'plan', 'lists', plan, ...given)
  files.clear()
  expect([made, taken].map(({ code, hints }) => ({ code, hints }))).toEqual([
    { code: 0, hints: '' },
    { code: 0, hints: '' },
  ])
}

type Row = Record<string, string | number>
const sound: Row = {
  Country: 'Ecuador',
  'Country Admin1': 'Pichincha',
  'Appealing organisation Name': 'International Organization for Migration (IOM)',
  'Implementation Set up': 'No',
  Month: '2021-05',
  Subsector: 'Food Security',
  Indicator: food,
  'COVID 19 Situation': 'No',
  'RMRP Activity': 'Yes',
  CVA: 'No',
  'Total monthly beneficiaries': 120,
  'New beneficiaries of the month': 100,
  'Refugees and Migrants IN DESTINATION': 70,
  'Refugees and Migrants IN TRANSIT': 30,
  'Women under 18': 25,
  'Men under 18': 25,
  'Women above 18': 30,
  'Men above 18': 20,
}
const { 'Women under 18': _g, 'Men under 18': _b, 'Women above 18': _w, 'Men above 18': _m, ...withoutAges } = sound

/** One month of a partner: two sound rows, one to round, one whose total is too small, one without ages. */
export const month: Row[] = [
  { ...sound, 'Activity Name': 'Food kits in Quito' },
  { ...sound, 'Activity Name': 'School places', 'Country Admin1': 'Guayas', Subsector: 'Education', Indicator: schools },
  { ...sound, 'Activity Name': 'Hot meals', 'Refugees and Migrants IN TRANSIT': 31, 'Women above 18': 31 },
  { ...sound, 'Activity Name': 'Kits at the border', 'Total monthly beneficiaries': 80 },
  { ...withoutAges, 'Activity Name': 'Kits in Manta', 'Country Admin1': 'Manabí' },
]

/** Fills the template that was downloaded, as a partner does in Excel. */
export async function fillTemplate(path: string, rows: Row[]): Promise<Buffer> {
  const workbook = await openXlsx(readFileSync(path))
  const sheet = workbook.sheets.find((one) => one.name === '5W')!
  const headers = sheet.rows[2]!.map(String)
  const unknown = rows.flatMap((row) => Object.keys(row)).filter((header) => !headers.includes(header))
  expect(unknown).toEqual([])
  rows.forEach((row, i) => {
    sheet.rows[3 + i] = headers.map((header) => row[header] ?? null)
  })
  return Buffer.from(await saveXlsx(workbook))
}

/** The same rows as a CSV file. */
export function csvOf(rows: Row[]): string {
  const headers = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const line = (cells: (string | number)[]) => cells.map((cell) => `"${cell}"`).join(',')
  return [line(headers), ...rows.map((row) => line(headers.map((header) => row[header] ?? '')))].join('\r\n')
}
