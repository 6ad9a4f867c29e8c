/** Who may be the person being registered: asked while it can still be prevented that somebody is written down twice. */
import { assertMay, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import type { Candidate, HouseholdContent } from '../contract.ts'
import { countLookups } from '../lookups/lookups.ts'
import { noteReadings } from '../privacy/readings.ts'
import { type Compared, heard } from '../rules/comparison.ts'
import { documentIdentity } from '../rules/identity.ts'
import { type Judgement, judge } from '../rules/weighing.ts'
import { householdLines } from '../search/lines.ts'
import { inReach } from '../search/reach.ts'
import { modelOf } from './model.ts'
import { phoneKeyOf, recordsNear } from './near.ts'
import { type Kept, withCompanions } from './records.ts'

/** Lower than for the queue: the person is there and can be asked. */
const leastScore = 0.3
const most = 10

/** Within the organisation, as far as the asker may see it. The household's own persons, where it is kept already, are left out. */
export async function candidatesFor(ctx: Context, organisationId: number, household: HouseholdContent): Promise<Candidate[]> {
  assertMay(ctx, 'people.write', { organisationId, siteId: household.site })
  await countLookups(ctx, Math.max(1, household.persons.length))
  const reach = visible(ctx, 'people.read')
  const near = await recordsNear(ctx.db, organisationId, household, inReach(reach, 'p'))
  if (near.length === 0) return []
  const best = bestOf(asRecords(household), near, await modelOf(ctx.db, organisationId))
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

function asRecords(household: HouseholdContent): Compared[] {
  const phone = phoneKeyOf(household)
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

/** The best reason for each household. */
function bestOf(asked: Compared[], near: Kept[], model: Parameters<typeof judge>[2]) {
  const best = new Map<string, Judgement & { kept: Kept }>()
  for (const kept of near)
    for (const person of asked) {
      const judgement = judge(person, kept, model)
      if (!judgement || judgement.score < Math.max(leastScore, best.get(kept.householdId)?.score ?? 0)) continue
      best.set(kept.householdId, { ...judgement, kept })
    }
  return [...best.values()].sort((a, b) => b.score - a.score).slice(0, most)
}
