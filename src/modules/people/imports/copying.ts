/** Where each table of a list's households has its columns for COPY, and the line that one household, person, document or need is in them. */
import { copyLine } from '../../../core/copy.ts'
import type { HouseholdContent, PersonContent, PersonDocument } from '../contract.ts'
import type { householdColumns } from '../households/writing.ts'
import { cardOf } from '../rules/card.ts'
import { numberKey } from '../rules/identity.ts'
import { unpack } from './reading.ts'
import type { NeedInList } from './rules/needs.ts'

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
export type NewInList = { id: string; key: string; content: HouseholdContent; needs: NeedInList[]; guardianId: string | null }
/** `packed`: the row as it came. */
export type Refusal = { sheet: number; line: number; packed: string; reasons: { field: string; code: string; values: object }[] }
type Columns = Awaited<ReturnType<typeof householdColumns>>

const arrayOf = (texts: readonly string[]): string => `{${texts.map((t) => `"${t.replace(/["\\]/g, '\\$&')}"`).join(',')}}`

export const intoHouseholds =
  'copy households (id, organisation_id, site_id, card, country, admin1, admin2, population_group, origin, destination, address, phone, phone_key, email, languages, note, registered_by) from stdin'
export const householdLine = (id: string, c: Columns, { organisationId, by }: Sender): string =>
  copyLine([
    id,
    organisationId,
    c.siteId,
    cardOf(id),
    c.country,
    c.admin1,
    c.admin2,
    c.populationGroup,
    c.origin,
    c.destination,
    c.address,
    c.phone,
    c.phoneKey,
    c.email,
    arrayOf(c.languages),
    c.note,
    by,
  ])

export const intoPersons =
  'copy persons (id, household_id, organisation_id, site_id, given, family, also, sex, birth_date, birth_precision, relation, nationality, name_codes, counted_as) from stdin'
/** Without its end: whom the person is counted as is known last. */
export const personLine = (
  householdId: string,
  p: PersonContent,
  siteId: string | null,
  codes: string[],
  sender: Sender,
): string =>
  copyLine([
    p.id,
    householdId,
    sender.organisationId,
    siteId,
    p.given,
    p.family,
    p.also,
    p.sex,
    p.birthDate,
    p.birthPrecision,
    p.relation,
    p.nationality,
    arrayOf(codes),
  ]).slice(0, -1)
export const countedLine = (line: string, countedAs: string): string => `${line}\t${countedAs}\n`

export const intoDocuments = 'copy person_documents (id, household_id, person_id, kind, country, number, number_key) from stdin'
export const documentLine = (householdId: string, personId: string, d: PersonDocument): string =>
  copyLine([d.id, householdId, personId, d.kind, d.country, d.number, numberKey(d.number)])

export const intoNeeds =
  'copy person_needs (id, household_id, person_id, organisation_id, site_id, need, is_restricted, since, recorded_by) from stdin'
export function needLine(
  householdId: string,
  n: NeedInList,
  siteId: string | null,
  { organisationId, by, idOf }: Sender,
): string {
  const needId = idOf(`need ${n.personId} ${n.need}`)
  return copyLine([needId, householdId, n.personId, organisationId, siteId, n.need, n.isRestricted, n.since, by])
}

export const intoConsents =
  'copy person_consents (id, household_id, person_id, purpose, is_given, text_version, language, how, guardian_id, recorded_by, recorded_by_name, at) from stdin'
/** That its head agreed to be registered: a row that says otherwise was refused before. */
export function consentLine({ id, content, guardianId }: NewInList, sender: Sender): string {
  const { idOf, textVersion, language, how, by, byName, at } = sender
  const head = content.persons.find((p) => p.relation === 'head')!
  return copyLine([
    idOf(`consent ${id}`),
    id,
    head.id,
    'registration',
    true,
    textVersion,
    language,
    how,
    guardianId,
    by,
    byName,
    at,
  ])
}

export const intoChanges = 'copy household_changes (id, household_id, what, version, after, reason, by, by_name) from stdin'
export function changeLine({ id, content }: NewInList, { idOf, importId, by, byName }: Sender): string {
  return copyLine([idOf(`registered ${id}`), id, 'registered', 1, JSON.stringify(content), `list ${importId}`, by, byName])
}

export const intoKeys = 'copy people_import_keys (household_id, organisation_id, key, import_id) from stdin'
export const keyLine = ({ id, key }: NewInList, { organisationId, importId }: Sender): string =>
  copyLine([id, organisationId, key, importId])

export const intoRefusals = 'copy people_import_refusals (import_id, sheet, line, cells, reasons) from stdin'
export const refusalLine = ({ sheet, line, packed, reasons }: Refusal, importId: string): string =>
  copyLine([importId, sheet, line, arrayOf(unpack(packed)), JSON.stringify(reasons)])
