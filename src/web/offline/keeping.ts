/** What stays on the device: the files of the app, by its worker; the rows not yet sent, counted for the quiet line. */
import { allKept, lastSent, onKept } from '../activities/kept.ts'

/** `field`: deeds and pictures of the field that were not sent. */
export type KeptHere = { rows: number; field: number; plans: string[]; sentAt: string | undefined }

export async function keptHere(by: string): Promise<KeptHere> {
  const [rows, field, sentAt] = await Promise.all([allKept(by), inField(by), lastSent(by)])
  return { rows: rows.length, field, plans: [...new Set(rows.map((row) => row.plan))], sentAt }
}

/** Looked for only where there is something: nobody else's device gets an empty database. */
async function inField(by: string): Promise<number> {
  const { unsentHere } = await import('../field/leaving.ts')
  return (await unsentHere(by)) ?? 0
}

/** Tells the count now and whenever it changes. */
export function watchKept(by: string, say: (kept: KeptHere) => void): () => void {
  const look = () => void keptHere(by).then(say, () => undefined)
  look()
  const stop = onKept(look)
  // This window's own words are heard here, too.
  const field = new BroadcastChannel('senda-field')
  field.onmessage = look
  return () => {
    stop()
    field.close()
  }
}

/** Hands what this page loaded to the worker; from then on the worker sees for itself. */
export async function keepFiles(): Promise<void> {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return
  await navigator.serviceWorker.register('/app/worker.js', { scope: '/app/' })
  const { active } = await navigator.serviceWorker.ready
  const loaded = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)
  active?.postMessage([...new Set(loaded.filter((path) => path.startsWith('/app/assets/')))])
}
