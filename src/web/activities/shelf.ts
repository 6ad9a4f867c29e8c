/** What one person typed for one plan and the server does not have: one for all screens of the window, so that walking away loses nothing, and at once in the browser's database. */
import { useEffect, useSyncExternalStore } from 'react'
import { useMe } from '../me.ts'
import { allKept, type Kind, keep, type Of } from './kept.ts'

export class Shelf<K extends Kind> {
  readonly kind: K
  readonly by: string
  readonly plan: string
  rows: ReadonlyMap<string, Of<K>> = new Map()
  /** Rows on their way to the server. */
  onWay: ReadonlySet<string> = new Set()
  /** On a full device it is not: what is here is then more than what is there. */
  isWritten = true
  readonly #listeners = new Set<() => void>()
  #written: Promise<unknown> = Promise.resolve()

  constructor(kind: K, by: string, plan: string) {
    this.kind = kind
    this.by = by
    this.plan = plan
  }

  /** What is kept on the device, also by another window; what is typed meanwhile stays. */
  async read(): Promise<void> {
    const before = this.rows
    await this.#written
    if (!this.isWritten) return
    const found = (await allKept(this.kind, this.by)).filter((row) => row.plan === this.plan)
    const now = this.rows
    const others = found.filter(({ id }) => now === before || (!before.has(id) && !now.has(id)))
    this.#show(new Map([...(now === before ? [] : now), ...others.map((row) => [row.id, row] as const)]))
  }

  // Several cells are placed within one event: each must see what the one before it kept.
  readonly put = (changed: Of<K>[], gone: string[] = []): void => {
    const next = new Map(this.rows)
    for (const row of changed) next.set(row.id, row)
    for (const id of gone) next.delete(id)
    this.#show(next)
    // What could not be written before is tried again with the next.
    const isAll = !this.isWritten
    this.#written = keep(this.kind, isAll ? [...next.values()] : changed, gone).then(
      () => isAll && this.#say(true),
      () => this.#say(false),
    )
  }

  readonly hear = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  #say(isWritten: boolean): void {
    this.isWritten = isWritten
    this.#show(new Map(this.rows))
  }

  #show(rows: ReadonlyMap<string, Of<K>>): void {
    this.rows = rows
    for (const listener of this.#listeners) listener()
  }
}

const shelves = new Map<string, Shelf<Kind>>()
export function shelfOf<K extends Kind>(kind: K, by: string, plan: string): Shelf<K> {
  const key = `${kind} ${by} ${plan}`
  const shelf = shelves.get(key) ?? new Shelf<Kind>(kind, by, plan)
  shelves.set(key, shelf)
  return shelf as unknown as Shelf<K>
}

/** Of whoever is signed in; nobody stands before a screen of rows who is not. */
export function useShelf<K extends Kind>(kind: K, plan: string): Shelf<K> {
  const shelf = shelfOf(kind, useMe().data?.id ?? '', plan)
  useSyncExternalStore(shelf.hear, () => shelf.rows)
  useEffect(() => void shelf.read().catch(() => undefined), [shelf])
  return shelf
}
