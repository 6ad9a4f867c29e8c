/** What was asked of the server; where nobody answers, or not soon, what this device has of it. */
import { heard, isUnreachable } from '../api.ts'

/** As long as anybody waits for a screen. */
const patience = 4000

export async function orLast<A>(asked: Promise<A>, last: () => Promise<A | undefined>): Promise<A> {
  let isOver = false
  const find = () => last().catch(() => undefined)
  const late = new Promise<A>((resolve) => {
    setTimeout(async () => {
      const found = isOver ? undefined : await find()
      if (found === undefined || isOver) return
      heard(false)
      resolve(found)
    }, patience)
  })
  try {
    return await Promise.race([asked, late])
  } catch (error) {
    const found = isUnreachable(error) ? await find() : undefined
    if (found === undefined) throw error
    return found
  } finally {
    isOver = true
  }
}
