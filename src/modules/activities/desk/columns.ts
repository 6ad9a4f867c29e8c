/** How a row is written in a file: the headers of the official workbook, the tags of the humanitarian exchange language, names instead of ids. */
import { type AsWritten, type Cells, type Column, columns } from '../contract.ts'
import type { Lists } from '../rules/lists.ts'
import { variants } from '../rules/variants.ts'
import { cellsOf, type Report } from './cells.ts'

export type Written = string | number | null

export const headers: string[] = [...columns.map((c) => variants[c][0]!), 'State']

const tagOf: Record<Column, string> = {
  country: '#country+name',
  admin1: '#adm1+name',
  admin2: '#adm2+name',
  organisation: '#org+name',
  throughPartner: '#meta+through_partner',
  implementer: '#org+impl+name',
  month: '#date+month',
  sector: '#sector+name',
  indicator: '#indicator+name',
  title: '#activity+name',
  description: '#activity+description',
  covid19: '#meta+covid19',
  inPlan: '#meta+in_plan',
  isCash: '#modality+cash',
  cashValueUsd: '#value+cash+usd',
  cashMechanism: '#modality+mechanism',
  outputQuantity: '#output+num',
  peopleInMonth: '#reached+month',
  newPeople: '#reached+new',
  inDestination: '#reached+in_destination',
  inTransit: '#reached+in_transit',
  hostCommunity: '#reached+host',
  pendular: '#reached+pendular',
  returnees: '#reached+returnees',
  girls: '#reached+f+children',
  boys: '#reached+m+children',
  women: '#reached+f+adults',
  men: '#reached+m+adults',
  otherUnder18: '#reached+i+children',
  otherAdult: '#reached+i+adults',
}
export const tags: string[] = [...columns.map((c) => tagOf[c]), '#status']

/** Writes rows with the names of the plan's lists; a cell that could not be placed stands as it was written. */
export function writerOf({ source }: Lists): (report: Report) => Written[] {
  const places = new Map(source.places.map((p) => [p.code, p.level === 0 ? p.countryName : p.names[0]!]))
  for (const p of source.places) places.set(p.country, p.countryName)
  const bodies = new Map(source.organisations.map((o) => [o.id, o.names[0]!]))
  const name = <Id>(of: readonly { id: Id; name: string }[]) => new Map(of.map((e) => [e.id, e.name]))
  const names: Partial<Record<Column, Map<unknown, string>>> = {
    country: places,
    admin1: places,
    admin2: places,
    organisation: bodies,
    implementer: bodies,
    sector: name(source.sectors),
    indicator: name(source.indicators),
    cashMechanism: name(source.mechanisms),
  }
  const written = (column: Column, cells: Cells, asWritten: AsWritten): Written => {
    const value = cells[column]
    if (value === null) return asWritten[column] ?? null
    if (typeof value === 'boolean') return value ? 'Yes' : 'No'
    return names[column]?.get(value) ?? value
  }
  return (report) => {
    const cells = cellsOf(report)
    return [...columns.map((c) => written(c, cells, report.asWritten as AsWritten)), report.state]
  }
}
