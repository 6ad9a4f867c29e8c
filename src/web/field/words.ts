/** What was done, in a line: the deed, to whom, when. */
import { useFormat, useT, useText } from '../languages.ts'
import { householdOf } from './applied.ts'
import { useCatalogue } from './catalogue.ts'
import type { Done, KeptHousehold } from './field.ts'
import { useKeptHouseholds } from './useKeptHouseholds.ts'

export function useDoneWords(): { what: (done: Done) => string; when: (done: Done) => string } {
  const t = useT()
  const text = useText()
  const format = useFormat()
  const { services } = useCatalogue()
  const kept = new Map(useKeptHouseholds().map((one) => [one.household.id, one]))
  return {
    what: ({ operation }) => {
      const service = operation.kind === 'delivery.record' ? services?.find(({ id }) => id === operation.body.service) : undefined
      const id = householdOf(operation)
      const own = operation.kind === 'household.register' ? operation.body : undefined
      const name = own ? headOf(own.persons) : nameOf(id ? kept.get(id) : undefined)
      return [t(`web.field.did.${operation.kind}`), text(service?.names), name].filter(Boolean).join(' · ')
    },
    when: ({ doneAt }) => format.moment(doneAt),
  }
}

type Named = { given: string; family: string; relation: string }
const headOf = (persons: Named[]): string => {
  const head = persons.find(({ relation }) => relation === 'head') ?? persons[0]
  return head ? `${head.given} ${head.family}`.trim() : ''
}

const nameOf = (kept: KeptHousehold | undefined): string => (kept ? headOf(kept.household.persons) : '')
