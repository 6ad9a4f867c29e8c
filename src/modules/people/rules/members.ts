/** In which order the members of a household are shown, and their documents. Also runs in the browser. */
import type { PersonContent, PersonDocument } from '../contract.ts'
import { numberKey } from './identity.ts'

/** The head, then the partner, then as they were registered; who has left stands last. */
export const headFirst = (persons: readonly PersonContent[]): PersonContent[] => persons.toSorted((a, b) => rankOf(a) - rankOf(b))

const rankOf = ({ relation, hasLeft }: PersonContent): number =>
  hasLeft ? 3 : relation === 'head' ? 0 : relation === 'partner' ? 1 : 2

/** Two records that were merged may hold the same one: it is shown once, both are kept. */
export const eachOnce = (documents: readonly PersonDocument[]): PersonDocument[] =>
  [...new Map(documents.toReversed().map((d) => [`${d.kind} ${d.country} ${numberKey(d.number)}`, d])).values()].toReversed()
