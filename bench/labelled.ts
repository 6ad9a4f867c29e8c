/**
 * Public sets of persons of whom somebody said which are the same, read from their own files: FEBRL (dataset1.csv, dataset2.csv, dataset3.csv, or dataset4a.csv
 * with dataset4b.csv) and RLdata500.csv or RLdata10000.csv with a column `ent_id`. Not kept here: they are others'.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { randomFrom } from './names.ts'
import { type LoadedHousehold, type LoadedPerson, uuidAt } from './persons.ts'
import type { Truth } from './truth.ts'

type Row = Record<string, string>
/** Every record is a household of its own: nothing but the person says who it is. */
type Labelled = Pick<LoadedPerson, 'given' | 'family' | 'birthDate' | 'cedula'> & {
  entity: string
  country: string
  place: string
  address: string
}

const sets: { name: string; files: string[]; read: (row: Row) => Labelled }[] = [
  { name: 'FEBRL 1', files: ['dataset1.csv'], read: febrl },
  { name: 'FEBRL 2', files: ['dataset2.csv'], read: febrl },
  { name: 'FEBRL 3', files: ['dataset3.csv'], read: febrl },
  { name: 'FEBRL 4', files: ['dataset4a.csv', 'dataset4b.csv'], read: febrl },
  { name: 'RLdata500', files: ['RLdata500.csv'], read: rldata },
  { name: 'RLdata10000', files: ['RLdata10000.csv'], read: rldata },
]

export const labelledIn = (folder: string, organisation: number): { name: string; truth: Truth }[] =>
  sets
    .filter(({ files }) => files.every((file) => existsSync(join(folder, file))))
    .map(({ name, files, read }) => ({
      name,
      truth: truthOf(files.flatMap((file) => rowsOf(join(folder, file))).map(read), organisation),
    }))

const rowsOf = (file: string): Row[] =>
  parse(readFileSync(file), { columns: (head: string[]) => head.map((h) => h.trim()), trim: true })

function truthOf(records: Labelled[], organisation: number): Truth {
  const random = randomFrom(4)
  const id = () => uuidAt(random, Date.UTC(2021, 0, 1))
  const households = records.map((record) => household(record, organisation, id(), id()))
  const together = Map.groupBy(records.keys(), (n) => records[n]!.entity)
  const pairs = [...together.values()].flatMap((of) =>
    of.flatMap((x, i) =>
      of.slice(i + 1).map((y): [string, string] => [households[x]!.persons[0]!.id, households[y]!.persons[0]!.id]),
    ),
  )
  return { households, pairs, persons: records.length }
}

const household = (
  { given, family, birthDate, cedula, country, place, address }: Labelled,
  organisation: number,
  id: string,
  person: string,
): LoadedHousehold => ({
  id,
  organisation,
  country,
  admin1: place,
  group: 'inDestination',
  phone: null,
  address,
  registeredAt: '2021-01-01T00:00:00Z',
  persons: [{ id: person, given, family, sex: null, birthDate, birthPrecision: 'day', relation: 'head', cedula }],
})

/** `rec-1070-org`, `rec-1070-dup-0`: the number is the person. */
function febrl(row: Row): Labelled {
  return {
    entity: row.rec_id!.split('-')[1]!,
    given: row.given_name ?? '',
    family: row.surname ?? '',
    birthDate: dayOf(/^(\d{4})(\d\d)(\d\d)$/.exec(row.date_of_birth ?? '')?.slice(1) ?? []),
    cedula: row.soc_sec_id || null,
    country: 'AU',
    place: row.state || 'none',
    address: `${row.street_number ?? ''} ${row.address_1 ?? ''}`.trim(),
  }
}

function rldata(row: Row): Labelled {
  const name = (...parts: (string | undefined)[]) => parts.filter((p) => p && p !== 'NA').join(' ')
  return {
    entity: row.ent_id!,
    given: name(row.fname_c1, row.fname_c2),
    family: name(row.lname_c1, row.lname_c2),
    birthDate: dayOf([row.by!, row.bm!.padStart(2, '0'), row.bd!.padStart(2, '0')]),
    cedula: null,
    country: 'DE',
    place: 'none',
    address: '',
  }
}

/** A day that there is, or nothing. */
function dayOf(parts: string[]): string | null {
  const day = parts.join('-')
  return parts.length === 3 && !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day) ? day : null
}
