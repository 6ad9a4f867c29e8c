/** Households of a list on their way into the tables: the same rows as the form writes, many at once by COPY. */
import { setImmediate as othersTurn } from 'node:timers/promises'
import { copyIn } from '../../../core/copy.ts'
import type { Db } from '../../../core/database.ts'
import type { PersonContent } from '../contract.ts'
import { householdColumns } from '../households/writing.ts'
import { nameCodes } from '../rules/sounds.ts'
import type { Key } from '../tokens/keys.ts'
import { type Token, tokensOf } from '../tokens/tokens.ts'
import type { NewInList, Refusal, Sender } from './copying.ts'
import * as copying from './copying.ts'

type Person = PersonContent & { householdId: string }
/** What is written of a batch, ready for COPY but for whom each person is counted as. */
export type Lines = {
  homes: string[]
  people: Person[]
  persons: string[]
  documents: string[]
  needs: string[]
  consents: string[]
  changes: string[]
  keys: string[]
  /** How the words of the names sound. */
  codes: Set<string>
  /** By which they are counted, under the keys of this moment. */
  known: { keys: readonly Key[]; tokens: Token[] }
}
const emptyLines = (tokenKeys: readonly Key[]): Lines => {
  const rows = { homes: [], people: [], persons: [], documents: [], needs: [], consents: [], changes: [], keys: [] }
  return { ...rows, codes: new Set(), known: { keys: tokenKeys, tokens: [] } }
}

/** @param tokenKeys the keys of this moment: a batch is counted under those it was made ready with */
export async function linesOf(list: readonly NewInList[], sender: Sender, tokenKeys: readonly Key[]): Promise<Lines> {
  const lines = emptyLines(tokenKeys)
  for (const [n, household] of list.entries()) {
    if (n % 20 === 0) await othersTurn()
    const { id, content } = household
    const columns = await householdColumns(content)
    lines.homes.push(copying.householdLine(id, columns, sender))
    for (const person of content.persons) addPerson(lines, id, person, sender, columns.siteId)
    for (const need of household.needs) lines.needs.push(copying.needLine(id, need, columns.siteId, sender))
    lines.consents.push(copying.consentLine(household, sender))
    lines.changes.push(copying.changeLine(household, sender))
    if (household.key !== '') lines.keys.push(copying.keyLine(household, sender))
  }
  return lines
}

function addPerson(lines: Lines, householdId: string, content: PersonContent, sender: Sender, siteId: string | null): void {
  const person = { ...content, householdId }
  const codes = nameCodes(content)
  lines.people.push(person)
  lines.known.tokens.push(...tokensOf(person, lines.known.keys))
  for (const code of codes) lines.codes.add(code)
  lines.persons.push(copying.personLine(householdId, content, siteId, codes, sender))
  for (const document of content.documents) lines.documents.push(copying.documentLine(householdId, content.id, document))
}

/** @param counted whom each person is counted as */
export async function copyHouseholds(db: Db, lines: Lines, counted: ReadonlyMap<string, string>): Promise<void> {
  const persons = lines.persons.map((line, i) => copying.countedLine(line, counted.get(lines.people[i]!.id)!))
  await copyIn(db, copying.intoHouseholds, lines.homes)
  await copyIn(db, copying.intoPersons, persons)
  await copyIn(db, copying.intoDocuments, lines.documents)
  await copyIn(db, copying.intoNeeds, lines.needs)
  await copyIn(db, copying.intoConsents, lines.consents)
  await copyIn(db, copying.intoChanges, lines.changes)
  await copyIn(db, copying.intoKeys, lines.keys)
}

export const copyRefusals = (db: Db, importId: string, refusals: readonly Refusal[]): Promise<void> =>
  copyIn(
    db,
    copying.intoRefusals,
    refusals.map((refusal) => copying.refusalLine(refusal, importId)),
  )
