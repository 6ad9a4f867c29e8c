/** What somebody types to find a household: a card, the number of a document, or words of a name. */
import type { HouseholdLine } from '../../modules/people/contract.ts'
import { readCard } from '../../modules/people/rules/card.ts'

export type Asked = { card?: string; document?: string; words?: string }

export function askedFor(text: string): Asked | undefined {
  const typed = text.trim()
  const card = /^h[-\s]?[0-9a-z]/i.test(typed) && /\d/.test(typed) ? readCard(typed)?.card : undefined
  if (card) return { card }
  if (/^[\p{L}]{0,3}[-\s]?\d[\d.\-\s]{3,}[\p{L}\d]?$/u.test(typed)) return { document: typed }
  return typed.length >= 2 ? { words: typed } : undefined
}

/** What this device keeps comes first: it is there at once; each household once. */
export function together(kept: HouseholdLine[], heard: HouseholdLine[]): HouseholdLine[] {
  const here = new Set(kept.map((line) => line.id))
  return [...kept, ...heard.filter((line) => !here.has(line.id))].slice(0, 20)
}
