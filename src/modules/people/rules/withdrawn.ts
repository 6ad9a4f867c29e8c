/** Whether the consent to registration was taken back: then what is kept of a household, or of one person in it, is to be erased. */
import type { Consent } from '../contract.ts'

/** Days in which whoever took it back is erased at the latest, unless the household is held. */
export const daysToErase = 30

type Answer = Pick<Consent, 'purpose' | 'personId' | 'at' | 'isGiven' | 'withdrawnAt'>
export type WithdrawnPerson = { personId: string; day: string }

/** When it was taken back; null: nobody did, or somebody of the household agrees, by their last answer. */
export function withdrawnOn(consents: readonly Answer[]): string | null {
  const answers = answersOf(consents)
  return [...answers.values()].some(agrees) ? null : latest([...answers.values()].flatMap((own) => takenBackOn(own) ?? []))
}

/** Who took it back while somebody else of the household agrees: they go, the others stay. The longest withdrawn first. */
export function withdrawnPersons(consents: readonly Answer[]): WithdrawnPerson[] {
  const answers = answersOf(consents)
  if (![...answers.values()].some(agrees)) return []
  return [...answers]
    .flatMap(([personId, own]) => {
      const day = agrees(own) ? null : takenBackOn(own)
      return day === null ? [] : [{ personId, day }]
    })
    .toSorted((a, b) => a.day.localeCompare(b.day) || a.personId.localeCompare(b.personId))
}

/** To the question of registration, by person, the last one last. */
const answersOf = (consents: readonly Answer[]): Map<string, Answer[]> =>
  Map.groupBy(
    consents.filter((c) => c.purpose === 'registration').toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)),
    (answer) => answer.personId,
  )

const agrees = (own: readonly Answer[]): boolean => own.at(-1)!.isGiven && own.at(-1)!.withdrawnAt === null

/**
 * By taking back the last yes, or by the first no after it, whichever was first: neither a no said again nor the yes taken back as well
 * begins the days anew, and what was taken back before that yes is cured by it. Who only ever said no was never agreed for.
 */
function takenBackOn(own: readonly Answer[]): string | null {
  const yes = own.findLastIndex((answer) => answer.isGiven)
  if (yes < 0) return null
  return earliest([own[yes]!.withdrawnAt, own[yes + 1]?.at].filter((moment) => moment != null))
}

const earliest = (moments: readonly string[]): string | null =>
  moments.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null
const latest = (moments: readonly string[]): string | null => moments.toSorted().at(-1) ?? null
