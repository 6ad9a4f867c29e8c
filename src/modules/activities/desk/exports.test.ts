/** The file of what the grid shows: harmless in a spreadsheet, readable by machines, as long as it needs to be. */
import { parse } from 'csv-parse/sync'
import { readXlsx } from 'hucre/xlsx'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { makePlan, newRows, soundRow } from '../../../../test/month.ts'
import { scenario } from '../../../../test/scenario.ts'

test(
  'names stand instead of codes, a formula is quoted, and tags stand under the headers when asked for',
  scenario(async (world) => {
    const plan = await makePlan(world.db)
    const office = world.as('regional-officer')
    const path = `/api/plans/${plan.code}/activities`
    await office.put(
      path,
      newRows(soundRow(plan, { title: '=HYPERLINK("http://evil")' }), soundRow(plan, { country: 'XB', admin1: 'XB-1' })),
    )
    const { body, headers } = await office.get(`${path}.csv?country=XA&hxl=1`)
    expect(headers.get('content-disposition')).toContain('activities.csv')
    const [names, tags, ...rows] = parse(body, { bom: true }) as string[][]
    expect(names!.slice(0, 4)).toEqual(['Country', 'Country Admin1', 'Admin2', 'Appealing organisation Name'])
    expect(tags![0]).toBe('#country+name')
    expect(rows).toHaveLength(1)
    expect(rows[0]).toEqual(
      expect.arrayContaining([
        'Altland',
        'Norte',
        'Red Solidaria',
        'No',
        '2021-03',
        `'=HYPERLINK("http://evil")`,
        '100',
        'draft',
      ]),
    )
  }),
)

test(
  'a workbook holds all rows, beyond one reading of the database',
  scenario(async (world) => {
    const plan = await makePlan(world.db)
    const office = world.as('regional-officer')
    const path = `/api/plans/${plan.code}/activities`
    await office.put(path, newRows(soundRow(plan)))
    await sql`insert into activity_reports (id, plan_id, state, month, country, admin1, organisation_id, title, new_people, entered_by)
    select gen_random_uuid(), ${plan.id}, 'draft', '2021-04', 'XA', 'XA-2', ${plan.organisations[0]}, 'Row ' || n, n, 'test' from generate_series(1, 2499) n`.execute(
      world.db,
    )
    const { body } = await office.get(`${path}.xlsx`)
    const { sheets } = await readXlsx(body as Uint8Array)
    expect(sheets[0]!.rows).toHaveLength(2501)
    expect(sheets[0]!.rows.filter((row) => row[1] === 'Norte')).toHaveLength(1)
  }),
)
