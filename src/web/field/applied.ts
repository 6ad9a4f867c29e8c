/** A kept household as it stands with what was done on this device: the same picture the server will have. Pure. */
import type { KeptHousehold, Operation } from '../../modules/delivery/field/contract.ts'
import type { Household, NewConsent, NewHousehold, NewNeed } from '../../modules/people/contract.ts'
import { cardOf } from '../../modules/people/rules/card.ts'
import type { Done } from './field.ts'

/** The household an operation is about; undefined: of nobody registered, or a reversal. */
export function householdOf(operation: Operation): string | undefined {
  switch (operation.kind) {
    case 'household.register':
      return operation.body.id
    case 'delivery.record':
      return operation.body.household ?? undefined
    case 'delivery.reverse':
      return undefined
    default:
      return operation.household
  }
}

/** What the server has carried out, by the household it is about. */
export function byHousehold(all: Done[]): Map<string, Done[]> {
  const found = new Map<string, Done[]>()
  for (const done of all) {
    const id = done.outcome === 'done' ? householdOf(done.operation) : undefined
    if (id) found.set(id, [...(found.get(id) ?? []), done])
  }
  return found
}

/** What the server refused is left out; what is kept beside somebody else's change is, too, until it is decided. */
export function applied(kept: KeptHousehold | undefined, done: Done[]): KeptHousehold | undefined {
  const stands = done.filter(({ outcome }) => outcome === 'waiting' || outcome === 'done')
  return stands.reduce((before, one) => withOne(before, one), kept)
}

function withOne(kept: KeptHousehold | undefined, { operation, doneAt }: Done): KeptHousehold | undefined {
  if (operation.kind === 'household.register') return kept ?? { household: registered(operation.body, doneAt), given: [] }
  if (!kept) return undefined
  const { household } = kept
  const seen = (part: Partial<Household>): KeptHousehold => ({ ...kept, household: { ...household, ...part } })
  switch (operation.kind) {
    case 'household.change':
      // Laid over twice it is the same version.
      return seen({ ...operation.body.content, version: Math.max(household.version, operation.body.version + 1) })
    case 'consent.record':
      return seen({ consents: withId(household.consents, consent(operation.body)) })
    case 'consent.withdraw':
      return seen({
        consents: household.consents.map((c) => (c.id === operation.consent ? { ...c, withdrawnAt: doneAt } : c)),
      })
    case 'need.record':
      return seen({ needs: withId(household.needs, need(operation.body, doneAt)) })
    case 'delivery.record':
      return { ...seen({ lastSeenAt: operation.body.at }), given: [...kept.given, ...givenBy(operation, household)] }
    case 'delivery.reverse':
      return kept
  }
}

const withId = <T extends { id: string }>(list: T[], one: T): T[] => [...list.filter(({ id }) => id !== one.id), one]
const consent = (body: NewConsent): Household['consents'][number] => ({ ...body, recordedBy: '', withdrawnAt: null })
const need = (body: NewNeed, at: string): Household['needs'][number] => ({
  ...body,
  isRestricted: false,
  recordedBy: '',
  recordedAt: at,
})

/** Who received: the person named, else the head. */
function givenBy(operation: Operation & { kind: 'delivery.record' }, { persons }: Household): KeptHousehold['given'] {
  const { service, person, at } = operation.body
  const who = person ?? persons.find(({ relation, hasLeft }) => relation === 'head' && !hasLeft)?.id
  return who ? [{ service, personId: who, at, isOurs: true }] : []
}

function registered({ consents, needs, ...content }: NewHousehold, at: string): Household {
  return {
    ...content,
    card: cardOf(content.id),
    version: 1,
    registeredAt: at,
    lastSeenAt: at,
    mergedInto: null,
    holdReason: null,
    heldWith: null,
    erasedAt: null,
    needs: needs.map((body) => need(body, at)),
    consents: consents.map(consent),
    photos: [],
    may: { change: true, deliver: true, manage: false },
  }
}
