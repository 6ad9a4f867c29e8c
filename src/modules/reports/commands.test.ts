import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { scenario, type World } from '../../../test/scenario.ts'
import { loadSample } from '../../sample/load.ts'
import { createPlan } from '../plan/actions.ts'
import { commands } from './commands.ts'

async function run(world: World, name: string, values: Record<string, string | boolean>): Promise<string> {
  const printed: string[] = []
  await commands
    .find((c) => c.name === name)!
    .run({ ctx: world.ctx(), positionals: [], values, print: (text) => printed.push(text), hint: () => {} })
  return printed.join('\n')
}
const quarter = { from: '2020-07', to: '2020-09' }

describe('reports tie-out', () => {
  test(
    'lists exactly the sectors that differ',
    scenario(async (world) => {
      await loadSample(world.db)
      expect(await run(world, 'reports tie-out', { ...quarter, format: 'csv' })).toBe(
        'sector,printed-people,counted-people,printed-countries,counted-countries\nFood security and nutrition,51285,51285,9,11\nNon-food items,42937,42487,9,9\nHealth,6954,5440,10,10\nIntegration,4017,1285,8,7',
      )
      expect((await run(world, 'reports tie-out', { ...quarter, all: true })).split('\n')).toHaveLength(10)
    }),
  )
  test(
    'says in words what is missing',
    scenario(async (world) => {
      await loadSample(world.db)
      await expect(run(world, 'reports tie-out', { from: '2020-01', to: '2020-03' })).rejects.toMatchObject({
        code: 'reports/no-printed-totals',
      })
      await expect(run(world, 'reports tie-out', { ...quarter, plan: 'rmrp-1999' })).rejects.toMatchObject({
        code: 'reports/no-plan',
      })
      await expect(run(world, 'reports tie-out', { from: '2020-07' })).rejects.toMatchObject({ code: 'reports/option-missing' })
      await expect(run(world, 'reports tie-out', { from: 'July', to: '2020-09' })).rejects.toMatchObject({
        code: 'reports/option-missing',
      })
      await expect(run(world, 'reports overview', { ...quarter, format: 'odt', out: 'x' })).rejects.toMatchObject({
        code: 'reports/option-unknown',
      })
    }),
  )
})

describe('reports overview', () => {
  test(
    'writes every form, of any plan and period, also where nobody wrote a text',
    scenario(async (world) => {
      await loadSample(world.db)
      await createPlan(world.ctx(), {
        code: 'empty-2030',
        firstMonth: '2030-01',
        lastMonth: '2030-12',
        defaultMethod: 'max-sector',
      })
      const folder = mkdtempSync(join(tmpdir(), 'senda-out-'))
      const made = async (format: string, values: Record<string, string | boolean>) => {
        await run(world, 'reports overview', { format, language: 'fr', out: join(folder, 'out'), ...values })
        return readFileSync(join(folder, 'out'))
      }
      const starts = { pdf: '%PDF-1.7', docx: 'PK', xlsx: 'PK', csv: '\ufeffChiffre', html: '<!doctype html>' }
      for (const [format, start] of Object.entries(starts)) {
        expect((await made(format, quarter)).toString('utf8').startsWith(start)).toBe(true)
        expect(
          (await made(format, { from: '2030-01', to: '2030-02', plan: 'empty-2030' })).toString('utf8').startsWith(start),
        ).toBe(true)
      }
      const drafts = (await made('html', { ...quarter, include: 'drafts' })).toString('utf8')
      expect(drafts).toContain('brouillon, non publié')
      expect(drafts).toContain('ses phrases sont donc tirées des chiffres')
      rmSync(folder, { recursive: true })
    }),
  )
})
