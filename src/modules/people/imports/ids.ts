/** Ids of what a list holds: the same each time the same import is read, so that one begun again writes nothing twice. */
import { hash } from 'node:crypto'

/** @param moment of the import: ids of one import stand together, as those made on devices do */
export function idIn(importId: string, moment: Date, what: string): string {
  const time = moment.getTime().toString(16).padStart(12, '0')
  const h = hash('sha1', `${importId} ${what}`)
  const variant = '89ab'[Number.parseInt(h[3]!, 16) % 4]
  return `${time.slice(0, 8)}-${time.slice(8)}-7${h.slice(0, 3)}-${variant}${h.slice(4, 7)}-${h.slice(7, 19)}`
}
