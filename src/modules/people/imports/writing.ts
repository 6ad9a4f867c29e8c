/** Households of a list on their way into the tables: the same rows as the form writes, many at once by COPY. */
import { setImmediate as othersTurn } from 'node:timers/promises'
import { copyIn, copyLine } from '../../../core/copy.ts'
import type { Db } from '../../../core/database.ts'
import type { HouseholdContent, PersonContent } from '../contract.ts'
import { householdColumns } from '../households/writing.ts'
import { cardOf } from '../rules/card.ts'
import { numberKey } from '../rules/identity.ts'
import { nameCodes } from '../rules/sounds.ts'
import type { Key } from '../tokens/keys.ts'
import { type Token, tokensOf } from '../tokens/tokens.ts'
import { unpack } from './reading.ts'
import type { NeedInList } from './rules/needs.ts'

export type NewInList = { id: string; key: string; content: HouseholdContent; needs: NeedInList[]; guardianId: string | null }
/** What all households of one list share. */
export type Sender = {
  importId: string
  organisationId: number
  by: string
  byName: string
  at: string
  how: string
  language: string
  textVersion: number
  idOf: (what: string) => string
}

const arrayOf = (texts: readonly string[]): string => `{${texts.map((t) => `"${t.replace(/["\\]/g, '\\$&')}"`).join(',')}}`

export type Person = PersonContent & { householdId: string }
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

export async function linesOf(list: readonly NewInList[], sender: Sender, tokenKeys: readonly Key[]): Promise<Lines> {
  const { organisationId, by, byName, at } = sender
  const lines = emptyLines(tokenKeys)
  const { homes, people, persons, documents, consents, changes, keys, codes, known } = lines
  for (const [n, { id, key, content, needs, guardianId }] of list.entries()) {
    if (n % 20 === 0) await othersTurn()
    const { phone, phoneKey, email, siteId, ...c } = await householdColumns(content)
    homes.push(
      copyLine([
        id,
        organisationId,
        siteId,
        cardOf(id),
        c.country,
        c.admin1,
        c.admin2,
        c.populationGroup,
        c.origin,
        c.destination,
        c.address,
        phone,
        phoneKey,
        email,
        arrayOf(c.languages),
        c.note,
        by,
      ]),
    )
    for (const p of content.persons) {
      const person = { ...p, householdId: id }
      const ownCodes = nameCodes(p)
      people.push(person)
      known.tokens.push(...tokensOf(person, tokenKeys))
      for (const code of ownCodes) codes.add(code)
      persons.push(
        copyLine([
          p.id,
          id,
          organisationId,
          siteId,
          p.given,
          p.family,
          p.also,
          p.sex,
          p.birthDate,
          p.birthPrecision,
          p.relation,
          p.nationality,
          arrayOf(ownCodes),
        ]).slice(0, -1),
      )
      for (const d of p.documents) documents.push(copyLine([d.id, id, p.id, d.kind, d.country, d.number, numberKey(d.number)]))
    }
    for (const n of needs) {
      const needId = sender.idOf(`need ${n.personId} ${n.need}`)
      lines.needs.push(copyLine([needId, id, n.personId, organisationId, siteId, n.need, n.isRestricted, n.since, by]))
    }
    const head = content.persons.find((p) => p.relation === 'head')!
    consents.push(
      copyLine([
        sender.idOf(`consent ${id}`),
        id,
        head.id,
        'registration',
        true,
        sender.textVersion,
        sender.language,
        sender.how,
        guardianId,
        by,
        byName,
        at,
      ]),
    )
    changes.push(
      copyLine([
        sender.idOf(`registered ${id}`),
        id,
        'registered',
        1,
        JSON.stringify(content),
        `list ${sender.importId}`,
        by,
        byName,
      ]),
    )
    if (key !== '') keys.push(copyLine([id, organisationId, key, sender.importId]))
  }
  return lines
}

/** @param counted whom each person is counted as */
export async function copyHouseholds(db: Db, lines: Lines, counted: ReadonlyMap<string, string>): Promise<void> {
  const { homes, people, documents, consents, changes, keys } = lines
  const persons = lines.persons.map((line, i) => `${line}\t${counted.get(people[i]!.id)!}\n`)
  await copyIn(
    db,
    'copy households (id, organisation_id, site_id, card, country, admin1, admin2, population_group, origin, destination, address, phone, phone_key, email, languages, note, registered_by) from stdin',
    homes,
  )
  await copyIn(
    db,
    'copy persons (id, household_id, organisation_id, site_id, given, family, also, sex, birth_date, birth_precision, relation, nationality, name_codes, counted_as) from stdin',
    persons,
  )
  await copyIn(db, 'copy person_documents (id, household_id, person_id, kind, country, number, number_key) from stdin', documents)
  await copyIn(
    db,
    'copy person_needs (id, household_id, person_id, organisation_id, site_id, need, is_restricted, since, recorded_by) from stdin',
    lines.needs,
  )
  await copyIn(
    db,
    'copy person_consents (id, household_id, person_id, purpose, is_given, text_version, language, how, guardian_id, recorded_by, recorded_by_name, at) from stdin',
    consents,
  )
  await copyIn(db, 'copy household_changes (id, household_id, what, version, after, reason, by, by_name) from stdin', changes)
  await copyIn(db, 'copy people_import_keys (household_id, organisation_id, key, import_id) from stdin', keys)
}

export type Refusal = { sheet: number; line: number; packed: string; reasons: { field: string; code: string; values: object }[] }

export const copyRefusals = (db: Db, importId: string, refusals: readonly Refusal[]): Promise<void> =>
  copyIn(
    db,
    'copy people_import_refusals (import_id, sheet, line, cells, reasons) from stdin',
    refusals.map(({ sheet, line, packed, reasons }) =>
      copyLine([importId, sheet, line, arrayOf(unpack(packed)), JSON.stringify(reasons)]),
    ),
  )
