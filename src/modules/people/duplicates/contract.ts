/** The words of duplicates: pairs that may be one person, what was decided of them, and the weights they are judged by. */
import { z } from 'zod'
import { Candidate, HouseholdContent, HouseholdLine } from '../contract.ts'

export const CandidateQuestion = z
  .object({
    organisation: z.int(),
    household: HouseholdContent.meta({
      description: 'As it is being registered; its own persons, where it is kept already, are no candidates.',
    }),
  })
  .meta({ id: 'CandidateQuestion' })
export const Candidates = z.array(Candidate)

export const Reason = z
  .object({ field: z.string(), level: z.string(), weight: z.number() })
  .meta({ id: 'DuplicateReason', description: 'Sentences: people.reason.<field>.<level>.' })
export type Reason = z.infer<typeof Reason>

export const DuplicatePair = z
  .object({
    a: HouseholdLine.meta({ description: 'Its `person` is the one who is meant.' }),
    b: HouseholdLine,
    score: z.number().meta({ description: '0 to 1: how probable it is that they are one.' }),
    reasons: z.array(Reason),
    foundAt: z.string(),
    may: z.object({ decide: z.boolean() }),
  })
  .meta({ id: 'DuplicatePair' })
export type DuplicatePair = z.infer<typeof DuplicatePair>
export const DuplicatePage = z
  .object({
    pairs: z.array(DuplicatePair),
    open: z.int().meta({ description: 'How many wait in all.' }),
    next: z.string().nullable(),
  })
  .meta({ id: 'DuplicatePage' })

/** What the person who stays may take from the one who goes. */
export const pickable = ['given', 'family', 'also', 'sex', 'birthDate', 'relation', 'nationality', 'populationGroup'] as const
export const Pickable = z.enum(pickable)
export type Pickable = z.infer<typeof Pickable>

export const Decision = z
  .object({
    a: z.uuid().meta({ description: 'A person.' }),
    b: z.uuid(),
    outcome: z.enum(['same', 'different']),
    keep: z.uuid().optional().meta({ description: 'Of `same`: which of the two stays; else a.' }),
    picks: z
      .array(Pickable)
      .max(8)
      .default([])
      .meta({ description: 'Fields taken from the one who goes. `birthDate` takes its precision along.' }),
    reason: z.string().trim().max(500).default(''),
  })
  .meta({ id: 'DuplicateDecision' })
export type Decision = z.infer<typeof Decision>

const Merged = z.object({ person: z.uuid(), household: z.uuid(), card: z.string(), name: z.string() })
export const Merge = z
  .object({
    id: z.uuid(),
    organisation: z.int(),
    kept: Merged,
    gone: Merged,
    by: z.string(),
    byName: z.string(),
    at: z.string(),
    reason: z.string(),
    undoneAt: z.string().nullable(),
    may: z.object({ undo: z.boolean() }),
  })
  .meta({ id: 'PersonMerge' })
export type Merge = z.infer<typeof Merge>
export const MergePage = z.object({ merges: z.array(Merge), next: z.string().nullable() }).meta({ id: 'PersonMergePage' })
export const DecisionAnswer = z
  .object({ outcome: z.enum(['same', 'different']), merge: Merge.nullable() })
  .meta({ id: 'DuplicateDecisionAnswer' })

/** `m`: how often two records of one person stand so; `u`: how often two of different persons, among pairs that were compared. */
export const DuplicateModel = z
  .object({
    learnedAt: z.string().nullable().meta({ description: 'null: nothing learned yet; the weights are those Senda begins with.' }),
    persons: z.int(),
    pairs: z.int(),
    prior: z.number(),
    levels: z.array(z.object({ field: z.string(), level: z.string(), m: z.number(), u: z.number(), weight: z.number() })),
    common: z
      .array(z.object({ word: z.string(), share: z.number() }))
      .meta({ description: 'The most common words of names, as they sound.' }),
  })
  .meta({ id: 'DuplicateModel' })
export type DuplicateModelAnswer = z.infer<typeof DuplicateModel>
