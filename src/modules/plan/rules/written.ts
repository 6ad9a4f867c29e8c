/** The text of a cell as a file or a person gives it. Also runs in the browser. */

import { unguarded } from '../../../core/text.ts'

/** `unreadable`: an error value, a formula without a result, the beginning of a text without end. */
export type Written = string | number | boolean | Date | null | undefined | { unreadable: string }

/** Control characters say nothing to a reader and cannot be stored; line ends and tabs stay. */
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g

/** The text of a cell, null when empty. */
export function textOf(written: Written): string | null {
  if (written == null) return null
  if (typeof written === 'string') {
    const text = written.trim()
    return unguarded(text.replace(unseen, '')).toWellFormed() || null
  }
  if (written instanceof Date) return Number.isNaN(written.getTime()) ? null : written.toISOString().slice(0, 10)
  return typeof written === 'object'
    ? written.unreadable
    : typeof written === 'boolean'
      ? written
        ? 'Yes'
        : 'No'
      : String(written)
}

export const isUnreadable = (written: Written): boolean =>
  typeof written === 'object' && written !== null && 'unreadable' in written
