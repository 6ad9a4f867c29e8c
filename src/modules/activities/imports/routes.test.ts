/** Files and workbooks through the API. */
import { readXlsx } from 'hucre/xlsx'
import { afterAll, expect, test } from 'vitest'
import { csvOf, shortHeaders, shortRow, temporaryFiles } from '../../../../test/files.ts'
import { makePlan, newRows, soundRow, type TestPlan } from '../../../../test/month.ts'
import { grant, scenario, type World } from '../../../../test/scenario.ts'
import type { RawRow } from '../../../core/tables/cells.ts'
import { openTable } from '../reading/file.ts'
import type { Table } from '../reading/table.ts'
import { takeIn } from './actions.ts'
import { errorReport } from './reports.ts'
import { importFor } from './views.ts'

const files = temporaryFiles()
afterAll(files.clear)
const rowsOf = (...overs: Parameters<typeof shortRow>[0][]) => csvOf([shortHeaders, ...overs.map((o) => shortRow(o))])
const stored = ({ db }: World, plan: TestPlan) =>
  db.selectFrom('activityReports').select('id').where('planId', '=', plan.id).execute()
const reporterOf = (plan: TestPlan) => [
  grant('organisation-reporter', { kind: 'organisation', organisationId: plan.organisations[0]! }),
]
const rowsIn = async (table: Table): Promise<RawRow[]> => {
  const rows: RawRow[] = []
  for await (const some of table.rows) rows.push(...some)
  return rows
}

test(
  'by API: sent, followed, seen by its sender and the region alone, taken back',
  scenario(async (world) => {
    const plan = await makePlan(world.db)
    const form = (content: string) => {
      const data = new FormData()
      data.append('file', new File([content], 'march.csv', { type: 'text/csv' }))
      return data
    }
    const reporter = world.as(reporterOf(plan))
    const path = `/api/plans/${plan.code}/imports`
    const sent = await reporter.post(path, form(rowsOf({})))
    expect(sent).toMatchObject({ status: 202, body: { state: 'waiting', fileName: 'march.csv', again: false } })
    expect(await reporter.post(path, form(rowsOf({})))).toMatchObject({ status: 200, body: { id: sent.body.id, again: true } })
    await takeIn(world.db, sent.body.id)
    expect((await reporter.get(`/api/imports/${sent.body.id}`)).body).toMatchObject({
      state: 'done',
      rowsAccepted: 1,
      columns: expect.arrayContaining([{ header: 'Girls', column: 'girls' }]),
    })
    expect((await reporter.get(path)).body).toHaveLength(1)

    const other = {
      ...world.ctx([grant('country-officer', { kind: 'country', country: 'XB' })]),
      actor: { id: 'another', name: 'B', grants: [grant('country-officer', { kind: 'country', country: 'XB' })] },
    }
    await expect(importFor(other, sent.body.id)).rejects.toMatchObject({ status: 404 })
    expect((await world.as('viewer').post(path, form('x'))).status).toBe(403)
    expect((await world.as('nobody').get(`/api/imports/${sent.body.id}`)).status).toBe(401)
    const otherBody = world.as([grant('organisation-reporter', { kind: 'organisation', organisationId: plan.organisations[1]! })])
    expect((await otherBody.get(`/api/plans/${plan.code}/error-report.xlsx?organisation=${plan.organisations[0]}`)).status).toBe(
      403,
    )

    for (const workbook of ['refused.xlsx', 'findings.xlsx'])
      expect((await reporter.get(`/api/imports/${sent.body.id}/${workbook}`)).status).toBe(200)
    expect((await reporter.delete(`/api/imports/${sent.body.id}`)).body).toMatchObject({ state: 'taken-back' })
    expect(await stored(world, plan)).toHaveLength(0)
  }),
)

test(
  'rows to be mended are written for whoever writes them: a body, a country, the region',
  scenario(async (world) => {
    const plan = await makePlan(world.db)
    const office = world.as('regional-officer')
    await office.put(
      `/api/plans/${plan.code}/activities`,
      newRows(
        soundRow(plan, { girls: 1, title: 'one' }),
        soundRow(plan, { girls: 1, title: 'two', organisation: plan.organisations[1]! }),
        soundRow(plan, { girls: 1, title: 'three', country: 'XB', admin1: 'XB-1' }),
        soundRow(plan, { title: 'sound' }),
      ),
    )
    const titles = async (as: Parameters<World['as']>[0], query = '') => {
      const { status, body } = await world.as(as).get(`/api/plans/${plan.code}/error-report.xlsx${query}`)
      expect(status).toBe(200)
      const table = await openTable(files.put('report.xlsx', body as Uint8Array))
      const at = table.placing.columns.indexOf('title')
      const found = (await rowsIn(table)).map((row) => row.values[at])
      table.close()
      return found
    }
    const officer = [grant('country-officer', { kind: 'country', country: 'XB' })]
    const first = `?organisation=${plan.organisations[0]}`
    expect(await titles('regional-officer')).toEqual(['one', 'two', 'three'])
    expect(await titles('regional-officer', '?country=XA')).toEqual(['one', 'two'])
    expect(await titles('regional-officer', first)).toEqual(['one', 'three'])
    expect(await titles(officer)).toEqual(['three'])
    expect(await titles(officer, first)).toEqual(['three'])
    expect(
      await titles([grant('organisation-reporter', { kind: 'organisation', organisationId: plan.organisations[1]! })]),
    ).toEqual(['two'])
    expect((await world.as('viewer').get(`/api/plans/${plan.code}/error-report.xlsx`)).status).toBe(403)

    const cut = await errorReport(world.ctx(), plan.code, {}, 2)
    expect((await readXlsx(cut)).sheets[0]?.rows[0]?.[0]).toBe(
      'These are the first 2 rows to mend; there are more. Mend and send them, then take the workbook again.',
    )
    const table = await openTable(files.put('cut.xlsx', cut))
    expect((await rowsIn(table)).map((row) => row.values[table.placing.columns.indexOf('title')])).toEqual(['one', 'two'])
    table.close()
    expect((await readXlsx(await errorReport(world.ctx(), plan.code, {}, 3))).sheets[0]?.rows).toHaveLength(4)
  }),
)

test(
  'the template of a plan, filled in, comes back without a finding',
  scenario(async (world) => {
    const plan = await makePlan(world.db)
    for (const language of ['en', 'es', 'pt', 'fr']) {
      const { body, status } = await world.as('administrator').get(`/api/plans/${plan.code}/template.xlsx?language=${language}`)
      expect(status).toBe(200)
      const table = await openTable(files.put('template.xlsx', body as Uint8Array))
      expect(await rowsIn(table)).toEqual([])
      table.close()
      expect(table.placing.headerRow).toBe(3)
      expect(table.placing.columns.filter((c) => c === null)).toEqual([])
      expect(table.placing.columns).toContain('newPeople')
    }
  }),
)
