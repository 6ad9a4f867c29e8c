/** Who receives, who is covered, who is counted, where and in which month: worked out once, before anything is locked. */
import type { PopulationGroup } from '../../people/contract.ts'
import { ageCell } from '../../people/rules/age.ts'
import type { NewDelivery, Service } from '../contract.ts'
import { cellOf } from '../rules/cells.ts'
import type { Trouble } from '../rules/check.ts'
import { dayIn } from '../rules/days.ts'
import type { Known } from './known.ts'
import { indicatorFor, type LineKey } from './lines.ts'
import { householdNow, type Member, type Met, type MetPeople, personNow } from './people.ts'

export type Covered = { personId: string; countedAs: string; cell: number; isCounted: boolean }
export type About = {
  householdId: string
  /** Its record of today's visit is to be renewed. */
  isSeen: boolean
  recipientId: string | null
  covered: Covered[]
  country: string
  admin1: string | null
  admin2: string | null
  day: string
  month: string
  line: LineKey | null
}
type Clock = { at: Date }

const no = (code: string): Trouble => ({ code: `delivery/${code}`, detail: {} })
const isTrouble = (answer: object): answer is Trouble => 'code' in answer

/** @param met undefined for a counted group */
export function aboutDelivery(
  delivery: NewDelivery,
  service: Service,
  { at }: Clock,
  known: Known,
  met: MetPeople | undefined,
): About | Trouble {
  const who = delivery.to === 'group' || !met ? undefined : recipientOf(delivery, met, at)
  if (who && isTrouble(who)) return who
  const where = placeOf(delivery, known, who?.household)
  if (isTrouble(where)) return where
  const day = dayIn(where.country, at)
  const line = lineOf(delivery, service, where, day.slice(0, 7), known)
  if (line && isTrouble(line)) return line
  return {
    householdId: who?.household.id ?? delivery.id,
    isSeen: who ? !who.household.isSeenToday : false,
    recipientId: who?.member.id ?? null,
    covered: who ? coveredBy(service, who, delivery.to, { at, day }) : [],
    ...where,
    day,
    month: day.slice(0, 7),
    line,
  }
}

type Recipient = { household: Met; member: Member }

function recipientOf(delivery: NewDelivery, met: MetPeople, at: Date): Recipient | Trouble {
  const home = householdNow(met, delivery.household ?? met.householdOf.get(delivery.person ?? '') ?? '')
  if (!home) return no('household-unknown')
  if (home.isErased) return no('erased')
  if (delivery.person === null) return headOf(home, at) ?? no('nobody-left')
  const found = personNow(met, home, delivery.person)
  if (!found) return no('person-unknown')
  if (found.member.isErased || found.household.isErased) return no('erased')
  return hadLeft(found.member, at) ? no('has-left') : found
}

/** When it was given, however late that is told: who left since was there. */
const hadLeft = (m: Member, at: Date): boolean => m.leftAt !== null && new Date(m.leftAt) <= at
const hadJoined = (m: Member, at: Date): boolean => m.joinedAt === null || new Date(m.joinedAt) <= at
const wasHere = (m: Member, at: Date): boolean => hadJoined(m, at) && !hadLeft(m, at) && !m.isErased && m.mergedInto === null
const wasBorn = (m: Member, day: string): boolean => m.birthDate === null || m.birthPrecision !== 'day' || m.birthDate <= day

function headOf(household: Met, at: Date): Recipient | undefined {
  const here = household.members.filter((m) => wasHere(m, at))
  const member = here.find((m) => m.relation === 'head') ?? here[0]
  return member && { household, member }
}

/** Counted: who receives, or everybody, as the service says. Covered without being counted: the others of a household that may not receive it again. */
function coveredBy(
  service: Service,
  { household, member }: Recipient,
  to: NewDelivery['to'],
  { at, day }: Clock & { day: string },
): Covered[] {
  const isForAll = service.counts === 'all' && to === 'household'
  const isOther = (m: Member) => m.id !== member.id && wasHere(m, at) && wasBorn(m, day)
  const others = isForAll || service.per === 'household' ? household.members.filter(isOther) : []
  return [member, ...others].map((m) => ({
    personId: m.id,
    countedAs: m.countedAs,
    cell: cellOf(groupOf(m, household), ageCell(m.sex, m.birthDate, day)),
    isCounted: isForAll || m.id === member.id,
  }))
}

const groupOf = (m: Member, household: Met): PopulationGroup => m.group ?? household.populationGroup

type Where = { country: string; admin1: string | null; admin2: string | null }
function placeOf(delivery: NewDelivery, known: Known, household: Met | undefined): Where | Trouble {
  const site = delivery.site === null ? undefined : known.sites.get(delivery.site)
  if (delivery.site !== null && !site) return no('site-unknown')
  const { country, admin1 = null, admin2 = null } = delivery
  if (country !== undefined) return { country, admin1, admin2 }
  const from = site ?? household
  return from ? { country: from.country, admin1: from.admin1, admin2: from.admin2 } : no('place-missing')
}

function lineOf(delivery: NewDelivery, service: Service, where: Where, month: string, known: Known): LineKey | null | Trouble {
  if (delivery.implementer !== null && !known.organisations.has(delivery.implementer)) return no('organisation-unknown')
  const planOfMechanism = delivery.mechanism === null ? undefined : known.mechanisms.get(delivery.mechanism)
  if (delivery.mechanism !== null && planOfMechanism === undefined) return no('mechanism-unknown')
  const indicator = indicatorFor(service, month)
  const sectorId = indicator && known.sectors.get(indicator.indicatorId)
  if (!indicator || sectorId === undefined) return null
  return {
    planId: indicator.planId,
    month,
    country: where.country,
    admin1: where.admin1 ?? '',
    admin2: where.admin2 ?? '',
    organisationId: delivery.organisation,
    implementerId: delivery.implementer ?? 0,
    sectorId,
    indicatorId: indicator.indicatorId,
    // Of another plan: kept with the entry, no line of this plan.
    mechanismId: planOfMechanism === indicator.planId ? delivery.mechanism! : 0,
  }
}
