/** Where each column of a list belongs. What fits nowhere is named; what somebody chose for it goes before what is guessed. */
import { fold } from '../../../../core/text.ts'
import { type Field, fields, manyFields, synonyms } from './fields.ts'
import { type NeedNamed, needCalled, needLike, runsOf } from './need-columns.ts'
import { numberIn, withoutNumber } from './numbered.ts'

/**
 * One column: the field, and for lists that write persons side by side (`name 2`) which person.
 * `choice`: one of several answers that has a column of its own. `isAsked`: it is called as a need is, and holds yes or no.
 */
export type Placed = { field: Field; person: number; choice?: string; isAsked?: boolean }
export type Column = { at: number; header: string; placed: Placed | null; how: 'chosen' | 'remembered' | 'known' | null }
/** Header as `keyOf` makes it → field, or null: leave it out. */
export type Chosen = ReadonlyMap<string, Field | null>
/** `chosen` by whoever sends the file, `remembered` from earlier files of the organisation, `needNamed`: what a need is called. */
export type Words = { chosen: Chosen; remembered: Chosen; needNamed: NeedNamed }

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

/** @param headers as written, in their order */
export function matchColumns(headers: readonly string[], { chosen, remembered, needNamed }: Words): Column[] {
  const taken = new Set<string>()
  const columns = headers.map((header, at): Column => {
    const key = keyOf(header)
    for (const [how, by] of [['chosen', chosen] as const, ['remembered', remembered] as const]) {
      const field = by.get(key)
      if (field !== undefined) return { at, header, placed: field && placedBy(field, header, needNamed), how }
    }
    return { at, header, placed: header.trim() === '' ? null : known(header, needNamed), how: 'known' }
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
function placedBy(field: Field, header: string, needNamed: NeedNamed): Placed {
  if (!manyFields.includes(field)) return { field, person: numberIn(header) }
  const need = field === 'needs' ? askedFor(header, needNamed) : null
  if (need) return need
  const choice = (field === 'needs' && needLike(header, needNamed)) || header.split('/').at(-1)!.trim()
  return { field, person: numberIn(questionOf(header) || header), choice }
}
const questionOf = (header: string): string => header.split('/').slice(0, -1).join('/')

/** `Embarazada`, `Embarazada 2`: a column of yes and no that bears the name of a need. */
function askedFor(header: string, needNamed: NeedNamed): Placed | null {
  // A number within the name itself is of no person.
  const whole = needNamed(header)
  const choice = whole ?? needCalled(withoutNumber(header), needNamed)
  return choice === undefined ? null : { field: 'needs', person: whole ? 0 : numberIn(header), choice, isAsked: true }
}

/** What a column that was not placed is called like: the longest run of its words that names something. */
export function likeOf({ header, placed }: Pick<Column, 'header' | 'placed'>, needNamed: NeedNamed): Field | null {
  if (placed !== null || header.trim() === '' || /^(_|meta[/-])/.test(header.trim())) return null
  for (const run of runsOf(header)) {
    const field = fieldOf.get(run) ?? (needNamed(run) === undefined ? undefined : 'needs')
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
function known(header: string, needNamed: NeedNamed): Placed | null {
  const link = fieldOf.get(header.trim().toLowerCase())
  if (link === 'rowKey' || link === 'parentKey' || (link && header.trim().startsWith('_'))) return { field: link, person: 0 }
  // What KoBoToolbox and ODK add of their own.
  if (/^(_|meta[/-])/.test(header.trim())) return null
  const choice = choiceOf(header)
  if (choice) return choice
  const person = numberIn(header)
  const bare = person > 0 ? withoutNumber(header) : header
  const need = fieldFor(bare) === undefined ? askedFor(header, needNamed) : null
  if (need) return need
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
