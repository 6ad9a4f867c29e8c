/** A list as it is ticked: who is expected, who came, also what is ticked here and not sent yet. Pure. */

import { fold } from '../../core/text.ts'
import type { NewDelivery } from '../../modules/delivery/contract.ts'
import type { Distribution, DistributionDetail, Expected } from '../../modules/delivery/distributions/contract.ts'
import type { Done } from '../field/field.ts'
import { type SentState, sentState } from './states.ts'
import type { Worth } from './worth.ts'

export type Line = Omit<Expected, 'came'> & {
  came: { delivery: string; at: string; cashValueUsd: number | null; collectedBy: string; state: SentState } | undefined
}

export function linesOf(list: string, expected: Expected[], done: Done[]): Line[] {
  const undone = new Set(
    done.flatMap(({ operation: one, outcome }) =>
      one.kind === 'delivery.reverse' && outcome !== 'refused' ? [one.body.delivery] : [],
    ),
  )
  const here = new Map<string, { body: NewDelivery; done: Done }>()
  for (const one of done)
    if (one.operation.kind === 'delivery.record' && one.operation.body.distribution === list && one.outcome !== 'refused') {
      const { body } = one.operation
      if (body.household && !undone.has(body.id)) here.set(body.household, { body, done: one })
    }
  return expected.map(({ came, ...rest }) => {
    const mine = idsOf(rest)
      .map((id) => here.get(id))
      .find((one) => one !== undefined)
    if (came && !undone.has(came.delivery))
      return { ...rest, came: { ...came, state: came.isDouble ? ('double' as const) : ('sent' as const) } }
    if (!mine) return { ...rest, came: undefined }
    const { id: delivery, at, cashValueUsd, collectedBy } = mine.body
    return { ...rest, came: { delivery, at, cashValueUsd, collectedBy, state: sentState(mine.done) } }
  })
}

/** Its own, and those of records that were merged into it since; lists that a device remembers from before name none. */
export const idsOf = ({ household, also = [] }: Pick<Line, 'household'> & Partial<Pick<Line, 'also'>>): string[] => [
  household,
  ...also.map((one) => one.household),
]
export const cardsOf = ({ card, also = [] }: Pick<Line, 'card'> & Partial<Pick<Line, 'also'>>): string[] => [
  card,
  ...also.map((one) => one.card),
]

/** Those who are still expected come first, each part in the order of the list. */
export const inOrder = (lines: Line[]): Line[] => [...lines.filter((one) => !one.came), ...lines.filter((one) => one.came)]

export function matching(lines: Line[], words: string): Line[] {
  const key = fold(words)
  return key === '' ? lines : lines.filter((one) => fold(`${one.head} ${one.card} ${one.card.replace('H-', '')}`).includes(key))
}

/** What a device may remember of a list outside its locked store: nobody's name. */
export const withoutNames = (list: DistributionDetail): DistributionDetail => ({
  ...list,
  households:
    list.households?.map((one) => ({ ...one, head: '', changes: [], came: one.came && { ...one.came, collectedBy: '' } })) ??
    null,
})

/** In USD, so far and in all; undefined for a list that gives no money. Of who has come, what was given is what it comes to. */
export function moneyOfList(lines: Line[]): { given: number; planned: number } | undefined {
  if (!lines.some((one) => (one.cashValueUsd ?? null) !== null)) return undefined
  const sum = (values: (number | null | undefined)[]) =>
    Math.round(values.reduce<number>((all, v) => all + (v ?? 0), 0) * 100) / 100
  return { given: sum(lines.map((one) => one.came?.cashValueUsd)), planned: sum(lines.map((one) => one.cashValueUsd)) }
}

/** What the list says that this household receives; lists that a device remembers from before say nothing. */
export const worthOf = (list: Pick<Distribution, 'mechanism'>, line: Pick<Line, 'cashValueUsd'>): Worth => ({
  value: line.cashValueUsd ?? null,
  mechanism: list.mechanism ?? null,
})

type Tick = { id: string; at: string; worth?: Worth; collectedBy?: string; reason?: string }
export const tickOf = (
  list: Pick<Distribution, 'id' | 'organisation' | 'site' | 'service' | 'mechanism'>,
  line: Pick<Line, 'household' | 'quantity' | 'cashValueUsd'>,
  { id, at, worth = worthOf(list, line), collectedBy = '', reason = '' }: Tick,
): NewDelivery => ({
  id,
  organisation: list.organisation,
  site: list.site,
  service: list.service,
  to: 'household',
  household: line.household,
  person: null,
  collectedBy: collectedBy.trim(),
  distribution: list.id,
  quantity: line.quantity,
  cashValueUsd: worth.value,
  mechanism: worth.value === null ? null : worth.mechanism,
  implementer: null,
  activity: null,
  groups: [],
  answers: {},
  at,
  overrideReason: reason,
  proof: null,
})
