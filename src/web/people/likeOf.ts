/** Compares a household being registered with one this device keeps, by the weights Senda begins with. */
import type { Candidate, Household, HouseholdContent, PersonContent } from '../../modules/people/contract.ts'
import { type Compared, heard } from '../../modules/people/rules/comparison.ts'
import { documentIdentity } from '../../modules/people/rules/identity.ts'
import { wordsOf } from '../../modules/people/rules/sounds.ts'
import { judge } from '../../modules/people/rules/weighing.ts'
import { lineOf } from './kept.ts'

const least = 0.5

export function likeOf(content: HouseholdContent, household: Household): Candidate[] {
  const [asked, known] = [comparedOf(content, ''), comparedOf(household, household.id)]
  const judged = asked.flatMap((a) =>
    known.flatMap((b) => {
      const judgement = judge(a, b)
      return judgement && judgement.score >= least ? [{ ...judgement, household: lineOf(household, b.id) }] : []
    }),
  )
  return judged.toSorted((a, b) => b.score - a.score).slice(0, 1)
}

const comparedOf = (content: HouseholdContent, householdId: string): Compared[] =>
  content.persons.map((person) => ({
    ...heard(person.given, person.family),
    id: person.id,
    householdId,
    sex: person.sex || null,
    birthDate: person.birthDate,
    birthPrecision: person.birthPrecision,
    documents: person.documents.flatMap((document) => documentIdentity(document) ?? []),
    phone: content.phone.replace(/\D/g, '').slice(-8) || null,
    place: content.admin1 ?? content.country,
    companions: content.persons.flatMap((other) => (other === person ? [] : (firstWord(other) ?? []))),
  }))

const firstWord = ({ given }: PersonContent): string | undefined => wordsOf(given)[0]
