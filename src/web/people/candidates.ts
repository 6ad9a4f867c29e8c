/** Who may be the person in front of us: among those the server knows, and among those this device keeps. */
import type { Candidate } from '../../modules/people/contract.ts'
import { isUnreachable, ProblemAnswer, send } from '../api.ts'
import { findKept } from '../field/kept.ts'
import { cleaned, type Draft } from './draft.ts'
import { likeOf } from './likeOf.ts'

const most = 5

/** `isHere`: the server was not heard. `refused`: it was, and did not look. */
export type Looked = { candidates: Candidate[]; isHere: boolean; refused: ProblemAnswer | undefined }

export async function findCandidates(draft: Draft): Promise<Looked> {
  const household = cleaned(draft.content)
  const here = amongKept(draft)
  const there = send<Candidate[]>('POST', '/people/candidates', { organisation: draft.organisation, household })
  let refused: ProblemAnswer | undefined
  const known = await there.catch((error: unknown) => {
    if (error instanceof ProblemAnswer && !isUnreachable(error)) refused = error
    return undefined
  })
  const kept = await here
  const all = [...(known ?? []), ...kept].filter(({ household: { id } }) => id !== draft.id)
  const each = new Map(all.toReversed().map((candidate) => [candidate.household.id, candidate]))
  return {
    candidates: [...each.values()].toSorted((a, b) => b.score - a.score).slice(0, most),
    isHere: known === undefined,
    refused,
  }
}

async function amongKept({ content }: Draft): Promise<Candidate[]> {
  const named = content.persons.filter((person) => (person.given + person.family).trim())
  const found = await Promise.all(named.map((person) => findKept(`${person.given} ${person.family}`).catch(() => [])))
  const each = new Map(found.flat().map(({ household }) => [household.id, household]))
  return [...each.values()].flatMap((household) => likeOf(content, household))
}
