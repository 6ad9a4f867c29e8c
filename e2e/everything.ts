/** One of everything that a screen shows, on a server of its own, and the ids to reach it by. */
import { expect } from 'vitest'
import { temporaryFiles } from '../test/files.ts'
import type { World } from './browser.ts'
import { somethingGiven } from './deliveries.ts'
import { someoneRegistered } from './people.ts'
import { csvOf, makePlan, month, plan } from './plan.ts'
import { senda } from './server.ts'

export const told = '/plan/iom-regional-2022'
const none = {
  receiving: '',
  list: '',
  household: '',
  people: '',
  import: '',
  overview: '',
  slug: '',
  row: '',
  planned: '',
  body: '',
  line: '',
  published: '',
}

export type Ids = typeof none

export async function everything(world: World): Promise<Ids> {
  const ids = { ...none }
  const { data } = world.server
  await makePlan(data)
  const files = temporaryFiles()
  const { code } = await senda(data, 'activities', 'import', files.put('May 2021.csv', csvOf(month)), '--plan', plan)
  files.clear()
  expect(code).toBe(0)
  const page = await world.as('admin')
  const get = async (path: string) => (await page.request.get(`/api${path}`)).json()
  ids.import = (await get(`/plans/${plan}/imports`))[0].id
  const [{ id: overview, slug }] = await get('/overviews')
  Object.assign(ids, { overview, slug })
  ids.row = (await get(`/plans/${plan}/activities?finding=any`)).rows[0].id
  ids.planned = (await get('/plans/iom-regional-2022/planned-activities')).rows[0].id
  ids.published = (await get('/plans/iom-regional-2022/published-activities')).rows[0].id
  const [{ step, country, sectorId, organisationId }] = (await get('/plans/iom-regional-2022/review')).lines
  ids.body = String((await get('/plans/iom-regional-2022/planned-activities?state=draft')).rows[0].organisationId)
  Object.assign(ids, await someoneRegistered(world), await somethingGiven(world))
  ids.line = new URLSearchParams({ step, in: country, sector: sectorId, body: organisationId }).toString()
  return ids
}
