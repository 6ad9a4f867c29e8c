/** The commands of money. */

import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command, CommandInput } from '../../../core/commands.ts'
import { assertWritable } from '../../../core/files.ts'
import { translator } from '../../../core/i18n.ts'
import { Problem } from '../../../core/problem.ts'
import { getPlan } from '../queries.ts'
import { assertSomeTaken } from '../taken.ts'
import { CoverageBy, type FundingImport } from './contract.ts'
import { readCoverage } from './coverage.ts'
import { coverageCsv } from './files.ts'
import { importFunding } from './import.ts'
import { setAsideOf } from './overview.ts'
import { importRates } from './rates-file.ts'

const text = { type: 'string' } as const

export const commands: Command[] = [
  {
    name: 'funding import',
    usage: 'FILE --plan NAME [--as TEXT] [--report FILE]',
    summary:
      'Takes contributions: flows of the Financial Tracking Service (JSON or CSV), a table of one’s own, or a table of requirements.',
    options: { plan: text, as: text, report: text },
    run: async (input) => {
      const file = fileIn(input)
      const as = typeof input.values.as === 'string' ? input.values.as : undefined
      await assertReportable(input)
      await report(input, await importFunding(input.ctx, given(input, 'plan'), file, basename(file), as))
    },
  },
  {
    name: 'funding rates import',
    usage: 'FILE [--report FILE]',
    options: { report: text },
    summary: 'Takes dated exchange rates (Currency, Date, USD per unit); contributions that waited for one are counted.',
    run: async (input) => {
      const file = fileIn(input)
      await assertReportable(input)
      await report(input, await importRates(input.ctx, file, basename(file)))
    },
  },
  {
    name: 'funding coverage',
    usage: '--plan NAME --by country|sector|organisation [--format csv]',
    summary: 'What was asked, given and is missing, by country, sector or organisation, to the cent.',
    options: { plan: text, by: text, format: text },
    run: async (input) => {
      const by = CoverageBy.safeParse(input.values.by ?? 'country')
      if (!by.success)
        throw new Problem(422, 'plan/funding-by', { given: String(input.values.by), choices: CoverageBy.options.join(', ') })
      const format = input.values.format ?? 'csv'
      if (format !== 'csv') throw new Problem(422, 'plan/funding-format', { given: String(format), choices: 'csv' })
      const plan = await getPlan(input.ctx.db, given(input, 'plan'))
      input.print(coverageCsv(await readCoverage(input.ctx, plan.code, by.data)).trimEnd())
      const usd = await setAsideOf(input.ctx.db, plan.id)
      if (Number(usd) > 0) input.hint(translator(input.ctx.language)('plan.funding.set-aside', { usd }))
    },
  },
]

function fileIn({ positionals }: CommandInput): string {
  if (!positionals[0]) throw new Problem(422, 'plan/funding-file-missing')
  return positionals[0]
}

function given({ values }: CommandInput, option: string): string {
  const value = values[option]
  if (typeof value !== 'string' || value === '') throw new Problem(422, 'plan/funding-option', { option: `--${option}` })
  return value
}

const assertReportable = async ({ values }: CommandInput): Promise<void> =>
  typeof values.report === 'string' ? assertWritable(values.report) : undefined

/** Beyond these the file as a whole is what is wrong. */
const findingsSaid = 40

/** Says what became of the file; the lines left out go to the file of `--report`, to be mended and sent again. */
async function report({ ctx, print, hint, values }: CommandInput, outcome: FundingImport): Promise<void> {
  const t = translator(ctx.language)
  const { form, read, added, changed, same, older, refused, awaiting, rated, missingPages, columnsLeft, findings } = outcome
  print(t('plan.funding.taken', { form, read, added, changed, same, older, refused }))
  if (awaiting > 0) hint(`  ${t('plan.funding.awaiting', { count: awaiting })}`)
  if (rated) hint(`  ${t('plan.funding.rated', { count: rated })}`)
  if (missingPages) hint(`  ${t('plan.funding.missing-pages', { address: missingPages })}`)
  for (const { line, sentence } of findings.slice(0, findingsSaid))
    hint(`  ${t('plan.list-line', { line: String(line) })} ${sentence}`)
  if (findings.length > findingsSaid) hint(`  ${t('plan.list-more', { lines: findings.length - findingsSaid })}`)
  if (columnsLeft.length > 0) hint(`  ${t('plan.list-columns-left', { columns: columnsLeft.join(', ') })}`)
  if (typeof values.report === 'string' && outcome.refusedCsv !== '') await writeFile(values.report, outcome.refusedCsv)
  assertSomeTaken(read, refused)
}
