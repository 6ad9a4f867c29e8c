/** `plan export`: what was published, else a draft that says so; nothing half-written. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scenario, type World } from '../../../../test/scenario.ts'
import { plantYear } from '../../../../test/year.ts'
import { commands } from './commands.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'senda-plan-'))
})
afterAll(() => rm(folder, { recursive: true }))

let made = 0
const planted = (world: World, published: boolean) =>
  plantYear(world.db, {
    countries: 2,
    organisations: 4,
    activities: 40,
    published,
    state: 'submitted',
    code: `exported-${++made}`,
  })

async function run(world: World, values: Record<string, string | boolean>): Promise<string> {
  const hints: string[] = []
  await commands[0]!.run({ ctx: world.ctx(), positionals: [], values, print: () => {}, hint: (text) => void hints.push(text) })
  return hints.join('\n')
}

test(
  'the table that is named, with tags in its second line and every row',
  scenario(async (world) => {
    const { code } = await planted(world, true)
    const out = join(folder, 'a.csv')
    for (const [table, tag, lines] of [
      ['activities', '#activity+code', 40],
      ['needs', '#country+name', undefined],
      ['targets', '#country+name', undefined],
      ['contributions', '#org+funding', 0],
    ] as const) {
      expect(await run(world, { plan: code, format: 'hxl', table, language: 'es', out })).toContain(out)
      const [head, tags, ...rows] = (await readFile(out, 'utf8')).trimEnd().split('\n')
      expect(head).toMatch(/^\ufeff/)
      expect(tags).toMatch(new RegExp(`^${tag.replace('+', '\\+')}`))
      expect(head?.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).length).toBe(tags?.split(',').length)
      if (lines === undefined) expect(rows.length).toBeGreaterThan(20)
      else expect(rows).toHaveLength(lines)
      if (table === 'needs') expect(tags).toContain('#inneed+indestination+f+children')
      if (table === 'targets') expect(tags).toContain('#targeted+returnees+m+adults')
    }
  }),
)

test(
  'the workbook holds every sheet, numbers as numbers, and ties out',
  scenario(async (world) => {
    const { code } = await planted(world, true)
    const out = join(folder, 'b.xlsx')
    await run(world, { plan: code, format: 'xlsx', language: 'en', out })
    const { sheets } = await readXlsx(await readFile(out))
    expect(sheets.map((s) => s.name)).toEqual([
      'Cover',
      'Requirements',
      'People in need',
      'Targets',
      'Intersector',
      'Activities',
      'Notes',
    ])
    const rowsOf = (name: string) => sheets.find((s) => s.name === name)!.rows
    const [, tags, ...activities] = rowsOf('Activities')
    const usd = tags!.indexOf('#value+usd')
    const cents = activities.reduce((sum, row) => sum + Math.round(Number(row[usd]) * 100), 0)
    const [, moneyTags, whole, ...lines] = rowsOf('Requirements')
    const asked = moneyTags!.indexOf('#value+requirement+usd')
    expect(Math.round(Number(whole![asked]) * 100)).toBe(cents)
    for (const of of ['Country', 'Sector', 'Organisation'])
      expect(lines.filter((row) => row[0] === of).reduce((sum, row) => sum + Math.round(Number(row[asked]) * 100), 0)).toBe(cents)
    expect(activities.every((row) => typeof row[usd] === 'number')).toBe(true)
  }),
)

test(
  'a plan never published is a draft, and says so; what was published is given without its changes',
  scenario(async (world) => {
    const [draft, published] = [await planted(world, false), await planted(world, true)]
    const out = join(folder, 'c.xlsx')
    expect(await run(world, { plan: draft.code, format: 'xlsx', language: 'en', out })).toContain('draft')
    expect(JSON.stringify((await readXlsx(await readFile(out))).sheets[0]!.rows)).toContain('Draft, not published')
    const csv = join(folder, 'c.csv')
    await run(world, { plan: draft.code, format: 'hxl', out: csv })
    expect(await readFile(csv, 'utf8')).toMatch(/#status[\s\S]*,submitted,/)
    await world.db.updateTable('planActivities').set({ title: 'zafiro' }).where('planId', '=', published.planId).execute()
    await run(world, { plan: published.code, format: 'hxl', out: csv })
    expect(await readFile(csv, 'utf8')).not.toMatch(/zafiro|#status/)
    await run(world, { plan: published.code, format: 'hxl', draft: true, out: csv })
    expect(await readFile(csv, 'utf8')).toContain('zafiro')
  }),
)

test(
  'what cannot be made leaves what was there, and no half of it',
  scenario(async (world) => {
    const { code } = await planted(world, true)
    const out = join(folder, 'd.csv')
    await writeFile(out, 'as it was')
    const failing = { plan: code, format: 'hxl', out }
    await expect(run(world, { ...failing, version: '9' })).rejects.toMatchObject({ code: 'reports/plan-version-unknown' })
    await expect(run(world, { ...failing, plan: 'nobody' })).rejects.toMatchObject({ code: 'reports/no-plan' })
    await expect(run(world, { ...failing, format: 'odt' })).rejects.toMatchObject({ code: 'reports/option-unknown' })
    await expect(run(world, { ...failing, table: 'all' })).rejects.toMatchObject({ code: 'reports/option-unknown' })
    await expect(run(world, { ...failing, out: join(folder, 'not', 'there.csv') })).rejects.toMatchObject({ code: 'ENOENT' })
    expect(await readFile(out, 'utf8')).toBe('as it was')
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([])
  }),
)
