/** The commands of needs and targets. */

import { writeFile } from 'node:fs/promises'
import type { Command, CommandInput } from '../../../core/commands.ts'
import { assertWritable } from '../../../core/files.ts'
import { translator } from '../../../core/i18n.ts'
import { csvText } from '../../../core/sheets.ts'
import { assertSomeTaken } from '../taken.ts'
import type { PeopleImport, PeopleRemark, What } from './contract.ts'
import { peopleCsv, peopleXlsx } from './export.ts'
import { intersectorCsv } from './figures-file.ts'
import { readIntersector } from './intersector.ts'
import { importPeopleFile } from './receiving.ts'
import { refusedRows } from './rules/refused.ts'
import { commands as scenario } from './scenario/commands.ts'
import { remarkWords } from './sentences.ts'
import { commands as survey } from './survey/commands.ts'
import { oneOf, planIn, word, wrong } from './words.ts'

const text = { type: 'string' } as const
const yes = { type: 'boolean' } as const

export const commands: Command[] = [
  importing(
    'need',
    'plan needs import',
    'Takes a table of people in need (34 columns, CSV or XLSX) in place of the one that was there.',
  ),
  importing(
    'target',
    'plan targets import',
    'Takes a table of targets (34 columns, CSV or XLSX) in place of the one that was there.',
  ),
  exporting('need', 'plan needs export', 'People in need as a table of 34 columns, cell by cell as it came.'),
  exporting('target', 'plan targets export', 'Targets as a table of 34 columns, cell by cell as it came.'),
  {
    name: 'plan needs intersector',
    usage: '--plan NAME [--by admin1|country] [--what need|target] [--country EC] [--parts] [--format csv|json]',
    summary:
      'People across sectors: in each cell the largest sector. Of a country its own row where given; --parts adds what its parts add up to.',
    options: { plan: text, by: text, what: text, country: text, format: text, parts: yes },
    run: async (input) => {
      const by = oneOf(['admin1', 'country'] as const, 'by', word(input, 'by') ?? 'admin1')
      const what = oneOf(['need', 'target'] as const, 'what', word(input, 'what') ?? 'need')
      const format = oneOf(['csv', 'json'], 'format', word(input, 'format') ?? 'csv')
      const table = await readIntersector(input.ctx, planIn(input), what, by, { country: word(input, 'country')?.toUpperCase() })
      const t = translator(input.ctx.language)
      for (const gap of table.gaps)
        if (gap.difference !== 0)
          input.hint(
            t('plan.needs.gap', { country: gap.countryName, own: gap.own, parts: gap.parts, difference: gap.difference }),
          )
      input.print(
        format === 'json' ? JSON.stringify(table, null, 2) : intersectorCsv(table, input.values.parts === true, t).trimEnd(),
      )
    },
  },
  ...scenario,
  ...survey,
]

function importing(what: What, name: string, summary: string): Command {
  return {
    name,
    usage: 'FILE --plan NAME [--dated 2021-10-31] [--refused FILE] [--json]',
    summary,
    options: { plan: text, dated: text, refused: text, json: yes },
    run: async (input) => {
      const plan = planIn(input)
      const file = word(input, 'refused')
      if (file !== undefined) await assertWritable(file)
      const done = await importPeopleFile(input.ctx, plan, what, input.positionals[0] ?? '–', word(input, 'dated'))
      if (file !== undefined && done.refused.length > 0) await writeFile(file, refusedCsv(input, done))
      if (input.values.json === true) input.print(JSON.stringify(done))
      else report(input, done)
      assertSomeTaken(done.read, done.refused.length)
    },
  }
}

function exporting(what: What, name: string, summary: string): Command {
  return {
    name,
    usage: '--plan NAME --out FILE [--format csv|xlsx]',
    summary,
    options: { plan: text, out: text, format: text },
    run: async (input) => {
      const out = word(input, 'out')
      const format = oneOf(
        ['csv', 'xlsx'],
        'format',
        word(input, 'format') ?? (out?.toLowerCase().endsWith('.xlsx') ? 'xlsx' : 'csv'),
      )
      if (format === 'xlsx' && out === undefined) return wrong('out', '–', 'needs.xlsx')
      const content =
        format === 'csv' ? await peopleCsv(input.ctx, planIn(input), what) : await peopleXlsx(input.ctx, planIn(input), what)
      if (out === undefined) input.print(String(content).trimEnd())
      else await writeFile(out, content)
    },
  }
}

/** Beyond these the file as a whole is what is wrong. */
const remarksSaid = 40

function report({ ctx, print, hint }: CommandInput, done: PeopleImport): void {
  const t = translator(ctx.language)
  print(t('plan.needs.taken', { ...done, refused: done.refused.length }))
  const remarks: PeopleRemark[] = [...done.refused, ...done.marked]
  for (const remark of remarks.slice(0, remarksSaid))
    hint(`  ${t('plan.list-line', { line: String(remark.line) })} ${remarkWords(t, remark)}`)
  if (remarks.length > remarksSaid) hint(`  ${t('plan.list-more', { lines: remarks.length - remarksSaid })}`)
  if (done.sectorsAdded.length > 0) hint(`  ${t('plan.needs.sectors-added', { sectors: done.sectorsAdded.join(', ') })}`)
  if (done.columnsLeft.length > 0) hint(`  ${t('plan.list-columns-left', { columns: done.columnsLeft.join(', ') })}`)
}

function refusedCsv({ ctx }: CommandInput, { headers, refused }: PeopleImport): string {
  const t = translator(ctx.language)
  const rows = refused.map((r) => ({ ...r, sentence: remarkWords(t, r) }))
  return csvText(refusedRows(headers, rows, [t('plan.needs.refused.line'), t('plan.needs.refused.reason')]))
}
