/** The database of one person on this device. Without the PIN it shows ids, order, sizes and what was sent; everything else is sealed. */
import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb'
import type { Lock, Sealed } from './crypt.ts'
import { nameOf } from './here.ts'

export type LockRow = { lock: Lock; device: string; tries: number }
/** isWaiting: 1 until the server answered. */
export type OperationRow = { sequence: number; id: string; isWaiting: 0 | 1; sealed: Sealed }
export type PictureRow = { sequence: number; id: string; operation: string; bytes: number; about: Sealed; content: Sealed }
/** Read without the pictures themselves: sequence, operation, id. */
export type PictureMarks = [number, string, string]
export type HouseholdRow = { id: string; sealed: Sealed }

type Schema = DBSchema & {
  lock: { key: 'lock'; value: LockRow | 'revoked' }
  /** Small things: the device's name, what was taken along, when the last was sent. */
  things: { key: string; value: Sealed }
  households: { key: string; value: HouseholdRow }
  operations: { key: number; value: OperationRow; indexes: { id: string; isWaiting: 0 | 1 } }
  pictures: { key: number; value: PictureRow; indexes: { id: string; marks: PictureMarks } }
}
export type FieldDatabase = IDBPDatabase<Schema>

export const openStore = (user: string, onClosed: () => void = () => {}): Promise<FieldDatabase> =>
  openDB<Schema>(nameOf(user), 1, {
    upgrade: (db) => {
      db.createObjectStore('lock')
      db.createObjectStore('things')
      db.createObjectStore('households', { keyPath: 'id' })
      const operations = db.createObjectStore('operations', { keyPath: 'sequence' })
      operations.createIndex('id', 'id', { unique: true })
      operations.createIndex('isWaiting', 'isWaiting')
      const pictures = db.createObjectStore('pictures', { keyPath: 'sequence' })
      pictures.createIndex('id', 'id', { unique: true })
      pictures.createIndex('marks', ['sequence', 'operation', 'id'])
    },
    // Another window wipes it or brings a newer version: this one lets go.
    blocking: (_before, _after, event) => {
      ;(event.target as IDBDatabase).close()
      onClosed()
    },
    terminated: onClosed,
  })

export const removeStore = (user: string): Promise<void> => deleteDB(nameOf(user))
