/** Who reads a draft: what is not accepted yet is somebody's unfinished work, also where an overview adds it up. */
import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { makePlan } from '../../../test/month.ts'
import { grant, scenario } from '../../../test/scenario.ts'

test(
  'a draft that counts more than accepted rows is read by those who check the whole region',
  scenario(async (world) => {
    const { code: plan } = await makePlan(world.db)
    const office = world.as('regional-officer')
    const officer = world.as([grant('country-officer', { kind: 'country', country: 'XA' })])
    for (const [include, month, status] of [
      ['accepted', '2021-01', 200],
      ['submitted', '2021-02', 403],
      ['drafts', '2021-03', 403],
    ] as const) {
      const id = v7()
      await office.post('/api/overviews', { id, plan, firstMonth: month, lastMonth: month, include })
      for (const what of ['document', 'tie-out', 'download/csv', 'download/html']) {
        expect([include, what, (await officer.get(`/api/overviews/${id}/${what}`)).status]).toEqual([include, what, status])
        expect([include, what, (await office.get(`/api/overviews/${id}/${what}`)).status]).toEqual([include, what, 200])
      }
    }
  }),
)
