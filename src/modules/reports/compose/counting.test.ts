import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { ownDatabase } from '../../../../test/own-database.ts'
import { scenario, type World } from '../../../../test/scenario.ts'
import { operator } from '../../../core/access.ts'
import { record } from '../../../core/events.ts'
import { loadSample } from '../../../sample/load.ts'
import { samplePlan } from '../../../sample/overview.ts'
import { addSums } from '../../activities/sums.ts'
import { figuresOf } from '../../figures/references.ts'
import { download } from '../download.ts'
import { sourceFor } from '../reading.ts'
import { indicatorChoices, tableChoices } from './choices.ts'
import type { Counts } from './counts.ts'
import { writeDocument } from './document.ts'
import { gatherFacts, loadCounts } from './facts.ts'
import { countsOf } from './sharing.ts'

const source = async ({ db }: Pick<World, 'db'>) => sourceFor(db, samplePlan, '2020-07', '2020-09', 'accepted')

describe('Counts of an overview', () => {
  test(
    'say of every figure offered what the figures themselves say',
    scenario(async ({ db }) => {
      await loadSample(db)
      const counts = await loadCounts(db, await source({ db }))
      const offered = [...tableChoices(counts), ...(await indicatorChoices(db, counts, null))].map(({ figure }) => figure)
      expect(offered.length).toBeGreaterThan(200)
      const counted = await figuresOf(
        db,
        counts.ground.plan,
        offered.map(({ reference }) => reference),
      )
      const said = ({ value, rows, countries, link }: (typeof offered)[number]) => ({ value, rows, countries, link })
      expect(offered.map(said)).toEqual(counted.map(said))
    }),
  )
  test('are gathered once for who asks at the same time, and anew once somebody did something', async () => {
    const own = await ownDatabase('counts')
    try {
      let gathered = 0
      const gather = async () => {
        gathered += 1
        return { countedAt: String(gathered) } as Counts
      }
      const asked = { id: null, plan: 'a', slug: 'a', firstMonth: '2021-01', lastMonth: '2021-02', edition: 1 } as const
      const ask = (include: 'accepted' | 'drafts' = 'accepted') => countsOf(own.db, { ...asked, include }, gather)
      await ask()
      await Promise.all([ask(), ask(), ask()])
      expect(gathered).toBe(1)
      await ask('drafts')
      expect(gathered).toBe(2)
      await record(own.db, operator, 'activities.saved', 'x')
      expect((await ask()).countedAt).toBe('3')
      await expect(
        countsOf(own.db, { ...asked, plan: 'b', include: 'drafts' }, () => Promise.reject(new Error('gone'))),
      ).rejects.toThrow('gone')
      expect((await countsOf(own.db, { ...asked, plan: 'b', include: 'drafts' }, gather)).countedAt).toBe('4')
    } finally {
      await own.drop()
    }
  })
})

/** A sector that only trained people, and one of which nothing came. */
async function withQuietSectors({ db }: World) {
  await loadSample(db)
  const row = await db
    .selectFrom('activityReports')
    .innerJoin('plans', 'plans.id', 'planId')
    .selectAll('activityReports')
    .where('plans.code', '=', samplePlan)
    .where('kind', '=', 'capacity')
    .executeTakeFirstOrThrow()
  const sector = async (name: string) =>
    db
      .insertInto('planSectors')
      .values({ planId: row.planId, name, key: name.toLowerCase(), position: 90, names: JSON.stringify({ en: name }) })
      .returning('id')
      .executeTakeFirstOrThrow()
  const [trains] = [await sector('Coordination'), await sector('Logistics')]
  const indicator = await db
    .insertInto('planIndicators')
    .values({ planId: row.planId, sectorId: trains.id, kind: 'capacity', name: 'Trained', key: 'trained' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { findings: _f, asWritten: _a, likeness: _l, ...cells } = row
  const id = uuid()
  const added = { ...cells, id, rowNumber: 900, sectorId: trains.id, indicatorId: indicator.id, peopleInMonth: 31 }
  await db.insertInto('activityReports').values(added).execute()
  await addSums(db, { ids: [id] }, 1)
  return trains.id
}

describe('What nobody sent', () => {
  test(
    'is no nought: a sector says what it counted, or that nothing was reported',
    scenario(async (world) => {
      const id = await withQuietSectors(world)
      const document = writeDocument(await gatherFacts(world.db, await source(world)), 'en')
      expect(document.figures).toHaveProperty([`trained.s${id}`, 'value'], 31)
      for (const what of ['people', 'countries', 'output']) expect(document.figures).not.toHaveProperty([`${what}.s${id}`])
      expect(document.silent).toEqual(['Logistics'])
      const plan = await world.db.selectFrom('plans').select('id').where('code', '=', samplePlan).executeTakeFirstOrThrow()
      const { content } = await download({ db: world.db, document, planId: plan.id }, 'html')
      const page = content.toString('utf8')
      expect(page).toContain('Nothing reported: Logistics.')
      const section = page.slice(page.indexOf(`id="s${id}"`), page.indexOf('</section>', page.indexOf(`id="s${id}"`)))
      const words = section.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
      expect(words).toContain('31 people trained')
      expect(words).not.toMatch(/\b0\b/)
    }),
  )
})
