/** What stays on the device: the files of the app, by its worker; the rows not yet sent, counted for the quiet line. */
import { allKept, lastSent, onKept } from '../activities/kept.ts'

export type KeptHere = { rows: number; plans: string[]; sentAt: string | undefined }

export async function keptHere(by: string): Promise<KeptHere> {
  const [rows, sentAt] = await Promise.all([allKept(by), lastSent(by)])
  return { rows: rows.length, plans: [...new Set(rows.map((row) => row.plan))], sentAt }
}

/** Tells the count now and whenever it changes. */
export function watchKept(by: string, say: (kept: KeptHere) => void): () => void {
  const look = () => void keptHere(by).then(say, () => undefined)
  look()
  return onKept(look)
}

/** Hands what this page loaded to the worker; from then on the worker sees for itself. */
export async function keepFiles(): Promise<void> {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return
  await navigator.serviceWorker.register('/app/worker.js', { scope: '/app/' })
  const { active } = await navigator.serviceWorker.ready
  const loaded = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)
  active?.postMessage([...new Set(loaded.filter((path) => path.startsWith('/app/assets/')))])
}
