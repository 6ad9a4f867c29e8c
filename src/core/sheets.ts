/** What every workbook and CSV that leaves has in common: text that a spreadsheet would run as a formula is made plain text. */

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** `=cmd|…` → `'=cmd|…`. Numbers stay numbers: give them as numbers. */
export const guarded = <T>(value: T): T | string =>
  typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value

/** A sheet's name: without the characters Excel refuses, at most 31 long. */
export const sheetName = (name: string): string =>
  name
    .replace(/[\\/?*[\]:]/g, ' ')
    .slice(0, 31)
    .trim() || 'Sheet1'
