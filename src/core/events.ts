/** The record of who did what, written in the same transaction as the deed. */
import type { Actor } from './access.ts'
import type { Db } from './database.ts'

/** @param action `noun.verb` @param detail small facts, never personal data */
export const record = (db: Db, actor: Actor, action: string, subjectId: string, detail: Record<string, unknown> = {}) =>
  db
    .insertInto('events')
    .values({ actorId: actor.id, action, subjectId, detail: JSON.stringify(detail) })
    .execute()
