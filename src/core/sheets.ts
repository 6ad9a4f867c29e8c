/** What every workbook and CSV that leaves has in common: text that a spreadsheet would run as a formula is made plain text. */
import { type Input, stringify } from 'csv-stringify/sync'

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** `=cmd|…` → `'=cmd|…`; signs of full width, too. Numbers stay numbers: give them as numbers. */
export const guarded = <T>(value: T): T | string =>
  typeof value === 'string' && /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(value) ? `'${value}` : value

/** Where a spreadsheet that separates by semicolons or tabs, or breaks lines within quotes, would begin another cell: `a;=b` → `a;'=b`. */
const begins = /([;\t\r\n])(?=[=@\uff1d\uff20]|[+\-\uff0b\uff0d]\S)/g
const inert = (text: string): string => (/^-\d+(\.\d+)?$/.test(text) ? text : (guarded(text) as string).replace(begins, "$1'"))

type Options = {
  /** A byte order mark before the first line, so that a spreadsheet reads accents. */
  mark?: boolean
  ends?: 'unix' | 'windows'
  number?: (value: number) => string
}

/** Lines of CSV, in which no text is run, whichever separator they are opened with. */
export const csvText = (rows: Input, { mark = false, ends = 'unix', number = String }: Options = {}): string =>
  stringify(rows, { bom: mark, record_delimiter: ends, cast: { string: inert, number } })

/** A sheet's name: without the characters Excel refuses, at most 31 long. */
export const sheetName = (name: string): string =>
  name
    .replace(/[\\/?*[\]:]/g, ' ')
    .slice(0, 31)
    .trim() || 'Sheet1'
