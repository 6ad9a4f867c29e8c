/** What an operation is about, so that what depends on one that cannot go yet waits behind it. Pure. */
import type { Operation } from '../../../modules/delivery/field/contract.ts'

/** Households and entries it touches. */
function touches(operation: Operation): string[] {
  switch (operation.kind) {
    case 'household.register':
      return [operation.body.id]
    case 'delivery.record':
      return operation.body.household ? [operation.body.household, operation.body.id] : [operation.body.id]
    case 'delivery.reverse':
      return [operation.body.delivery]
    default:
      return [operation.household]
  }
}

/** Those that may go now, in their order: neither left for later themselves, nor behind one that is. */
export function ready<D extends { id: string; operation: Operation }>(waiting: D[], isLeft: (id: string) => boolean): D[] {
  const held = new Set<string>()
  return waiting.filter(({ id, operation }) => {
    const about = touches(operation)
    if (!isLeft(id) && !about.some((it) => held.has(it))) return true
    for (const it of about) held.add(it)
    return false
  })
}
