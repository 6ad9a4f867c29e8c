/** What is published never changes: its document and names are read once a minute, however many look at them. */
import type { Db } from '../../../core/database.ts'
import type { Language } from '../../../core/i18n.ts'
import type { PlanDocument } from './contract.ts'
import { planDocument } from './document.ts'
import type { PlanEdition } from './edition.ts'
import { namesOf, type PlanNames } from './names.ts'

type Published = Extract<PlanEdition, { version: number }>

/** People reached come with a newly published overview: a minute later at the latest. */
const minute = 60_000
const most = 64

function keeping<T>(make: (db: Db, edition: Published, language: Language) => Promise<T>) {
  const kept = new Map<string, { at: number; made: Promise<T> }>()
  return (db: Db, edition: Published, language: Language): Promise<T> => {
    const key = `${edition.plan.id}/${edition.version}/${edition.latest}/${edition.publishedAt}/${language}`
    const known = kept.get(key)
    if (known && known.at > Date.now() - minute) return known.made
    const made = make(db, edition, language)
    kept.delete(key)
    if (kept.size >= most) kept.delete(kept.keys().next().value!)
    kept.set(key, { at: Date.now(), made })
    made.catch(() => kept.delete(key))
    return made
  }
}

export const keptDocument: (db: Db, edition: Published, language: Language) => Promise<PlanDocument> = keeping(planDocument)
export const keptNames: (db: Db, edition: Published, language: Language) => Promise<PlanNames> = keeping(namesOf)
