/** What was read of households, put together by household and by the person a record stands for. */
import type { Consent, Household, HouseholdContent, Need, PersonContent, PersonDocument } from '../contract.ts'
import { headFirst } from '../rules/members.ts'
import type { Kin, NeedRow, Parts } from './parts.ts'

export type HouseholdRecord = Omit<Household, 'may'>

export class Shelf {
  private readonly family: Map<string, string>
  private readonly standsFor: Map<string, string>
  private readonly parts: Parts
  private readonly needs: NeedRow[]

  constructor(family: Kin[], parts: Parts, restricted: NeedRow[]) {
    this.parts = parts
    this.needs = [...parts.needs, ...restricted]
    this.family = new Map(family.map(({ id, kept }) => [id, kept]))
    const second = [...parts.persons, ...parts.elsewhere].filter((p) => p.mergedInto !== null)
    this.standsFor = new Map(second.map((p) => [p.id, p.mergedInto!]))
  }

  household(id: string): HouseholdRecord | undefined {
    const row = this.parts.households.find((h) => h.id === id)
    if (!row) return undefined
    const kept = this.family.get(id) ?? id
    return {
      ...householdFields(row),
      mergedInto: row.mergedInto === null ? null : kept,
      ...this.holds(id),
      ...this.contents(id, kept),
    }
  }

  private holds(id: string): Pick<Household, 'holdReason' | 'heldWith'> {
    const own = this.parts.households.filter((h) => this.family.get(h.id) === id || h.id === id)
    const reasons = new Set(own.flatMap((h) => h.holdReason ?? []))
    return { holdReason: reasons.size === 0 ? null : [...reasons].join('; '), heldWith: this.heldWith(id) }
  }

  private heldWith(id: string): Household['heldWith'] {
    const other = this.parts.holds.find((hold) => this.family.get(hold.home) === id && this.family.get(hold.id) !== id)
    return other ? { id: other.id, card: other.card, reason: other.reason } : null
  }

  private contents(id: string, kept: string) {
    if (kept !== id) return { persons: [], needs: [], consents: [], photos: [] }
    const members = this.membersOf(id)
    const known = new Set(members.map((p) => p.id))
    const ofHere = <T extends { personId: string }>(rows: T[]) =>
      rows.map((row) => ({ ...row, personId: this.personOf(row.personId) })).filter((row) => known.has(row.personId))
    const documents = Map.groupBy(ofHere(this.parts.documents), (d) => d.personId)
    return {
      persons: headFirst(members.map((p) => personContent(p, documents.get(p.id) ?? []))),
      needs: ofHere(this.needs).map(asNeed),
      consents: ofHere(this.parts.consents).map(asConsent),
      photos: this.parts.photos
        .filter((p) => this.family.get(p.householdId) === id)
        .map((p) => ({ id: p.id, personId: p.personId && this.personOf(p.personId), kind: p.kind })),
    }
  }

  /** Who was erased in a household that stands is of it no more; of one that is erased it is still told how many they were. */
  private membersOf(id: string): Parts['persons'] {
    const isErased = this.parts.households.some((h) => h.id === id && h.erasedAt !== null)
    return this.parts.persons.filter(
      (p) => this.family.get(p.householdId) === id && p.mergedInto === null && (isErased || p.erasedAt === null),
    )
  }

  /** The person whose second record this is; a second record may have one of its own. */
  private personOf(id: string): string {
    const of = this.standsFor.get(id)
    return of === undefined ? id : this.personOf(of)
  }
}

function householdFields(h: Parts['households'][number]) {
  return {
    id: h.id,
    organisation: h.organisationId,
    site: h.siteId,
    card: h.card,
    country: h.country,
    admin1: h.admin1,
    admin2: h.admin2,
    populationGroup: h.populationGroup as Household['populationGroup'],
    origin: h.origin,
    destination: h.destination,
    address: h.address,
    phone: h.phone ?? '',
    email: h.email ?? '',
    languages: h.languages,
    note: h.note,
    version: h.version,
    registeredAt: h.registeredAt.toISOString(),
    lastSeenAt: h.lastSeenAt.toISOString(),
    erasedAt: h.erasedAt?.toISOString() ?? null,
  }
}

type DocumentRow = Parts['documents'][number]

const personContent = (p: Parts['persons'][number], documents: DocumentRow[]): PersonContent => ({
  id: p.id,
  given: p.given,
  family: p.family,
  also: p.also,
  sex: (p.sex ?? 'other') as PersonContent['sex'],
  birthDate: p.birthDate,
  birthPrecision: p.birthPrecision as PersonContent['birthPrecision'],
  relation: p.relation as PersonContent['relation'],
  nationality: p.nationality,
  populationGroup: p.populationGroup as PersonContent['populationGroup'],
  documents: documents.map(asDocument),
  hasLeft: p.leftAt !== null,
})

const asDocument = ({ id, kind, country, number, validUntil }: DocumentRow): PersonDocument => ({
  id,
  kind: kind as PersonDocument['kind'],
  country,
  number,
  validUntil,
})

const asNeed = (n: NeedRow): Need => ({
  id: n.id,
  personId: n.personId,
  need: n.need,
  detail: n.detail as Need['detail'],
  since: n.since,
  until: n.until,
  isRestricted: n.isRestricted,
  recordedBy: n.recordedBy,
  recordedAt: n.recordedAt.toISOString(),
})

const asConsent = (c: Parts['consents'][number]): Consent => ({
  id: c.id,
  personId: c.personId,
  purpose: c.purpose as Consent['purpose'],
  isGiven: c.isGiven,
  textVersion: c.textVersion,
  language: c.language as Consent['language'],
  how: c.how as Consent['how'],
  guardianId: c.guardianId,
  guardianName: c.guardianName,
  until: c.until,
  at: c.at.toISOString(),
  recordedBy: c.recordedByName || c.recordedBy,
  withdrawnAt: c.withdrawnAt?.toISOString() ?? null,
})

/** What may be changed of a household: its record without its facts. */
export const contentOf = (h: HouseholdRecord): HouseholdContent => ({
  site: h.site,
  country: h.country,
  admin1: h.admin1,
  admin2: h.admin2,
  populationGroup: h.populationGroup,
  origin: h.origin,
  destination: h.destination,
  address: h.address,
  phone: h.phone,
  email: h.email,
  languages: h.languages,
  note: h.note,
  persons: h.persons,
})
