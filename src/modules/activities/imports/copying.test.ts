/** Lines that go into the database while others are made: all of them, in their order, and a refusal is heard. */
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { makePlan } from '../../../../test/month.ts'
import { scenario, type World } from '../../../../test/scenario.ts'
import type { Cells } from '../contract.ts'
import { columns } from '../contract.ts'
import { Copying } from './copying.ts'
import { lineOf } from './lines.ts'

const cells = Object.fromEntries(columns.map((c) => [c, null])) as unknown as Cells
const lineFor = (planId: number, importId: string, rowNumber: number, title: string) =>
  lineOf({
    id: uuid(),
    planId,
    importId,
    rowNumber,
    kind: null,
    asWritten: {},
    findings: [],
    isBlocked: false,
    enteredBy: 'test',
    cells: { ...cells, title },
  })

async function importIn({ db }: World, planId: number): Promise<string> {
  const id = uuid()
  await db.insertInto('imports').values({ id, planId, fileName: 'x', state: 'reading', sentBy: 'test' }).execute()
  return id
}

const rowsOf = ({ db }: World, importId: string) =>
  db.selectFrom('activityReports').select('rowNumber').where('importId', '=', importId).orderBy('id').execute()

test(
  'many lines, more than may wait at once, with questions between them',
  scenario(async (world) => {
    const { id: planId } = await makePlan(world.db)
    const importId = await importIn(world, planId)
    const copying = new Copying(world.db)
    for (let part = 0; part < 30; part++) {
      const lines = Array.from({ length: 40 }, (_, i) => lineFor(planId, importId, part * 40 + i, 'x'.repeat(2000)))
      await copying.add(lines.join(''))
      if (part % 10 !== 9) continue
      await copying.end()
      expect(await rowsOf(world, importId)).toHaveLength((part + 1) * 40)
    }
    expect((await rowsOf(world, importId)).map((r) => r.rowNumber)).toEqual(Array.from({ length: 1200 }, (_, i) => i))
  }),
)

test(
  'what the database refuses is heard by whoever adds or ends, and nothing stays',
  scenario(async (world) => {
    const { id: planId } = await makePlan(world.db)
    const importId = await importIn(world, planId)
    const copy = async (afterwards: number) => {
      const copying = new Copying(world.db)
      await copying.add(lineFor(planId, importId, 1, 'sound'))
      await copying.add('no row at all\n')
      for (let i = 0; i < afterwards; i++) await copying.add(lineFor(planId, importId, i, 'x'.repeat(2 ** 19)))
      await copying.end()
    }
    for (const afterwards of [0, 50]) {
      await sql`savepoint before`.execute(world.db)
      await expect(copy(afterwards)).rejects.toThrow('invalid input syntax')
      await sql`rollback to before`.execute(world.db)
    }
    expect(await rowsOf(world, importId)).toEqual([])
  }),
)
