/** What is checked and kept of what people agreed to. A refusal is a fact like any other; to say no, nobody needs a guardian. */
import type { Context } from '../../../core/context.ts'
import type { Db } from '../../../core/database.ts'
import { Problem } from '../../../core/problem.ts'
import type { NewConsent } from '../contract.ts'
import type { Member } from '../households/members.ts'
import { isUnder18 } from '../rules/age.ts'

export async function checkConsents(db: Db, consents: readonly NewConsent[], members: readonly Member[]): Promise<void> {
  for (const consent of consents) checkPersons(consent, members)
  await refuseUnknownTexts(db, consents)
}

/** A child agrees through whoever answers for them; to say no, nobody is needed. */
function checkPersons({ personId, isGiven, guardianId, guardianName, at }: NewConsent, members: readonly Member[]): void {
  const [person, guardian] = [personId, guardianId].map((id) => members.find((m) => m.id === id?.toLowerCase()))
  if (!person) throw new Problem(422, 'people/person-unknown')
  const day = at.slice(0, 10)
  if (guardianId !== null && (!guardian || guardian.id === person.id || isUnder18(guardian.birthDate, day)))
    throw new Problem(422, 'people/guardian-unfit')
  if (isGiven && isUnder18(person.birthDate, day) && guardianId === null && guardianName === '')
    throw new Problem(422, 'people/guardian-missing')
}

async function refuseUnknownTexts(db: Db, consents: readonly NewConsent[]): Promise<void> {
  if (consents.length === 0) return
  const texts = await db.selectFrom('consentTexts').select(['purpose', 'version', 'language']).execute()
  const known = new Set(texts.map((t) => `${t.purpose} ${t.version} ${t.language}`))
  const missing = consents.find((c) => !known.has(`${c.purpose} ${c.textVersion} ${c.language}`))
  if (missing) throw new Problem(422, 'people/consent-text-unknown', { version: missing.textVersion })
}

/** @returns whether any of them is new: the same id twice is one */
export async function insertConsents(
  ctx: Context,
  db: Db,
  consents: readonly NewConsent[],
  members: readonly Member[],
): Promise<boolean> {
  if (consents.length === 0) return false
  const by = { recordedBy: ctx.actor.id, recordedByName: ctx.actor.name }
  const rows = consents.map((consent) => ({ ...consent, ...by, householdId: homeOf(consent.personId, members) }))
  const added = await db
    .insertInto('personConsents')
    .values(rows)
    .onConflict((c) => c.doNothing())
    .returning('id')
    .execute()
  return added.length > 0
}

/** Where a member's own record stands: in the household, or in one that was merged into it. */
export const homeOf = (personId: string, members: readonly Member[]): string =>
  members.find((m) => m.id === personId.toLowerCase())!.householdId
