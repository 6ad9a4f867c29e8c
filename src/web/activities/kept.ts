/** Rows typed and not yet sent: kept in the browser's own database until the server has them, per person, so that closing the window loses nothing. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { AsWritten, Cells, State } from '../../modules/activities/contract.ts'
import type { Pending } from '../submissions/rows.ts'

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

/** An activity of the plan, as `KeptRow` is one of a month. */
export type KeptPlanned = Pending & { by: string; plan: string }

type Store = DBSchema & {
  rows: { key: string; value: KeptRow; indexes: { by: string } }
  planned: { key: string; value: KeptPlanned; indexes: { by: string } }
  /** What the screens need to open without a network: who is signed in, the plans, their lists. Emptied by signing out. */
  answers: { key: string; value: unknown }
}

export type Kind = 'rows' | 'planned'
export type Of<K extends Kind> = Store[K]['value']

let opened: Promise<IDBPDatabase<Store>> | undefined
export const store = () => {
  opened ??= openDB<Store>('senda', 3, {
    upgrade: (db, before) => {
      if (before < 1) db.createObjectStore('rows', { keyPath: 'id' }).createIndex('by', 'by')
      if (before < 2) db.createObjectStore('answers')
      if (before < 3) db.createObjectStore('planned', { keyPath: 'id' }).createIndex('by', 'by')
    },
    // A newer version in another window goes on; this one opens it again when it next keeps something.
    blocking: (_before, _after, event) => {
      opened = undefined
      ;(event.target as IDBDatabase).close()
    },
    terminated: () => {
      opened = undefined
    },
  })
  return opened
}

export const allKept = async <K extends Kind>(kind: K, by: string): Promise<Of<K>[]> =>
  (await store()).getAllFromIndex(kind, 'by', by as never)

/** What changed is put, what is gone is forgotten: both or neither, and in the order in which it was asked. */
export async function keep<K extends Kind>(kind: K, changed: Of<K>[], gone: string[]): Promise<void> {
  const transaction = (await store()).transaction(kind, 'readwrite')
  const puts = changed.map((row) => transaction.store.put(row as never))
  await Promise.all([...puts, ...gone.map((id) => transaction.store.delete(id as never)), transaction.done])
  tell()
}

const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of listeners) listener()
}

/** Hears that rows were kept or forgotten. */
export function onKept(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

const sentKey = (by: string) => `sent ${by}`
export const rememberSent = async (by: string): Promise<void> =>
  void (await store()).put('answers', new Date().toISOString(), sentKey(by))
export async function lastSent(by: string): Promise<string | undefined> {
  const at = await (await store()).get('answers', sentKey(by))
  return typeof at === 'string' ? at : undefined
}
