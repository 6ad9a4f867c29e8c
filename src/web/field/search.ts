/** Finds among the kept people, whatever the spelling; loaded when somebody first looks. */
import { readCard } from '../../modules/people/rules/card.ts'
import { numberKey } from '../../modules/people/rules/identity.ts'
import { heardWords, pairedWords, type Word } from '../../modules/people/rules/likeness.ts'
import type { KeptHousehold } from './field.ts'

const most = 30
const near = 0.84

/** The nearest first, however the name was spelt; a card or a document number finds exactly. */
export function findAmong(all: KeptHousehold[], words: string): KeptHousehold[] {
  const exact = byNumber(all, words)
  if (exact.length > 0) return exact
  const asked = heardWords(words)
  if (asked.length === 0) return []
  return all
    .map((kept) => ({ kept, score: scoreOf(kept, asked) }))
    .filter(({ score }) => score >= near)
    .sort((a, b) => b.score - a.score || b.kept.household.lastSeenAt.localeCompare(a.kept.household.lastSeenAt))
    .slice(0, most)
    .map(({ kept }) => kept)
}

function byNumber(all: KeptHousehold[], words: string): KeptHousehold[] {
  const card = readCard(words)
  const number = numberKey(words)
  const isNumber = /\d{4}/.test(number)
  return all.filter(
    ({ household }) =>
      (card && (card.id ? household.id === card.id : household.card === card.card)) ||
      (isNumber && household.persons.some((person) => person.documents.some((d) => numberKey(d.number) === number))) ||
      (isNumber && numberKey(household.phone).endsWith(number.slice(-8)) && number.length >= 7),
  )
}

/** Heard once per household as it stands. */
const heard = new WeakMap<KeptHousehold, Word[][]>()
function wordsIn(kept: KeptHousehold): Word[][] {
  const known = heard.get(kept)
  if (known) return known
  const { persons } = kept.household
  const words = persons.map(({ given, family, also }) => heardWords(`${given} ${family} ${also}`))
  heard.set(kept, words)
  return words
}

const scoreOf = (kept: KeptHousehold, asked: Word[]): number =>
  Math.max(0, ...wordsIn(kept).map((words) => asked.reduce((sum, word) => sum + best(word, words), 0) / asked.length))

/** The beginning of a word, as it is being typed, is nearly the word. */
function best(asked: Word, words: Word[]): number {
  let found = 0
  for (const word of words) {
    const begins = asked.text.length > 1 && (word.text.startsWith(asked.text) || word.sound.startsWith(asked.sound))
    found = Math.max(found, begins ? 0.93 : 0, asked.sound[0] === word.sound[0] ? (pairedWords([asked], [word])[0] ?? 0) : 0)
  }
  return found
}
