/** Which words of consent are said, and which answer holds. */
import type { Consent, Purpose } from '../../modules/people/contract.ts'
import type { ConsentText } from '../../modules/people/privacy/contract.ts'

/** As it is said: in this language, else in English, else in any. */
export function textOf(
  texts: ConsentText[] | undefined,
  purpose: Purpose,
  language: string,
): { version: number; language: string; body: string } | undefined {
  const now = texts?.filter((text) => text.purpose === purpose).toSorted((a, b) => b.version - a.version)[0]
  const bodies: Record<string, string | undefined> = now?.texts ?? {}
  const spoken = [language, 'en', ...Object.keys(bodies)].find((code) => bodies[code])
  return now && spoken !== undefined ? { version: now.version, language: spoken, body: bodies[spoken]! } : undefined
}

/** The last answer of each person to each question; what was withdrawn or has run out no longer holds. */
export function standing(consents: Consent[], day: string): { consent: Consent; holds: boolean }[] {
  const latest = new Map<string, Consent>()
  for (const consent of consents.toSorted((a, b) => a.at.localeCompare(b.at)))
    latest.set(`${consent.personId} ${consent.purpose}`, consent)
  return [...latest.values()].map((consent) => ({
    consent,
    holds: consent.isGiven && consent.withdrawnAt === null && (consent.until === null || consent.until >= day),
  }))
}
