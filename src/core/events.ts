/** The record of who did what, written in the same transaction as the deed, and what follows from it. */
import type { Actor } from './access.ts'
import type { Db } from './database.ts'

export type Event = { subjectId: string; detail: Record<string, unknown> }
/** What follows from an event, by its name: orders jobs, in the same transaction as the deed. */
export type Follows = Record<string, (db: Db, event: Event) => Promise<void>>

let follows: Follows = {}

/** Said once, by the list of modules: a module does not know those to its right. */
export function followEvents(table: Follows): void {
  follows = table
}

/** @param action `noun.verb` @param detail small facts, never personal data */
export async function record(
  db: Db,
  actor: Actor,
  action: string,
  subjectId: string,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await db
    .insertInto('events')
    .values({ actorId: actor.id, action, subjectId, detail: JSON.stringify(detail) })
    .execute()
  await follows[action]?.(db, { subjectId, detail })
}
