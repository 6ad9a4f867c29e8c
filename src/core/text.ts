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

/** What is never seen: control characters (but tabs and new lines), and those that turn the direction of all that follows, so that a name runs over its neighbours on screens and papers. Marks that letters of a script need stay. */
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g

/** A text as it can be kept by every column and shown beside others. */
export const seen = (text: string): string => text.toWellFormed().replace(unseen, '')

/** Takes away what our exports put before text that a spreadsheet would run (`core/sheets.ts`). */
export const unguarded = (text: string): string =>
  text.includes("'") ? text.replace(/(^|[;\t\r\n])'(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g, '$1') : text
