/** The columns of the submission form, every way their headers are written, and where each header of a file belongs. Also runs in the browser. */
import { fold } from '../../../../core/text.ts'
import type { ActivityCell } from '../contract.ts'

/** Columns that are no cell: what the form says of the row as a whole, totals beside their parts, and our own marks. */
export type FormColumn = ActivityCell | 'year' | 'organisation' | 'kind' | 'totalUsd' | 'id' | 'version'

/** In the order of the form. The first way is how it prints it in English, the second in Spanish. */
export const headers: Record<FormColumn, readonly [string, string, ...string[]]> = {
  year: ['Year', 'Año', 'Ano', 'Année', 'Plan year'],
  country: ['Country', 'País', 'Pais Country', 'Pays'],
  admin1: ['Admin1', 'Departamento/Estado/Provincia', 'Country Admin1', 'País Admin1', 'Area', 'Place', 'Lugar'],
  organisation: [
    'Appealing organisation',
    'Organización solicitante',
    'Appealing organization',
    'Appealing organisation Name',
    'Appealing organization Name',
    'Organisation',
    'Organization',
    'Organización',
    'Socio principal',
    'Socio principal Nombre',
  ],
  sectorId: ['Sector', 'Sector/Subsector', 'Subsector', 'Sector...Subsector...WG', 'Indicador Sector', 'Secteur', 'Setor'],
  indicatorId: ['Indicator', 'Indicador', 'Indicateur'],
  kind: ['Indicator type', 'Tipo de indicador', 'Type of indicator', 'Kind'],
  title: ['Activity name', 'Nombre de la actividad', 'Activity title', 'Title', 'Título'],
  description: ['Activity description', 'Descripción de la actividad', 'Description', 'Descripción'],
  inKindUsd: [
    'In-kind and programme costs (USD)',
    'Costos en especie y programáticos (USD)',
    'In-kind and programme costs',
    'In-kind and programme costs in USD',
    'In kind USD',
    'In-kind and programmatic costs USD',
  ],
  cashUsd: [
    'Cash transfer value (USD)',
    'Valor de las transferencias monetarias (USD)',
    'Cash transfer value',
    'Cash USD',
    'Value of cash transfers (USD)',
    'Valor de transferencia (USD)',
  ],
  totalUsd: ['Total (USD)', 'Total USD', 'Presupuesto total (USD)', 'Total budget (USD)', 'Total budget'],
  inDestination: ['In destination', 'En destino', 'Refugees and Migrants IN DESTINATION', 'Refugiados y migrantes EN DESTINO'],
  inTransit: ['In transit', 'En tránsito', 'Refugees and Migrants IN TRANSIT', 'Refugiados y migrantes EN TRANSITO'],
  hostCommunity: ['Host communities', 'Comunidades de acogida', 'Host community', 'Host Communities beneficiaries'],
  pendular: ['Pendular', 'Pendulares', 'Pendulars', 'Refugees and Migrants PENDULARS', 'Refugiados y migrantes PENDULARES'],
  returnees: ['Returnees', 'Retornados', 'Colombian returnees', 'Colombianos Retornados'],
  girls: ['Girls', 'Niñas', 'Women under 18', 'Ninas y Adolescentes menores de 18', 'Girls targeted'],
  boys: ['Boys', 'Niños', 'Men under 18', 'Ninos y Adolescentes menores de 18', 'Boys targeted'],
  women: ['Women', 'Mujeres', 'Women above 18', 'Mujeres adultas', 'Women targeted'],
  men: ['Men', 'Hombres', 'Men above 18', 'Hombres adultos', 'Men targeted'],
  otherUnder18: ['Other under 18', 'Otro menores de 18', 'Other_under'],
  otherAdult: ['Other above 18', 'Otro adultos', 'Other_above', 'Other adult'],
  targetPeople: ['Total target', 'Población meta total', 'Total de beneficiarios', 'Target', 'Total meta', 'Target people'],
  outputQuantity: [
    'Output quantity',
    'Cantidad de productos',
    'Quantity of output',
    'Quantity of outputs',
    'Cantidad de productos generados',
  ],
  id: ['Senda id', 'Id de Senda'],
  version: ['Senda version', 'Versión de Senda'],
}
export const formColumns = Object.keys(headers) as FormColumn[]

/** A file without one of these is no submission. */
export const required: readonly FormColumn[] = ['sectorId', 'indicatorId', 'title']

/** How the form prints a column. */
export const headerIn = (column: FormColumn, language: string): string => headers[column][language === 'es' ? 1 : 0]

const key = (header: string): string => fold(header).replace(/ /g, '')
const known = new Map(formColumns.flatMap((column) => [column, ...headers[column]].map((way) => [key(way), column] as const)))

export const columnFor = (header: string): FormColumn | undefined => known.get(key(header))

/** `columns[i]`: where cell i of a row belongs. */
export type Placing = {
  columns: (FormColumn | undefined)[]
  doubled: string[]
  left: string[]
  missing: FormColumn[]
  placed: number
}

export function placeHeaders(texts: readonly (string | null)[]): Placing {
  const columns = texts.map((text) => (text === null ? undefined : columnFor(text)))
  const placed = new Set(columns.filter((c) => c !== undefined))
  return {
    columns,
    doubled: texts.filter(
      (text, at): text is string => text !== null && columns[at] !== undefined && columns.indexOf(columns[at]) < at,
    ),
    left: texts.filter((text, at): text is string => text !== null && columns[at] === undefined),
    missing: required.filter((c) => !placed.has(c)),
    placed: placed.size,
  }
}
