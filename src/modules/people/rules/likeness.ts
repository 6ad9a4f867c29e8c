/** How alike two names are, whatever the order of their words, accents, and a letter wrong here and there. Also runs in the browser. */
import { soundOf, wordsOf } from './sounds.ts'

/** Jaro–Winkler: 1 the same, 0 nothing in common. */
export function wordLikeness(a: string, b: string): number {
  if (a === b) return 1
  const jaro = jaroOf(a, b)
  let start = 0
  while (start < 4 && start < a.length && a[start] === b[start]) start++
  return jaro > 0.7 ? jaro + start * 0.1 * (1 - jaro) : jaro
}

function jaroOf(a: string, b: string): number {
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1)
  const taken = new Array<boolean>(b.length).fill(false)
  const ofA: string[] = []
  for (let i = 0; i < a.length; i++) {
    const last = Math.min(b.length - 1, i + reach)
    for (let j = Math.max(0, i - reach); j <= last; j++) {
      if (taken[j] || a[i] !== b[j]) continue
      taken[j] = true
      ofA.push(a[i]!)
      break
    }
  }
  if (ofA.length === 0) return 0
  let swapped = 0
  let next = 0
  for (let j = 0; j < b.length; j++) if (taken[j] && b[j] !== ofA[next++]) swapped++
  const same = ofA.length
  return (same / a.length + same / b.length + (same - swapped / 2) / same) / 3
}

/** A word heard once: how it sounds, which letters it has, and a number for its sound. */
export type Word = { text: string; sound: string; letters: number; hash: number }

const heardBefore = new Map<string, Word>()
const mostRemembered = 100_000

function heardWord(text: string): Word {
  const known = heardBefore.get(text)
  if (known) return known
  if (heardBefore.size > mostRemembered) heardBefore.clear()
  const word = { text, sound: soundOf(text), letters: lettersOf(text), hash: hashOf(soundOf(text)) }
  heardBefore.set(text, word)
  return word
}

function lettersOf(text: string): number {
  let letters = 0
  for (let i = 0; i < text.length; i++) letters |= 1 << (text.charCodeAt(i) % 31)
  return letters
}

/** FNV-1a. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

export const heardWords = (name: string): Word[] => wordsOf(name).map(heardWord)

/** A word that sounds the same is nearly the same word; an initial is a weak sign of the word it begins. */
function alike(a: Word, b: Word): number {
  if (a === b || a.text === b.text) return 1
  if (a.sound === b.sound) return 0.97
  if (a.text.length === 1 || b.text.length === 1) return a.text[0] === b.text[0] ? 0.8 : 0
  if (atMost(a, b) < 0.75) return 0
  const written = wordLikeness(a.text, b.text)
  return a.sound === a.text && b.sound === b.text ? written : Math.max(written, 0.97 * wordLikeness(a.sound, b.sound))
}

/** No likeness is above this: letters that only one has cannot be paired. */
function atMost(a: Word, b: Word): number {
  const paired = Math.min(a.text.length - bits(a.letters & ~b.letters), b.text.length - bits(b.letters & ~a.letters))
  const jaro = (paired / a.text.length + paired / b.text.length + 1) / 3
  return jaro + 0.4 * (1 - jaro)
}

function bits(n: number): number {
  let count = 0
  for (let rest = n; rest !== 0; rest &= rest - 1) count++
  return count
}

/** The best partner of each word of the shorter name, each word given once; the likeness of each, in the order of their words. */
export function pairedWords(a: readonly Word[], b: readonly Word[]): number[] {
  const [few, many] = a.length <= b.length ? [a, b] : [b, a]
  const pairs = few.flatMap((x, i) => many.map((y, j) => ({ i, j, like: alike(x, y) }))).sort((p, q) => q.like - p.like)
  const found = new Array<number>(few.length).fill(-1)
  const given = new Set<number>()
  for (const { i, j, like } of pairs) {
    if (found[i] !== -1 || given.has(j)) continue
    found[i] = like
    given.add(j)
  }
  return found.map((like) => Math.max(0, like))
}

/** 0 to 1. A word that only one of them has costs little: names are often left out, seldom made up. */
export function nameLikeness(a: string | readonly Word[], b: string | readonly Word[]): number {
  const [x, y] = [a, b].map((name) => (typeof name === 'string' ? heardWords(name) : name)) as [Word[], Word[]]
  if (x.length === 0 || y.length === 0) return 0
  const pairs = pairedWords(x, y).map((like) => (like < 0.75 ? like / 2 : like))
  const sum = pairs.reduce((total, like) => total + like, 0)
  const alone = Math.abs(x.length - y.length)
  return (sum / pairs.length) * (1 - Math.min(0.3, 0.05 * alone)) * (pairs.length === 1 && alone > 0 ? 0.85 : 1)
}

/** A code and the same less one letter: two codes that differ in one letter, in one more, or in two swapped share one of these. */
export function nearForms(code: string): string[] {
  if (code.length < 3) return [code]
  const letters = [...code]
  return [...new Set([code, ...letters.map((_, i) => letters.toSpliced(i, 1).join(''))])]
}
