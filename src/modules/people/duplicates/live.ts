/** Who may be the person being registered: asked while it can still be prevented that somebody is written down twice. */
import { sql } from 'kysely'
import { assertMay, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import type { Candidate, HouseholdContent, PersonContent } from '../contract.ts'
import { noteReadings } from '../privacy/readings.ts'
import { type Compared, heard, type Judgement, judge } from '../rules/comparison.ts'
import { documentIdentity, numberKey } from '../rules/identity.ts'
import { findByName } from '../search/by-name.ts'
import { householdLines } from '../search/lines.ts'
import { inReach } from '../search/reach.ts'
import { modelOf } from './model.ts'
import { type Kept, keptRecords, withCompanions } from './records.ts'

/** Lower than for the queue: the person is there and can be asked. */
const leastScore = 0.3
const most = 10

/** Within the organisation, as far as the asker may see it. The household's own persons, where it is kept already, are left out. */
export async function candidatesFor(ctx: Context, organisationId: number, household: HouseholdContent): Promise<Candidate[]> {
  assertMay(ctx, 'people.write', { organisationId, siteId: household.site })
  const reach = visible(ctx, 'people.read')
  const phone = household.phone.replace(/\D/g, '').slice(-8)
  const asked = asRecords(household, phone.length === 8 ? phone : null)
  const where = sql`(${inReach(reach, 'p')} and p.organisation_id = ${organisationId} and p.id <> all(${household.persons.map((p) => p.id)}::uuid[]))`
  const ids = new Set(await byNumbers(ctx, household, phone, where))
  for (const person of household.persons.filter((p) => !p.hasLeft))
    for (const found of await findByName(ctx.db, nameOf(person), { organisations: [organisationId], where }))
      ids.add(found.personId)
  if (ids.size === 0) return []
  const kept = await keptRecords(ctx.db, sql`p.id = any(${[...ids]}::uuid[])`)
  const best = bestOf(asked, await withTheirs(ctx, kept), ids, await modelOf(ctx.db, organisationId))
  const lines = await householdLines(
    ctx.db,
    reach,
    best.map(({ kept: k, score }) => ({ householdId: k.householdId, personId: k.id, score })),
  )
  await noteReadings(
    ctx,
    lines.map((h) => ({ id: h.id, organisationId: h.organisation, siteId: h.site })),
    'found',
  )
  return best.flatMap(({ kept: k, score, reasons }) => {
    const line = lines.find((l) => l.id === k.householdId || l.person.id === k.id)
    return line ? [{ household: line, score, reasons }] : []
  })
}

const nameOf = ({ given, family, birthDate }: PersonContent) => ({
  name: `${given} ${family}`,
  year: birthDate ? Number(birthDate.slice(0, 4)) : undefined,
  limit: 40,
})

function asRecords(household: HouseholdContent, phone: string | null): Compared[] {
  const records = household.persons.map(
    (p): Compared => ({
      ...heard(p.given, p.family),
      id: p.id,
      householdId: 'asked',
      sex: p.sex,
      birthDate: p.birthDate,
      birthPrecision: p.birthPrecision,
      documents: p.documents.flatMap((d) => documentIdentity(d) ?? []),
      phone,
      place: `${household.country}:${household.admin1 ?? ''}`,
      companions: [],
    }),
  )
  return withCompanions(records)
}

async function byNumbers(
  ctx: Context,
  household: HouseholdContent,
  phone: string,
  where: ReturnType<typeof sql>,
): Promise<string[]> {
  const numbers = household.persons
    .flatMap((p: PersonContent) => p.documents.map((d) => numberKey(d.number)))
    .filter((n) => n.length > 3)
  const ways = numbers.flatMap((n) => [n, n.replace(/^[VE](?=\d)/, ''), `V${n}`, `E${n}`])
  const { rows } = await sql<{ id: string }>`
    select p.id from person_documents d join persons p on p.household_id = d.household_id and p.id = d.person_id
      where d.number_key = any(${ways}::text[]) and ${where}
    union select p.id from households h join persons p on p.household_id = h.id
      where ${phone.length === 8} and h.phone_key = ${phone} and ${where} limit 100`.execute(ctx.db)
  return rows.map((r) => r.id)
}

/** With those they live with, who speak for or against it too. */
async function withTheirs(ctx: Context, kept: Kept[]): Promise<Kept[]> {
  return keptRecords(ctx.db, sql`p.household_id = any(${[...new Set(kept.map((k) => k.householdId))]}::uuid[])`)
}

/** The best reason for each household. */
function bestOf(asked: Compared[], all: Kept[], ids: Set<string>, model: Parameters<typeof judge>[2]) {
  const best = new Map<string, Judgement & { kept: Kept }>()
  for (const kept of all.filter((k) => ids.has(k.id)))
    for (const person of asked) {
      const judgement = judge(person, kept, model)
      if (!judgement || judgement.score < Math.max(leastScore, best.get(kept.householdId)?.score ?? 0)) continue
      best.set(kept.householdId, { ...judgement, kept })
    }
  return [...best.values()].sort((a, b) => b.score - a.score).slice(0, most)
}
