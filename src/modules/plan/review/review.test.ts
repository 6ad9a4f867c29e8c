/** The queue, one activity, comments, differences, last days, what is due: who sees what, in words. */
import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { asking, insertActivity, type PlannedWorld, planned } from '../../../../test/planned.ts'
import { createApp } from '../../../app.ts'
import type { Actor } from '../../../core/access.ts'
import { getDifference, getReviewed } from './activity.ts'
import { addPlanComment, settlePlanComment } from './comments.ts'
import { giveExtension, setDeadlines, takeExtensionBack } from './extensions.ts'
import { getQueue, listWaiting } from './queue.ts'
import { takePlanStep } from './steps.ts'
import { planDue } from './today.ts'

const today = '2026-03-01'
const days = { submitBy: '2026-03-04', endorseBy: '2026-03-08', validateBy: '2026-03-15', approveBy: '2026-03-31' }
type World = Parameters<Parameters<typeof planned>[0]>[0]
const setDays = ({ db, code, who }: World, more: object = {}) => setDeadlines(asking(db, who.region), code, { ...days, ...more })
const queueOf = ({ db, code }: PlannedWorld, actor: Actor) => getQueue(asking(db, actor), code, today)
const rejects = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    (e: { code?: string }) => e.code,
  )

describe('the queue', () => {
  test(
    'shows each only what waits for them, what is due first standing first',
    planned(async (world) => {
      const { who, alas, bahia, shelter, health } = world
      await setDays(world)
      await insertActivity(world, { state: 'endorsed', inKindUsd: 100.25 })
      await insertActivity(world, { state: 'endorsed', inKindUsd: 100.5 })
      await insertActivity(world, { state: 'endorsed', ...health })
      await insertActivity(world, { state: 'endorsed', country: 'PE', admin1: 'PE-LIM' })
      await insertActivity(world, { state: 'endorsed', endorsedBy: 'officer' })
      await insertActivity(world, { state: 'returned' })
      await insertActivity(world, { isBlocked: true })
      await insertActivity(world, { state: 'submitted', organisationId: bahia })
      const mine = await queueOf(world, who.officer)
      expect(mine.lines.map((l) => [l.step, l.sectorId, l.activities, l.usd, l.daysLeft, l.isOwn])).toEqual([
        ['validate', shelter.sectorId, 2, 200.75, 14, true],
        ['validate', health.sectorId, 1, 1000.5, 14, true],
      ])
      expect((await queueOf(world, who.coordinator)).lines.map((l) => l.sectorId)).toEqual([shelter.sectorId])
      const [own] = (await queueOf(world, who.office)).lines
      expect(own).toMatchObject({ step: 'submit', organisationId: alas, activities: 2, returned: 1, blocked: 1, daysLeft: 3 })
      const region = await queueOf(world, who.region)
      expect(region.lines.every((l) => !l.isOwn)).toBe(true)
      expect(region.lines.find((l) => l.step === 'endorse')).toMatchObject({ organisationId: bahia, activities: 1 })
    }),
  )

  test(
    'leaves out what one wrote, and opens line by line, page by page',
    planned(async (world) => {
      const { db, code, who } = world
      await insertActivity(world, { state: 'endorsed', enteredBy: 'officer' })
      const ids = [
        await insertActivity(world, { state: 'endorsed' }),
        await insertActivity(world, { state: 'endorsed' }),
      ].toSorted()
      await addPlanComment(asking(db, who.officer), code, ids[0]!, { id: uuid(), cell: 'women', body: 'Why?' })
      const first = await listWaiting(asking(db, who.officer), code, { step: 'validate', limit: 1 })
      expect(first).toMatchObject({ hasMore: true, rows: [{ id: ids[0], comments: 1, people: 120, usd: 1000.5 }] })
      const next = await listWaiting(asking(db, who.officer), code, { step: 'validate', limit: 1, after: ids[0] })
      expect(next).toMatchObject({ hasMore: false, rows: [{ id: ids[1] }] })
      expect(await rejects(listWaiting(asking(db, who.officer), code, { step: 'endorse', limit: 9 }))).toBe('core/not-allowed')
    }),
  )
})

describe('one activity', () => {
  test(
    'is read in words, with what may be done and why not',
    planned(async (world) => {
      const { db, code, who } = world
      const id = await insertActivity(world, { state: 'endorsed', endorsedBy: 'office', cashUsd: 20 })
      const seen = await getReviewed(asking(db, who.officer), code, id)
      expect(seen.cells.find((c) => c.cell === 'country')).toEqual({ cell: 'country', name: 'Country', value: 'Ecuador' })
      expect(seen.cells.find((c) => c.cell === 'cashUsd')?.value).toMatch(/^USD\s20\.00$/)
      expect(seen.usd).toBe(1020.5)
      expect(seen.steps).toEqual([
        { step: 'validate', may: true, sentence: '' },
        { step: 'return', may: true, sentence: '' },
      ])
      const twice = { ...who.officer, id: 'office' }
      const barred = await getReviewed(asking(db, twice), code, id)
      expect(barred.steps.find((s) => s.step === 'validate')).toMatchObject({ may: false })
      expect(barred.steps[0]?.sentence).toContain('endorsed it already')
      expect(await rejects(getReviewed(asking(db, who.otherOfficer), code, id))).toBe('core/not-found')
    }),
  )

  test(
    'shows side by side what changed since it was sent back, and since it was published',
    planned(async (world) => {
      const { db, code, planId, who, alas } = world
      const id = await insertActivity(world, { state: 'endorsed' })
      const ctx = asking(db, who.officer)
      await takePlanStep(ctx, code, {
        id: uuid(),
        step: 'return',
        comment: 'Too many',
        comments: [],
        activities: [{ id, version: 1 }],
      })
      await db
        .updateTable('planActivities')
        .set({ women: 90, title: 'Beds and blankets', version: 3 })
        .where('id', '=', id)
        .execute()
      const cells = { before: { women: 120, title: 'Beds' }, after: { women: 90, title: 'Beds and blankets' } }
      await db
        .insertInto('planActivityChanges')
        .values({
          id: uuid(),
          activityId: id,
          batchId: uuid(),
          by: 'writer',
          byName: 'Wilma',
          at: new Date(Date.now() + 1000),
          before: JSON.stringify(cells.before),
          after: JSON.stringify(cells.after),
        })
        .execute()
      const since = await getDifference(ctx, code, id, 'submission')
      expect(since.what).toContain('As Rosa returned it on')
      expect(since.cells).toEqual([
        { cell: 'title', name: 'Activity name', before: 'Beds', after: 'Beds and blankets' },
        { cell: 'women', name: expect.any(String), before: '120', after: '90' },
      ])
      expect((await getDifference(ctx, code, id, 'version')).what).toContain('not been published yet')
      const published = { planId, version: 1, id, organisationId: alas, country: 'EC', admin1: 'EC-P', title: 'Beds', women: 120 }
      await db
        .insertInto('publishedActivities')
        .values({ ...published, words: '' })
        .execute()
      const version = await getDifference(ctx, code, id, 'version')
      expect(version.what).toBe('Version 1, as published')
      expect(version.cells.find((c) => c.cell === 'women')).toMatchObject({ before: '120', after: '90' })
      const { history } = await getReviewed(ctx, code, id)
      expect(history.map((h) => [h.step, h.by, h.cells.length])).toEqual([
        [null, 'Wilma', 2],
        ['return', 'Rosa', 0],
      ])
    }),
  )

  test(
    'is talked about cell by cell: once, answered, settled and opened again; by nobody who does not see it',
    planned(async (world) => {
      const { db, code, who } = world
      const id = await insertActivity(world, { state: 'endorsed' })
      const comment = { id: uuid(), cell: 'women' as const, body: 'Why 120?' }
      await addPlanComment(asking(db, who.officer), code, id, comment)
      expect(await addPlanComment(asking(db, who.officer), code, id, comment)).toHaveLength(1)
      const answer = { id: uuid(), cell: 'women' as const, body: 'Counted at the door' }
      const [first] = await addPlanComment(asking(db, who.writer), code, id, answer)
      expect(first).toMatchObject({ by: 'Rosa', isMine: false, isAnswered: true, settledAt: null })
      const [settled] = await settlePlanComment(asking(db, who.officer), code, id, comment.id, true)
      expect(settled).toMatchObject({ settledBy: 'Rosa' })
      const [open] = await settlePlanComment(asking(db, who.officer), code, id, comment.id, false)
      expect(open).toMatchObject({ settledAt: null, settledBy: null })
      expect(await rejects(settlePlanComment(asking(db, who.officer), code, id, uuid(), true))).toBe('core/not-found')
      const theirs = addPlanComment(asking(db, who.otherOfficer), code, id, { ...comment, id: uuid() })
      expect(await rejects(theirs)).toBe('core/not-found')
    }),
  )
})

describe('last days', () => {
  test(
    'stand in the order of the steps, and only the region sets them',
    planned(async (world) => {
      expect(await rejects(setDays(world, { endorseBy: '2026-03-01' }))).toBe('plan/deadlines-order')
      expect(await rejects(setDeadlines(asking(world.db, world.who.officer), world.code, days))).toBe('core/not-allowed')
      expect(await setDays(world, { endorseBy: null })).toEqual({ ...days, endorseBy: null })
    }),
  )

  test(
    'are later for an organisation that a country’s officer gives more time, and for no other',
    planned(async (world) => {
      const { db, code, who, alas, bahia } = world
      const give = (actor: Actor, body: number, submitBy = '2026-03-10') =>
        giveExtension(asking(db, actor), code, body, { submitBy, reason: 'Flood' })
      await insertActivity(world)
      expect(await rejects(give(who.officer, alas))).toBe('plan/extension-of-nothing')
      await setDays(world)
      expect(await rejects(give(who.officer, alas, '2026-03-04'))).toBe('plan/extension-not-later')
      expect(await rejects(give(who.otherOfficer, alas))).toBe('plan/extension-elsewhere')
      expect(await rejects(give(who.coordinator, alas))).toBe('plan/extension-elsewhere')
      expect(await rejects(give(who.office, alas))).toBe('core/not-allowed')
      expect(await give(who.officer, alas)).toMatchObject({ organisation: 'Alas', submitBy: '2026-03-10', reason: 'Flood' })
      // Nobody's organisation yet: any platform may.
      await give(who.otherOfficer, bahia)
      expect((await queueOf(world, who.office)).lines[0]).toMatchObject({ step: 'submit', lastDay: '2026-03-10' })
      expect((await queueOf(world, who.office)).extensions.map((e) => e.organisation)).toEqual(['Alas'])
      await takeExtensionBack(asking(db, who.officer), code, alas)
      expect((await queueOf(world, who.office)).lines[0]).toMatchObject({ lastDay: '2026-03-04' })
      expect(await rejects(takeExtensionBack(asking(db, who.officer), code, alas))).toBe('core/not-found')
    }),
  )
})

test(
  'today says what is due in the plan, and how long there is still time',
  planned(async (world) => {
    const { db, code, who } = world
    const due = async (actor: Actor, day = today) => planDue(asking(db, actor), code, day)
    await insertActivity(world, { state: 'submitted' })
    await insertActivity(world, { state: 'returned' })
    await insertActivity(world)
    expect((await due(who.office)).map((d) => d.code)).toEqual(['returned', 'endorse'])
    await setDays(world)
    expect((await due(who.office)).map((d) => [d.code, d.tone, d.values.activities, d.values.days])).toEqual([
      ['returned', 'wrong', 1, undefined],
      ['submit-soon', 'attention', 1, 3],
      ['endorse-soon', 'attention', 1, 7],
    ])
    expect((await due(who.office, '2026-03-20')).map((d) => d.code)).toEqual(['returned', 'submit-late', 'endorse-late'])
    expect(await due(who.viewer)).toEqual([])
  }),
)

test(
  'through HTTP a day that is no day and a cell that is no cell are not understood',
  planned(async (world) => {
    const { db, code, who } = world
    const id = await insertActivity(world, { state: 'endorsed' })
    const app = createApp(async () => asking(db, who.region))
    const send = async (method: string, path: string, body: unknown) => {
      const headers = { 'content-type': 'application/json' }
      return (await app.request(`/api/plans/${code}${path}`, { method, headers, body: JSON.stringify(body) })).status
    }
    expect(await send('PUT', '/versions/deadlines', { ...days, submitBy: '31.02.2026' })).toBe(400)
    expect(await send('PUT', '/versions/deadlines', days)).toBe(200)
    expect(await send('POST', `/planned-activities/${id}/comments`, { id: uuid(), cell: 'salary', body: 'x' })).toBe(400)
    expect(await send('POST', `/planned-activities/${id}/comments`, { id: uuid(), cell: null, body: '  ' })).toBe(400)
  }),
)
