/** A page that came along is laid into what is kept here, and what did not come any more goes. What was sent meanwhile stands. */
import type { Bundle } from '../../modules/delivery/field/contract.ts'
import { applied, byHousehold } from './applied.ts'
import { dropPeople, heldNow, keepPeople } from './people.ts'
import type { Session } from './standing.ts'
import type { Held } from './store/vault.ts'

/** `answered`: what the server had carried out when the page was asked for. */
type Asked = { name: string; run: string; answered: number[] }

export async function keepPage(session: Session, page: Bundle, { name, run, answered }: Asked): Promise<void> {
  await keepPeople(session, async () => {
    const since = byHousehold(await session.vault.answeredSince(answered))
    return Promise.all(
      page.households.map(async (came): Promise<Held> => {
        const { id } = came.household
        const done = since.get(id)
        // The page may not know of it yet: ours does.
        const ours = done && (await session.vault.household(id))
        const now = ours ?? applied(came, done ?? []) ?? came
        return { ...now, from: { ...ours?.from, ...heldNow().get(id)?.from, [name]: run } }
      }),
    )
  })
  await dropPeople(page.gone)
}

/** What came with this name before, and not in this run, is not among it any more; it stays for as long as it came with another. */
export async function sweep(session: Session, name: string, run: string): Promise<void> {
  const left = [...heldNow().values()].filter(({ from }) => from[name] !== undefined && from[name] < run)
  const stays = ({ from }: Held) => Object.keys(from).some((other) => other !== name)
  await keepPeople(session, async () => {
    const now = await Promise.all(left.filter(stays).map(({ household }) => session.vault.household(household.id)))
    return now.flatMap((one) => (one ? [without(one, name)] : []))
  })
  await dropPeople(left.filter((one) => !stays(one)).map(({ household }) => household.id))
}

function without(held: Held, name: string): Held {
  const { [name]: _, ...from } = held.from
  return { ...held, from }
}
