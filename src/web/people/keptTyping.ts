/** What is typed about people and not saved yet, by name: sealed on a device that keeps people; on a desk that keeps nothing, in this window only. */
import { onStanding, standingNow } from '../field/standing.ts'
import { editOf } from '../field/store/things.ts'

/** The household being registered. */
export const newHousehold = 'draft'
export { editOf }

/** Of one user at a time: whoever comes next begins with nothing. */
let inWindow: { user: string; all: Map<string, unknown> } | undefined
// What is read and written stays in the order in which it was asked.
let last: Promise<unknown> = Promise.resolve()

// Emptied, from here or from afar, this window lets go as well.
onStanding(() => {
  const { state } = standingNow()
  if (state === 'new' || state === 'revoked') inWindow = undefined
})

const windowOf = (user: string) => {
  if (inWindow?.user !== user) inWindow = { user, all: new Map() }
  return inWindow.all
}
const vaultOf = (user: string) => {
  const { session } = standingNow()
  return session?.user === user ? session.vault : undefined
}
function inOrder<V>(act: () => Promise<V>): Promise<V> {
  const next = last.then(act)
  last = next.catch(() => undefined)
  return next
}

export async function keptTyping<V>(user: string, name: string): Promise<V | undefined> {
  const here = windowOf(user).get(name) as V | undefined
  return here ?? inOrder(async () => vaultOf(user)?.thing<V>(name))
}

/** true: it outlives this window. */
export function keepTyping(user: string, name: string, value: unknown): Promise<boolean> {
  windowOf(user).set(name, value)
  return inOrder(async () => {
    const vault = vaultOf(user)
    await vault?.keepThing(name, value)
    return vault !== undefined
  })
}

export function forgetTyping(user: string, name: string): Promise<void> {
  windowOf(user).delete(name)
  return inOrder(async () => vaultOf(user)?.dropThing(name))
}
