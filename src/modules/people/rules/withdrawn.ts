/** Whether the consent to registration was taken back: then what is kept of a household is to be erased. */
import type { Consent } from '../contract.ts'

/** Days in which a household of which it was taken back is erased at the latest, unless it is held. */
export const daysToErase = 30

type Answer = Pick<Consent, 'purpose' | 'personId' | 'at' | 'isGiven' | 'withdrawnAt'>

/** When it was taken back; null: nobody did, or somebody of the household agrees, by their last answer. */
export function withdrawnOn(consents: readonly Answer[]): string | null {
  const answers = consents.filter((c) => c.purpose === 'registration').toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
  const last = new Map(answers.map((answer) => [answer.personId, answer]))
  if ([...last.values()].some((answer) => answer.isGiven && answer.withdrawnAt === null)) return null
  return (
    answers
      .flatMap((answer) => answer.withdrawnAt ?? [])
      .toSorted()
      .at(-1) ?? null
  )
}
