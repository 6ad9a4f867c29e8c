/** What somebody typed into the search: a card, a number of a document or telephone, a year of birth, words of a name. Also runs in the browser. */
import { readCard } from './card.ts'
import { numberKey } from './identity.ts'

export type Typed = {
  card?: { id?: string; card: string }
  /** Letters and digits of a number that may be of a document or a telephone. */
  number?: string
  /** Of birth. */
  year?: number
  name: string
}

export function readTyped(text: string): Typed {
  const written = text.trim()
  const card = /^(senda:|h[\s-])/i.test(written) ? readCard(written) : undefined
  if (card) return { card, name: '' }
  if (isNumber(written)) return { number: numberKey(written), name: '' }
  const words = written.split(/\s+/)
  const year = words.findLast((word) => /^(19|20)\d\d$/.test(word))
  const name = words.filter((word) => !/\d/.test(word)).join(' ')
  return year === undefined ? { name } : { name, year: Number(year) }
}

/** `V-12.345.678`, `+57 300 123 4567`, `AB123456`: five digits or more, and hardly anything else. */
const isNumber = (text: string): boolean => {
  const digits = text.replace(/\D/g, '').length
  return digits >= 5 && text.replace(/[\d\s.\-+/()]/g, '').length <= 4
}
