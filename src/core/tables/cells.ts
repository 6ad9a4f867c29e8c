/** What stands in the cells of a table that somebody sent. */

/** A cell as a file gives it. `unreadable`: an error value, a formula without a result, or the beginning of a text without end. */
export type Written = string | number | boolean | Date | null | undefined | { unreadable: string }

/** One row as it stands in the file; `number` is the one spreadsheets show. */
export type RawRow = { number: number; values: Written[] }

/** Reports have thirty columns; a filled cell beyond this is a table of another kind. */
export const widest = 256

/** What one more cell weighs in a batch, be it empty: rows of forms with a column for each answer are wide and mostly empty. */
export const cellWeight = 8

/** Characters of one cell: two narratives long. What is longer is marked, never cut in silence. */
export const longestText = 20_000

/** Characters of rows that are held at once, however few rows they are. */
export const heaviestBatch = 4 * 2 ** 20

export const bounded = (text: string): Written => boundedTo(longestText, text)

export const boundedTo = (longest: number, text: string): Written =>
  text.length <= longest ? text : { unreadable: `${text.slice(0, 200)} … (${text.length})` }
