/** The same order sent twice is answered with what it did the first time. */
import type { Context } from '../../../core/context.ts'

/** What an order did, as recorded at its end; undefined when it has not ended, or was somebody else's. */
export async function answeredBefore<T>({ db, actor }: Context, action: string, orderId: string): Promise<T | undefined> {
  const event = await db
    .selectFrom('events')
    .select('detail')
    .where('subjectId', '=', orderId)
    .where('action', '=', action)
    .where('actorId', '=', actor.id)
    .executeTakeFirst()
  return event?.detail as T | undefined
}
