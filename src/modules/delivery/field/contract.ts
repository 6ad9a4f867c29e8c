/** What a device and the server say to each other: what is taken along, what was done without a network, what became of it. */
import { z } from 'zod'
import { Household, HouseholdChange, Id, NewConsent, NewHousehold, NewNeed } from '../../people/contract.ts'
import { NewDelivery, NewReversal } from '../contract.ts'

/** In the order in which they were done; each is carried out once, however often it arrives. */
export const Operation = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('household.register'), id: Id, body: NewHousehold }),
    z.object({ kind: z.literal('household.change'), id: Id, household: Id, body: HouseholdChange }),
    z.object({ kind: z.literal('consent.record'), id: Id, household: Id, body: NewConsent }),
    z.object({ kind: z.literal('consent.withdraw'), id: Id, household: Id, consent: Id }),
    z.object({ kind: z.literal('need.record'), id: Id, household: Id, body: NewNeed }),
    z.object({ kind: z.literal('delivery.record'), id: Id, body: NewDelivery }),
    z.object({ kind: z.literal('delivery.reverse'), id: Id, body: NewReversal }),
  ])
  .meta({ id: 'FieldOperation' })
export type Operation = z.infer<typeof Operation>

export const SyncRequest = z
  .object({
    device: Id.nullable().meta({ description: 'null: a desk that keeps nothing.' }),
    sentAt: z.iso.datetime({ offset: true }).meta({ description: 'By the clock of the device, when this was sent.' }),
    operations: z.array(Operation).max(500),
  })
  .meta({ id: 'SyncRequest' })
export type SyncRequest = z.infer<typeof SyncRequest>

/** `done`: carried out, now or before. `conflict`: kept beside what somebody else changed. `refused`: will never be carried out; the sentence says why. */
export const OperationAnswer = z
  .object({
    id: Id,
    outcome: z.enum(['done', 'conflict', 'refused']),
    isDouble: z.boolean().default(false),
    problem: z.object({ code: z.string(), title: z.string() }).nullable().default(null),
  })
  .meta({ id: 'OperationAnswer' })
export type OperationAnswer = z.infer<typeof OperationAnswer>
export const SyncAnswer = z
  .object({
    answers: z.array(OperationAnswer),
    clockSeconds: z.int().meta({ description: 'How far the clock of the device is ahead.' }),
    now: z.string(),
  })
  .meta({ id: 'SyncAnswer' })
export type SyncAnswer = z.infer<typeof SyncAnswer>

export const Device = z
  .object({
    id: Id,
    userId: z.string(),
    userName: z.string(),
    name: z.string(),
    madeAt: z.string(),
    lastSeenAt: z.string(),
    clockSeconds: z.int(),
    revokedAt: z.string().nullable(),
    may: z.object({ revoke: z.boolean() }),
  })
  .meta({ id: 'Device' })
export type Device = z.infer<typeof Device>
export const NewDevice = z.object({ id: Id, name: z.string().trim().min(1).max(100) }).meta({ id: 'NewDevice' })
export type NewDevice = z.infer<typeof NewDevice>

/** What was given lately, for the warning without a network. Of other organisations only the service and the day. */
export const Given = z.object({ service: z.int(), personId: Id, at: z.string(), isOurs: z.boolean() }).meta({ id: 'LastGiven' })
/** A household as a device keeps it. */
export const KeptHousehold = z.object({ household: Household, given: z.array(Given) }).meta({ id: 'KeptHousehold' })
export type KeptHousehold = z.infer<typeof KeptHousehold>
/** One page of what is taken along: of a site, a distribution, or what this person met lately; never a whole country. `gone`: no longer theirs to keep. */
export const Bundle = z
  .object({ households: z.array(KeptHousehold), gone: z.array(Id), next: z.string().nullable(), asOf: z.string() })
  .meta({ id: 'FieldBundle' })
export type Bundle = z.infer<typeof Bundle>
