/** What stands in the cells of a table that somebody sent. */

/** A cell as a file gives it. `unreadable`: an error value or a formula without a result. */
export type Written = string | number | boolean | Date | null | undefined | { unreadable: string }

/** One row as it stands in the file; `number` is the one spreadsheets show. */
export type RawRow = { number: number; values: Written[] }
