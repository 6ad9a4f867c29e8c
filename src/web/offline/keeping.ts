/** What stays on the device: the files of the app, by its worker; the rows not yet sent, counted for the quiet line. */
import { allKept, lastSent, onKept } from '../activities/kept.ts'

/** `at`: the screens where rows wait; `planned`: how many of them go by themselves; `field`: deeds and pictures of the field that were not sent. */
export type KeptHere = {
  at: { path: string; plan: string; rows: number }[]
  planned: number
  field: number
  sentAt: string | undefined
}

export async function keptHere(by: string): Promise<KeptHere> {
  const all = [allKept('rows', by), allKept('planned', by), inField(by), lastSent(by)] as const
  const [rows, begun, field, sentAt] = await Promise.all(all)
  const planned = begun.filter((row) => Object.keys(row.typed).length > 0)
  const at = [...plansOf(rows, () => '/activities'), ...plansOf(planned, (plan) => `/plan/${plan}/activities`)]
  return { at, planned: planned.length, field, sentAt }
}

function plansOf(rows: { plan: string }[], path: (plan: string) => string): KeptHere['at'] {
  const plans = [...new Set(rows.map((row) => row.plan))]
  return plans.map((plan) => ({ path: path(plan), plan, rows: rows.filter((row) => row.plan === plan).length }))
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
