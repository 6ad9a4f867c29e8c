/** How the columns of a list are recognised, whatever year, language or program wrote it: without case, accents and punctuation. */
import { Problem } from '../../../core/problem.ts'
import { fold } from '../../../core/text.ts'
import type { ListName } from '../contract.ts'

/** A line of a list: its number in the file, and its cells by column. An absent or empty cell is ''. */
export type Line = { line: number; cell: (column: string) => string }
export type ListTable = { lines: Line[]; has: (column: string) => boolean; columnsLeft: string[] }
type Columns = Record<string, { headers: string[]; required?: true }>

const country = { headers: ['country', 'pais', 'pays', 'country name', 'pais country'], required: true as const }
const areaHeaders = [
  'admin1',
  'admin 1',
  'country admin1',
  'pais admin1',
  'area',
  'departamento',
  'region',
  'estado',
  'provincia',
]
const sectorHeaders = ['sector subsector wg', 'subsector', 'sector', 'indicador sector', 'sector subsector', 'secteur', 'setor']
const names = {
  en: {
    headers: [
      'name',
      'name en',
      'english name',
      'organisation',
      'organization',
      'appealing organisation name',
      'appealing organization name',
      'implementing partner name',
    ],
  },
  es: { headers: ['nombre', 'name es', 'spanish name', 'organizacion', 'socio principal nombre', 'socio implementador nombre'] },
  pt: { headers: ['nome', 'name pt', 'portuguese name', 'organizacao'] },
  fr: { headers: ['nom', 'name fr', 'french name'] },
}
const body = {
  acronym: { headers: ['acronym short name', 'acronym', 'short name', 'sigla', 'acronimo'] },
  kind: { headers: ['type', 'tipo', 'kind', 'organisation type'] },
}

const columnsOf: Record<ListName, Columns> = {
  places: {
    country,
    admin1: { headers: areaHeaders, required: true },
    iso: { headers: ['isocode', 'iso code', 'iso', 'iso 3166 2', 'code', 'codigo iso'] },
  },
  organisations: { code: { headers: ['idorg', 'code', 'codigo', 'id'] }, ...names, ...body },
  implementers: { code: { headers: ['idip', 'code', 'codigo', 'id'] }, organisation: { headers: ['idorg'] }, ...names, ...body },
  indicators: {
    code: { headers: ['code', 'codigo', 'indicator code'] },
    sector: { headers: sectorHeaders, required: true },
    en: { headers: ['indicator', 'indicator en', 'indicator english', 'indicator name'] },
    es: { headers: ['indicador', 'indicator es', 'indicador es', 'indicator spanish'] },
    pt: { headers: ['indicator pt', 'indicador pt', 'indicator portuguese'] },
    fr: { headers: ['indicateur', 'indicator fr', 'indicator french'] },
    kind: { headers: ['indicator type', 'type', 'kind', 'tipo', 'tipo de indicador'] },
    cash: { headers: ['cva', 'cbi', 'cash', 'ptm'] },
    people: { headers: ['people', 'personas'] },
    inNeed: { headers: ['pin target oriented', 'pin'] },
    unit: { headers: ['unit of measurement', 'unit', 'unidad de medida'] },
    objective: { headers: ['sector objective', 'objective', 'objetivo'] },
    description: { headers: ['indicator description rationale', 'description', 'descripcion'] },
    definitions: { headers: ['definitions', 'definiciones'] },
    disaggregation: { headers: ['disaggregation', 'desagregacion'] },
    coverage: { headers: ['coverage', 'cobertura'] },
  },
  mechanisms: {
    ...names,
    en: { headers: [...names.en.headers, 'mechanism', 'delivery mechanism'] },
    es: { headers: [...names.es.headers, 'mecanismo', 'modalidad de entrega'] },
  },
  proportions: {
    country,
    admin1: { headers: areaHeaders },
    sector: { headers: sectorHeaders, required: true },
    girls: { headers: ['girls', 'women under 18', 'ninas', 'meninas'], required: true },
    boys: { headers: ['boys', 'men under 18', 'ninos', 'meninos'], required: true },
    women: { headers: ['women', 'women above 18', 'mujeres', 'mulheres'], required: true },
    men: { headers: ['men', 'men above 18', 'hombres', 'homens'], required: true },
  },
}
const named: readonly ListName[] = ['organisations', 'implementers', 'indicators', 'mechanisms']

/** Reads rows of text, the first with a name in it being the header. A Problem says which columns are missing and which were found. */
export function readList(list: ListName, rows: string[][]): ListTable {
  const head = rows.findIndex((row) => row.some((cell) => cell.trim() !== ''))
  const headers = (rows[head] ?? []).map((h) => h.replace(/^\uFEFF/, '').trim())
  const placed = placeColumns(list, headers)
  assertColumns(list, headers, placed)
  const lines = rows.slice(head + 1).flatMap((row, i): Line[] => {
    if (row.every((cell) => cell.trim() === '')) return []
    return [{ line: head + i + 2, cell: (column) => row[placed.get(column) ?? -1]?.replace(/\s+/gu, ' ').trim() ?? '' }]
  })
  if (lines.length === 0) throw new Problem(422, 'plan/list-empty', { list })
  const used = new Set(placed.values())
  return { lines, has: (column) => placed.has(column), columnsLeft: headers.filter((h, i) => h !== '' && !used.has(i)) }
}

function placeColumns(list: ListName, headers: string[]): Map<string, number> {
  const folded = headers.map(fold)
  const placed = new Map<string, number>()
  for (const [column, { headers: ways }] of Object.entries(columnsOf[list])) {
    const at = ways.map((way) => folded.indexOf(way)).find((i) => i >= 0 && ![...placed.values()].includes(i))
    if (at !== undefined) placed.set(column, at)
  }
  return placed
}

function assertColumns(list: ListName, headers: string[], placed: Map<string, number>): void {
  const missing = Object.entries(columnsOf[list])
    .filter(([column, { required }]) => required && !placed.has(column))
    .map(([, c]) => c.headers[0]!)
  if (named.includes(list) && !['en', 'es', 'pt', 'fr'].some((l) => placed.has(l))) missing.push(columnsOf[list].en!.headers[0]!)
  if (missing.length > 0)
    throw new Problem(422, 'plan/list-columns', {
      list,
      missing: missing.join(', '),
      found: headers.filter(Boolean).slice(0, 40).join(', ') || '–',
    })
}
