/** In what two records of one person differ, of what one may take from the other. */
import type { PersonContent } from '../../modules/people/contract.ts'
import { type Pickable, pickable } from '../../modules/people/duplicates/contract.ts'

export const differing = (kept: PersonContent, gone: PersonContent): Pickable[] =>
  pickable.filter((field) => (kept[field] ?? '') !== (gone[field] ?? '') && (gone[field] ?? '') !== '')
