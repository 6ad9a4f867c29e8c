/** The activities of the sample plan: written, sent on their way, published; then what a revision brings, so that everybody who decides has something to decide. */
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Context } from '../core/context.ts'
import { splitWhole } from '../core/decimal.ts'
import type { Lists } from '../modules/plan/rules/lists.ts'
import type { ActivityCells, ActivityState } from '../modules/plan/submissions/contract.ts'
import { emptyCells } from '../modules/plan/submissions/rules/place.ts'
import { changeActivities, insertActivities as insertNew, lockActivities } from '../modules/plan/submissions/store.ts'
import { openRevision, publishVersion } from '../modules/plan/versions/publishing.ts'

type Cells = {
  country: string
  admin1: string
  indicator: string
  title: string
  description: string
  inKindUsd?: number
  cashUsd?: number
  groups?: number[]
  people?: number
  output?: number
}
/** As the file of the sample writes it. `revises`: another activity, of which `set` changes the cells. */
export type Draft = Partial<Cells> & {
  key: string
  organisation?: string
  state: ActivityState
  revises?: string
  set?: Partial<Cells>
  comment?: { cell: string; body: string }
}
export type Example = {
  ctx: Context
  planId: number
  plan: string
  drafts: Draft[]
  lists: Lists
  sectors: Map<string, number>
  indicators: Map<string, number>
  bodies: Map<string, number>
}

/** Girls, boys, women, men of every number of the example. */
export const shares = [0.22, 0.23, 0.29, 0.26] as const
const deed = ({ actor }: Context) => ({ batchId: uuid(), actor, reason: '' })

/** Writes what version 1 publishes, as drafts. @returns ids by key */
export async function insertActivities(example: Example): Promise<Map<string, string>> {
  return insertDrafts(
    example,
    example.drafts.filter((d) => d.state === 'published'),
  )
}

async function insertDrafts({ ctx, planId, lists, bodies, ...example }: Example, drafts: Draft[]): Promise<Map<string, string>> {
  const rows = drafts.map((draft) => ({
    id: uuid(),
    organisationId: bodies.get(draft.organisation!)!,
    cells: { ...emptyCells, ...cellsOf(draft, { ...example, lists }) },
    asWritten: {},
  }))
  await insertNew(ctx.db, planId, rows, lists, deed(ctx))
  return new Map(drafts.map(({ key }, i) => [key, rows[i]!.id]))
}

function cellsOf(draft: Partial<Cells>, { indicators, lists }: Pick<Example, 'indicators' | 'lists'>): Partial<ActivityCells> {
  const { indicator, groups, people, output, ...same } = draft
  const indicatorId = indicator === undefined ? undefined : indicators.get(indicator)!
  const kept = ['country', 'admin1', 'title', 'description', 'inKindUsd', 'cashUsd'] as const
  const cells: Partial<ActivityCells> = Object.fromEntries(
    kept.flatMap((cell) => (same[cell] === undefined ? [] : [[cell, same[cell]]])),
  )
  if (indicatorId !== undefined)
    Object.assign(cells, { indicatorId, sectorId: lists.source.indicators.find((i) => i.id === indicatorId)!.sectorId })
  if (output !== undefined) cells.outputQuantity = output
  if (people !== undefined) cells.targetPeople = people
  return groups === undefined ? cells : { ...cells, ...peopleOf(groups) }
}

function peopleOf([
  inDestination = 0,
  inTransit = 0,
  hostCommunity = 0,
  pendular = 0,
  returnees = 0,
]: number[]): Partial<ActivityCells> {
  const targetPeople = inDestination + inTransit + hostCommunity + pendular + returnees
  const [girls = 0, boys = 0, women = 0, men = 0] = splitWhole(targetPeople, shares)
  return { inDestination, inTransit, hostCommunity, pendular, returnees, girls, boys, women, men, targetPeople }
}

/** Publishes version 1, opens a revision, and brings what is new to where the file says. */
export async function moveActivities(example: Example, ids: Map<string, string>): Promise<void> {
  const { ctx, plan, drafts } = example
  await bring(example, [...ids.values()], 'approved')
  const note = {
    en: 'The first edition of the sample plan.',
    es: 'La primera edición del plan de muestra.',
    pt: 'A primeira edição do plano de amostra.',
    fr: 'La première édition du plan d’exemple.',
  }
  await publishVersion(ctx, plan, 1, { note, agreedDifferences: true })
  await openRevision(ctx, plan, {
    note: {
      en: 'Mid-year revision (sample).',
      es: 'Revisión de mitad de año (muestra).',
      pt: 'Revisão de meio de ano (amostra).',
      fr: 'Révision de mi-année (exemple).',
    },
  })
  await setLastDays(example)
  for (const draft of drafts.filter((d) => d.revises)) await revise(example, ids.get(draft.revises!)!, draft)
  const added = drafts.filter((d) => !d.revises && d.state !== 'published')
  const fresh = await insertDrafts(example, added)
  for (const { key, state, comment } of added) {
    await bring(example, [fresh.get(key)!], state)
    if (comment) await say(example, fresh.get(key)!, comment)
  }
}

/** Counted from the day the sample is loaded, so that there is time to try it. */
const setLastDays = ({ ctx, planId }: Example) =>
  sql`update plan_versions set submit_by = current_date + 30, endorse_by = current_date + 37, validate_by = current_date + 44, approve_by = current_date + 51
    where plan_id = ${planId} and published_at is null`.execute(ctx.db)

async function revise(example: Example, id: string, { set = {}, state }: Draft): Promise<void> {
  const { ctx, lists } = example
  await step(example, [id], 'revise', 'published', 'draft')
  const [stored] = await lockActivities(ctx.db, [id])
  const cells = { ...cellsFrom(stored!), ...cellsOf(set, example) }
  await changeActivities(ctx.db, [{ stored: stored!, cells, asWritten: {} }], lists, deed(ctx))
  await bring(example, [id], state)
}
const cellsFrom = (stored: Record<string, unknown>): ActivityCells =>
  Object.fromEntries(Object.keys(emptyCells).map((cell) => [cell, stored[cell] ?? null])) as ActivityCells

const way: [string, ActivityState, string | null][] = [
  ['submit', 'submitted', 'submitted_by'],
  ['endorse', 'endorsed', 'endorsed_by'],
  ['validate', 'validated', 'validated_by'],
  ['approve', 'approved', 'approved_by'],
]

/** From draft, step by step, to where it shall be. */
async function bring(example: Example, ids: string[], to: ActivityState): Promise<void> {
  if (to === 'draft') return
  if (to === 'withdrawn') return step(example, ids, 'withdraw', 'draft', 'withdrawn')
  let from: ActivityState = 'draft'
  const last = to === 'returned' ? 'endorsed' : to
  for (const [name, state, stamp] of way) {
    await step(example, ids, name, from, state, stamp)
    from = state
    if (state === last) break
  }
  if (to === 'returned') await step(example, ids, 'return', from, 'returned')
}

async function step(
  { ctx }: Example,
  ids: string[],
  name: string,
  from: ActivityState,
  to: ActivityState,
  stamp: string | null = null,
): Promise<void> {
  const { id: by, name: byName } = ctx.actor
  const set = stamp === null ? sql`` : sql`, ${sql.raw(stamp)} = ${by}`
  await sql`update plan_activities set state = ${to}, version = version + 1 ${set} where id = any(${ids}::uuid[])`.execute(ctx.db)
  const batchId = uuid()
  const changes = ids.map((activityId) => ({
    id: uuid(),
    activityId,
    batchId,
    by,
    byName,
    step: name,
    fromState: from,
    toState: to,
  }))
  await ctx.db.insertInto('planActivityChanges').values(changes).execute()
}

async function say({ ctx }: Example, activityId: string, { cell, body }: { cell: string; body: string }): Promise<void> {
  const { id: by, name: byName } = ctx.actor
  await ctx.db
    .insertInto('planActivityComments')
    .values({ id: uuid(), activityId, by, byName, cell: cell === 'groups' ? 'targetPeople' : cell, body })
    .execute()
}
