/** Words as they are misspelt at a desk. */
import { pick, type Random } from './names.ts'

export const plain = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '')
const spellings: readonly (readonly [RegExp, string])[] = [
  [/z/i, 's'],
  [/s/i, 'z'],
  [/v/i, 'b'],
  [/b/i, 'v'],
  [/ll/i, 'y'],
  [/y/i, 'i'],
  [/h/i, ''],
  [/c(?=[ei])/i, 's'],
  [/g(?=[ei])/i, 'j'],
  [/ñ/i, 'n'],
]

/** One letter wrong, missing, doubled or swapped, or spelt as it sounds. */
export function misspelt(random: Random, word: string): string {
  const fitting = spellings.filter(([pattern]) => pattern.test(word))
  if (fitting.length > 0 && random() < 0.5) {
    const [pattern, by] = pick(random, fitting)
    return plain(word).replace(pattern, by)
  }
  const at = 1 + Math.floor(random() * (word.length - 1))
  const letter = 'aeiounrlst'[Math.floor(random() * 10)]!
  const kind = Math.floor(random() * 4)
  if (kind === 0) return word.slice(0, at) + letter + word.slice(at + 1)
  if (kind === 1 && word.length > 3) return word.slice(0, at) + word.slice(at + 1)
  if (kind === 2) return word.slice(0, at) + letter + word.slice(at)
  return word.slice(0, at - 1) + (word[at] ?? '') + word[at - 1] + word.slice(at + 1)
}
