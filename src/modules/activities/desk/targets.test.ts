/** `above-target`: what a row would bring an organisation beyond, and only where a target was published. */
import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { makePlan, newRows, soundRow, type TestPlan } from '../../../../test/month.ts'
import { scenario } from '../../../../test/scenario.ts'
import type { Db } from '../../../core/database.ts'
import type { ActivityRow } from '../contract.ts'
import { recheckPlan } from './recheck.ts'

const target = (plan: TestPlan, people: number, version: number, admin1 = 'XA-1') => ({
  ...{
    planId: plan.id,
    version,
    id: uuid(),
    country: 'XA',
    admin1,
    organisationId: plan.organisations[0]!,
    sectorId: plan.sector,
  },
  ...{ indicatorId: plan.direct, kind: 'direct', targetPeople: people, words: '' },
})

async function publish(db: Db, plan: TestPlan, version: number, ...people: number[]) {
  const published = { publishedAt: new Date().toISOString(), publishedBy: 'test' }
  await db
    .insertInto('planVersions')
    .values({ planId: plan.id, number: version, openedBy: 'test', ...published })
    .execute()
  for (const each of people)
    await db
      .insertInto('publishedActivities')
      .values(target(plan, each, version))
      .execute()
}

test(
  'a row beyond the published target is marked, with both numbers; mended, or with a higher target, no longer',
  scenario(async ({ db, ctx, as }) => {
    const plan = await makePlan(db)
    const administrator = as('administrator')
    const path = `/api/plans/${plan.code}/activities`
    const save = async (rows: ReturnType<typeof newRows>) => (await administrator.put(path, rows)).body.saved as ActivityRow[]
    const before = await save(newRows(soundRow(plan), soundRow(plan, { month: '2021-04', title: 'More kits' })))
    expect(before.flatMap((row) => row.findings)).toEqual([])
    const ids = before.map((row) => row.id)
    await administrator.post(`${path}/steps`, { id: uuid(), step: 'submit', filter: {}, ids })
    await administrator.post(`${path}/steps`, { id: uuid(), step: 'accept', filter: {}, ids })
    await publish(db, plan, 1, 200, 50)

    const [fits] = await save(newRows(soundRow(plan, { month: '2021-05', title: 'Fits', ...fifty })))
    expect(fits!.findings).toEqual([])
    const [beyond, elsewhere] = await save(
      newRows(
        soundRow(plan, { month: '2021-06', title: 'Beyond' }),
        soundRow(plan, { month: '2021-06', title: 'Nobody planned it there', admin1: 'XA-2' }),
      ),
    )
    expect(beyond!.findings).toEqual([{ code: 'above-target', cells: ['newPeople'], values: { reached: 300, target: 250 } }])
    expect([beyond!.isBlocked, elsewhere!.findings]).toEqual([false, []])

    const [mended] = await save({ rows: [{ id: beyond!.id, version: beyond!.version, cells: fifty as never }] })
    expect(mended!.findings).toEqual([])
    const [again] = await save({
      rows: [{ id: beyond!.id, version: mended!.version, cells: soundRow(plan, { month: '2021-06' }) }],
    })
    expect(again!.findings.map((f) => f.code)).toEqual(['above-target'])
    await publish(db, plan, 2, 1000)
    await recheckPlan(ctx(), plan.id)
    const rows = (await administrator.get(`${path}?finding=above-target`)).body.rows as ActivityRow[]
    expect(rows).toEqual([])
  }),
)

const fifty = { newPeople: 50, inDestination: 50, inTransit: 0, girls: 10, boys: 10, women: 20, men: 10 }
