/** The commands of what partners plan: the form, and taking it in when it comes back filled. */

import { writeFile } from 'node:fs/promises'
import type { Command, CommandInput } from '../../../core/commands.ts'
import { assertWritable, fileAt } from '../../../core/files.ts'
import { languageOf, translator } from '../../../core/i18n.ts'
import { Problem } from '../../../core/problem.ts'
import { assertSomeTaken } from '../taken.ts'
import { type ActivityFindingCode, blocks, type PlannedImport } from './contract.ts'
import { importPlanned } from './workbook/import.ts'
import { formFor } from './workbook/template.ts'

const text = { type: 'string' } as const

export const commands: Command[] = [
  {
    name: 'plan template',
    usage: '--plan NAME --organisation ORG --country CC --out FILE',
    summary: 'Writes the form of an organisation for a country: lists of the plan, what is planned already filled in.',
    options: { plan: text, organisation: text, country: text, out: text },
    run: async ({ ctx, values, hint }) => {
      const { plan, organisation, country, out } = wanted(values, ['plan', 'organisation', 'country', 'out'])
      const language = languageOf(values.language as string | undefined, ctx.language)
      await writeFile(out, await formFor(ctx, plan, { organisation, country, language }))
      hint(translator(ctx.language)('plan.said.submission.written', { path: out }))
    },
  },
  {
    name: 'plan activities import',
    usage: 'FILE --plan NAME [--organisation ORG] [--report refused.xlsx] [--json]',
    summary: 'Takes in a filled form or a CSV of its columns: all that can be kept, or nothing. Prints what was read and found.',
    options: { plan: text, organisation: text, report: text, json: { type: 'boolean' } },
    run: takeIn,
  },
]

async function takeIn({ ctx, positionals, values, print, hint }: CommandInput): Promise<void> {
  const start = performance.now()
  const { plan, FILE } = wanted({ ...values, FILE: positionals[0] }, ['FILE', 'plan'])
  if (typeof values.report === 'string') await assertWritable(values.report)
  const done = await importPlanned(
    ctx,
    plan,
    await fileAt(FILE),
    typeof values.organisation === 'string' ? values.organisation : undefined,
  )
  const seconds = Number(((performance.now() - start) / 1000).toFixed(1))
  tell({ ctx, hint }, done)
  if (typeof values.report === 'string' && done.report !== null) {
    await writeFile(values.report, Buffer.from(done.report, 'base64'))
    hint(translator(ctx.language)('plan.said.submission.written', { path: values.report }))
  }
  const { report: _, ...said } = done
  print(values.json ? JSON.stringify({ ...said, seconds }) : lines(done, seconds).join('\n'))
  assertSomeTaken(done.read, done.refused.length)
}

/** Blocking findings first, then questions; each group by name. */
const inOrder = (findings: PlannedImport['findings']): [string, number][] =>
  Object.entries(findings).toSorted(
    ([a], [b]) => Number(blocks(b as ActivityFindingCode)) - Number(blocks(a as ActivityFindingCode)) || a.localeCompare(b),
  )

const lines = (done: PlannedImport, seconds: number): string[] => [
  `rows read ${done.read}`,
  `accepted ${done.accepted}`,
  `with findings ${done.withFindings}`,
  ...(done.refused.length > 0 ? [`refused ${done.refused.length}`] : []),
  ...inOrder(done.findings).map(([code, rows]) => `${code},${rows}`),
  `seconds ${seconds.toFixed(1)}`,
]

/** What the numbers do not say. */
function tell({ ctx, hint }: Pick<CommandInput, 'ctx' | 'hint'>, done: PlannedImport): void {
  const say = translator(ctx.language)
  hint(say('plan.said.submission.done', { added: done.added, changed: done.changed, unchanged: done.unchanged }))
  if (done.columnsLeft.length > 0) hint(say('plan.said.submission.unplaced', { headers: done.columnsLeft.join(' · ') }))
  if (done.newNames.length > 0)
    hint(say('plan.said.submission.new-names', { count: done.newNames.length, names: done.newNames.slice(0, 20).join(' · ') }))
  for (const { row, reasons } of done.refused.slice(0, 20)) hint(`${row}: ${reasons.map((r) => r.sentence).join(' ')}`)
}

/** The values a command cannot do without. */
function wanted<Name extends string>(values: CommandInput['values'], names: readonly Name[]): Record<Name, string> {
  const missing = names.filter((name) => typeof values[name] !== 'string' || values[name] === '')
  if (missing.length > 0)
    throw new Problem(400, 'plan/submission-arguments', {
      wanted: missing.map((name) => (name === 'FILE' ? name : `--${name}`)).join(', '),
    })
  return values as Record<Name, string>
}
