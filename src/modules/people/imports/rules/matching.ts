/** Where each column of a list belongs. What fits nowhere is named; what somebody chose for it goes before what is guessed. */
import { fold } from '../../../../core/text.ts'
import { type Field, fields, manyFields, synonyms } from './fields.ts'

/** One column: the field, and for lists that write persons side by side (`name 2`) which person. `choice`: one of several answers that has a column of its own. */
export type Placed = { field: Field; person: number; choice?: string }
export type Column = { at: number; header: string; placed: Placed | null; how: 'chosen' | 'remembered' | 'known' | null }
/** Header as `keyOf` makes it → field, or null: leave it out. */
export type Chosen = ReadonlyMap<string, Field | null>

/** `household/Head Name ` → `householdheadname`. */
export const keyOf = (header: string): string => fold(header).replaceAll(' ', '')

const fieldOf = new Map<string, Field>()
for (const field of fields) {
  // Our own names first, as they leave in an export; then the words of others, the first that claims one keeps it.
  const words = [field, ...synonyms[field].flatMap((line) => line.split(','))]
  for (const word of words) {
    const key =
      field === 'rowKey' || field === 'parentKey' || word.trim().startsWith('_') ? word.trim().toLowerCase() : keyOf(word)
    if (!fieldOf.has(key)) fieldOf.set(key, field)
  }
}

/** @param headers as written, in their order @param chosen by whoever sends the file @param remembered from earlier files of the organisation */
export function matchColumns(headers: readonly string[], chosen: Chosen = new Map(), remembered: Chosen = new Map()): Column[] {
  const taken = new Set<string>()
  const columns = headers.map((header, at): Column => {
    const key = keyOf(header)
    for (const [how, by] of [['chosen', chosen] as const, ['remembered', remembered] as const]) {
      const field = by.get(key)
      if (field !== undefined) return { at, header, placed: field && placedBy(field, header), how }
    }
    return { at, header, placed: header.trim() === '' ? null : known(header), how: 'known' }
  })
  // Somebody's choice takes its place before a guess does; of two guesses the first.
  const order = columns.toSorted((a, b) => Number(a.how === 'known') - Number(b.how === 'known') || a.at - b.at)
  for (const column of order) {
    if (!column.placed) column.how = column.how === 'known' ? null : column.how
    else if (isTaken(taken, column.placed)) Object.assign(column, { placed: null, how: null })
  }
  for (const column of columns) if (isWholeName(column, columns)) column.placed = { ...column.placed!, field: 'name' }
  return columns
}

/** Where several columns hold the answers of one question, each is the answer its header ends with. */
const placedBy = (field: Field, header: string): Placed =>
  manyFields.includes(field)
    ? { field, person: numberIn(questionOf(header) || header), choice: header.split('/').at(-1)!.trim() }
    : { field, person: numberIn(header) }
const questionOf = (header: string): string => header.split('/').slice(0, -1).join('/')

/** What a column that was not placed is called like: the longest run of its words that names something. */
export function likeOf({ header, placed }: Pick<Column, 'header' | 'placed'>): Field | null {
  if (placed !== null || header.trim() === '' || /^(_|meta[/-])/.test(header.trim())) return null
  const words = fold(header).split(' ').slice(-12)
  for (const length of [4, 3, 2, 1])
    for (let at = words.length - length; at >= 0; at--) {
      const key = words.slice(at, at + length).join('')
      const field = key.length > 2 ? fieldOf.get(key) : undefined
      if (field) return field
    }
  return null
}

/** «Nombre» where nothing holds a family name. */
const isWholeName = ({ placed, how }: Column, columns: readonly Column[]): boolean =>
  placed?.field === 'given' &&
  how === 'known' &&
  !columns.some((c) => c.placed?.person === placed.person && ['name', 'family', 'family2'].includes(c.placed.field))

function isTaken(taken: Set<string>, { field, person, choice }: Placed): boolean {
  const place = `${field} ${person} ${choice ?? ''}`
  if (taken.has(place)) return true
  taken.add(place)
  return false
}

/** The whole header; then its parts, the last first: `household/head_name`, `Nombre / Name`, `members-age`, `Sexo (Sex)`. */
function known(header: string): Placed | null {
  const link = fieldOf.get(header.trim().toLowerCase())
  if (link === 'rowKey' || link === 'parentKey' || (link && header.trim().startsWith('_'))) return { field: link, person: 0 }
  // What KoBoToolbox and ODK add of their own.
  if (/^(_|meta[/-])/.test(header.trim())) return null
  const choice = choiceOf(header)
  if (choice) return choice
  const person = numberIn(header)
  const bare = person > 0 ? withoutNumber(header) : header
  for (const part of [bare, ...partsOf(bare)]) {
    const field = fieldFor(part)
    if (field) return { field, person }
  }
  return null
}

const fieldFor = (part: string): Field | undefined => {
  const key = keyOf(part)
  return (
    fieldOf.get(key) ??
    fieldOf.get(
      key.replace(
        /^(head|hoh|jefe|jefa|member|miembro|membro|chefe?|person|persona|pessoa|personne|membre|hh|household|hogar)/,
        '',
      ),
    )
  )
}

const partsOf = (header: string): string[] => {
  const parts = header.split(/\/|::|\||\n|\(|\)|:|·|—|\.(?=\S)/).map((p) => p.trim())
  const dashed = header.split('-').map((p) => p.trim())
  return [...parts.toReversed(), ...dashed.toReversed()].filter((p) => p !== '' && p !== header)
}

/** `languages/es` with 1 or 0 below it. */
function choiceOf(header: string): Placed | null {
  const parts = header.split('/')
  const field = parts.length > 1 && !fieldFor(parts.at(-1)!) ? fieldFor(parts.at(-2)!) : undefined
  return field && manyFields.includes(field)
    ? { field, person: numberIn(questionOf(header)), choice: parts.at(-1)!.trim() }
    : null
}

// Persons side by side: `name 2`, `member_2/name`, `members[2]/name`, `2. Nombre`. Administrative levels have numbers of their own.
const numbered = /(?:^|[^\p{L}\p{N}])(?:no|nr|n)?(\d{1,2})(?=$|[^\p{N}])|(?<=\p{L}{3})(\d{1,2})(?=$|[^\p{L}\p{N}])/iu
const levels = /adm(in)?[\s_]*[12]/i

function numberIn(header: string): number {
  if (levels.test(header)) return 0
  const found = numbered.exec(header)
  return found ? Number(found[1] ?? found[2]) : 0
}
const withoutNumber = (header: string): string => header.replace(numbered, ' ').replace(/\[\s*\]/g, ' ')
