/** A device as the app keeps one, on a database in memory. Import `fake-indexeddb/auto` first. */
import { v7 as uuid } from 'uuid'
import type { Done } from '../src/web/field/field.ts'
import { makeLock } from '../src/web/field/store/crypt.ts'
import { openStore } from '../src/web/field/store/database.ts'
import { outgoingOf } from '../src/web/field/store/outgoing.ts'
import { makeVault } from '../src/web/field/store/vault.ts'

export async function aDevice() {
  const device = { id: uuid(), name: 'Phone' }
  const db = await openStore(device.id)
  const { key } = await makeLock('271828', 1)
  const vault = makeVault(db, key)
  const heard: Done[] = []
  return { device, db, vault, heard, out: outgoingOf(vault, device, (done) => void heard.push(...done)) }
}
export type KeptDevice = Awaited<ReturnType<typeof aDevice>>
