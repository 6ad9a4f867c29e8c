/** How names are compared: without case, accents, punctuation and doubled blanks. Also runs in the browser. */

/** `Curaçao ` → `curacao`, `Women.under.18` → `women under 18`. The key of every list of names. */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}#]+/gu, ' ')
    .trim()

/** Case- and blank-blind only: `Bolívar ` and `bolívar` meet, `Bolivar` does not. */
export const trimmed = (text: string): string => text.replace(/\s+/gu, ' ').trim()
