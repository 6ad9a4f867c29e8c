/** How the words of a name sound in Spanish and Portuguese: one code each, the same however they are spelt. Also runs in the browser. */

const particles = new Set(['de', 'del', 'la', 'las', 'los', 'y', 'e', 'da', 'das', 'do', 'dos'])

/** Written short on cards and lists. */
const abbreviations: Record<string, string> = {
  ma: 'maria',
  fco: 'francisco',
  fca: 'francisca',
  gpe: 'guadalupe',
  sta: 'santa',
  sto: 'santo',
  hdez: 'hernandez',
  hdz: 'hernandez',
  fdez: 'fernandez',
  glez: 'gonzalez',
  gzlez: 'gonzalez',
  rguez: 'rodriguez',
  rdguez: 'rodriguez',
  rdz: 'rodriguez',
  mtz: 'martinez',
  mtnez: 'martinez',
  lpz: 'lopez',
  prz: 'perez',
  jmnz: 'jimenez',
}

/** In this order: what is made by one rule may be heard by the next. */
const heard: readonly (readonly [RegExp, string])[] = [
  [/ph/g, 'f'],
  [/[cs]h/g, '!'],
  [/th/g, 't'],
  [/(lh|ll)(?=[aeiou])/g, 'Y'],
  [/(nh|ny)(?=[aeiou])/g, 'n'],
  [/h/g, ''],
  [/ck|q(u(?=[ei]))?/g, 'k'],
  [/gu(?=[ei])/g, 'G'],
  [/g(?=[eiy])/g, 'j'],
  [/G/g, 'g'],
  [/c(?=[eiy])/g, 's'],
  [/c/g, 'k'],
  [/z/g, 's'],
  [/x(?=[aeiouy])/g, 'j'],
  [/x/g, 's'],
  [/[vw]/g, 'b'],
  [/y(?=[aeiou])|^i(?=[aou])/g, 'Y'],
  [/y/g, 'i'],
  [/Y/g, 'y'],
  [/n(?=[bp])/g, 'm'],
  [/(.)\1+/g, '$1'],
  [/d$/, 't'],
  [/m$/, 'n'],
  [/!/g, 'x'],
]

/** The words of a name without case, accents and punctuation; particles left out, abbreviations written out. */
export function wordsOf(name: string): string[] {
  const all = name
    .replace(/ç/giu, 's')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
  const telling = all.filter((word) => !particles.has(word))
  return (telling.length > 0 ? telling : all).map((word) => abbreviations[word] ?? word)
}

/** How one folded word sounds; a word in another script is kept as it is. The same few thousand words come again and again. */
export function soundOf(word: string): string {
  const known = sounds.get(word)
  if (known !== undefined) return known
  const sound = /^[a-z]+$/.test(word) ? heard.reduce((so, [pattern, by]) => so.replace(pattern, by), word) || word : word
  if (sounds.size >= mostKnown) sounds.clear()
  sounds.set(word, sound)
  return sound
}

const sounds = new Map<string, string>()
const mostKnown = 20_000

/** `Ma. José de la Peña Gonzáles` → `maria jose pena gonsales`. */
export const soundsOf = (name: string): string[] => wordsOf(name).map(soundOf)

/** What somebody is found by: how the words of all their names sound, each once. */
export const nameCodes = ({ given, family, also }: { given: string; family: string; also: string }): string[] => [
  ...new Set([given, family, also].flatMap(soundsOf)),
]
