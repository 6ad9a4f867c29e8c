/** Rows typed and not yet sent: kept in the browser's own database until the server has them, per person, so that closing the window loses nothing. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { AsWritten, Cells, State } from '../../modules/activities/contract.ts'

export type KeptRow = {
  id: string
  /** The person's id: another person on the same device does not see it. */
  by: string
  plan: string
  /** The version seen on the server; 0 for a new row. */
  version: number
  number: number | null
  state: State
  /** What the server had, to send only what changed. */
  base: { cells: Cells; asWritten: AsWritten }
  cells: Cells
  asWritten: AsWritten
  changedAt: string
}

type Store = DBSchema & { rows: { key: string; value: KeptRow; indexes: { by: string } } }

let opened: Promise<IDBPDatabase<Store>> | undefined
const store = () => {
  opened ??= openDB<Store>('senda', 1, {
    upgrade: (db) => void db.createObjectStore('rows', { keyPath: 'id' }).createIndex('by', 'by'),
  })
  return opened
}

export const allKept = async (by: string): Promise<KeptRow[]> => (await store()).getAllFromIndex('rows', 'by', by)

export async function keep(rows: KeptRow[]): Promise<void> {
  const transaction = (await store()).transaction('rows', 'readwrite')
  await Promise.all([...rows.map((row) => transaction.store.put(row)), transaction.done])
}

export async function forget(ids: string[]): Promise<void> {
  const transaction = (await store()).transaction('rows', 'readwrite')
  await Promise.all([...ids.map((id) => transaction.store.delete(id)), transaction.done])
}
