/** What a change meant for a record says of the one that stands in its place: households that were joined, persons found to be the same. */
import type { HouseholdContent, PersonContent } from '../contract.ts'
import { changesBetween, type FieldChange } from './content.ts'

/**
 * @param base what was seen @param content what was made of it @param current what stands now, perhaps of another household
 * @param now the person each second record stands for; persons without one are themselves
 * @returns `current` with what `content` changed of `base`, and nothing else
 */
export function carriedOver(
  base: HouseholdContent,
  content: HouseholdContent,
  current: HouseholdContent,
  now: ReadonlyMap<string, string>,
): HouseholdContent {
  const changes = changesBetween(base, content)
  const own = Object.fromEntries(changes.filter((c) => c.person === null).map((c) => [c.field, c.after]))
  const of = (id: string) => now.get(id) ?? id
  const byPerson = Map.groupBy(
    changes.filter((c) => c.person !== null),
    (c) => of(c.person!),
  )
  const known = new Set(current.persons.map((p) => p.id))
  const came = [...byPerson].flatMap(([id, of]) => of.flatMap((c) => (known.has(id) || c.field !== 'person' ? [] : newcomer(c))))
  const hasHead = current.persons.some((p) => p.relation === 'head' && !p.hasLeft)
  return {
    ...current,
    ...own,
    persons: [
      ...current.persons.map((p) => changed(p, byPerson.get(p.id) ?? [])),
      ...came.map((p) => (hasHead && p.relation === 'head' ? { ...p, relation: 'other-relative' as const } : p)),
    ],
  }
}

const newcomer = ({ after }: FieldChange): PersonContent[] => (after === null ? [] : [after as PersonContent])

function changed(person: PersonContent, changes: readonly FieldChange[]): PersonContent {
  const result = { ...person }
  for (const { field, before, after } of changes) {
    if (field === 'person') result.hasLeft ||= after === null
    else if (field === 'documents') result.documents = documentsOf(person, before, after)
    // Who heads a household is said of that household only.
    else if (field !== 'relation' || ![before, after].includes('head')) Object.assign(result, { [field]: after })
  }
  return result
}

/** Those of the record that stands, less what was taken away, with what was added or changed. */
function documentsOf({ documents }: PersonContent, before: unknown, after: unknown): PersonContent['documents'] {
  const [was, is] = [before as PersonContent['documents'], after as PersonContent['documents']]
  const gone = new Set(was.filter((d) => !is.some((i) => i.id === d.id)).map((d) => d.id))
  const written = new Map(is.map((d) => [d.id, d]))
  return [
    ...documents.filter((d) => !gone.has(d.id)).map((d) => written.get(d.id) ?? d),
    ...is.filter((d) => !documents.some((own) => own.id === d.id)),
  ]
}
