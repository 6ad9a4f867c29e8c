import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { makePlan, newRows, soundRow } from '../../../../test/month.ts'
import { grant, scenario } from '../../../../test/scenario.ts'
import { translator } from '../../../core/i18n.ts'
import { getToday, monthDue } from './today.ts'

const bodies = async (due: { code: string }[]) => due.map((d) => d.code)

test(
  'a reporter is told what to mend, what to send and by when; the officer who waits for review and who is silent',
  scenario(async (world) => {
    const plan = await makePlan(world.db)
    const path = `/api/plans/${plan.code}/activities`
    const reporterGrant = [grant('organisation-reporter', { kind: 'organisation', organisationId: plan.organisations[0]! })]
    const officerGrant = [grant('country-officer', { kind: 'country', country: 'XA' })]
    await world.as(reporterGrant).put(path, newRows(soundRow(plan), soundRow(plan, { newPeople: 90 })))

    const mine = await getToday(world.ctx(reporterGrant), plan.code, '2021-04-05')
    expect(await bodies(mine.due)).toEqual(['mend-age-gender-breakdown', 'mend-population-breakdown', 'send'])
    expect(mine).toMatchObject({ month: '2021-03', rows: 2, blocked: 1, states: { draft: 2 } })
    expect(mine.due[2]).toMatchObject({ tone: 'attention', values: { month: '2021-03', rows: 1, on: 'April 10' } })
    expect((await getToday(world.ctx(reporterGrant), plan.code, '2021-04-11')).due[2]).toMatchObject({
      code: 'send-late',
      tone: 'wrong',
    })
    expect(await bodies((await getToday(world.ctx(reporterGrant), plan.code, '2021-05-02')).due)).toContain('report')

    await world.as(reporterGrant).post(`${path}/steps`, { id: v7(), step: 'submit', filter: {} })
    const officer = await getToday(world.ctx(officerGrant), plan.code, '2021-05-20')
    expect(await bodies(officer.due)).toEqual(expect.arrayContaining(['review', 'silent']))
    for (const language of ['en', 'es', 'pt', 'fr'] as const)
      for (const { code, values } of [...mine.due, ...officer.due])
        expect(translator(language)(`activities.due.${code}`, values)).not.toMatch(/^activities\.|\{/)
  }),
)

test('the month that is due is the last one that has ended', () => {
  const plan = { firstMonth: '2021-01', lastMonth: '2021-12' }
  expect(monthDue(plan, '2021-01-31')).toBe(null)
  expect(monthDue(plan, '2021-02-01')).toBe('2021-01')
  expect(monthDue(plan, '2023-02-01')).toBe('2021-12')
})
