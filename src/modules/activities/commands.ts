/** The commands of files: taking in the month's rows, the template, what an organisation has to mend. */

import { writeFile } from 'node:fs/promises'
import type { Command, CommandInput } from '../../core/commands.ts'
import type { Context } from '../../core/context.ts'
import { assertWritable, fileAt } from '../../core/files.ts'
import { languageOf, translator } from '../../core/i18n.ts'
import { Problem } from '../../core/problem.ts'
import { getPlan, loadPlanLists } from '../plan/queries.ts'
import { assertSomeTaken } from '../plan/taken.ts'
import { computeRows } from './computed/compute.ts'
import { noteAllLines } from './computed/queries.ts'
import { type FindingCode, severityOf } from './contract.ts'
import { markImport } from './desk/targets-of-import.ts'
import { type Sent, sendFile, takeIn } from './imports/actions.ts'
import type { Import } from './imports/contract.ts'
import { errorReport, importReport } from './imports/reports.ts'
import { templateFor } from './imports/template.ts'
import { importFor } from './imports/views.ts'
import { openTable } from './reading/file.ts'
import { indexLists } from './rules/lists.ts'

const text = { type: 'string' } as const

export const commands: Command[] = [
  {
    name: 'activities compute',
    usage: '[--plan NAME] [--all]',
    summary:
      'Works out the rows of deliveries that changed; with --all every row of the plan. The server does so every few seconds.',
    options: { plan: text, all: { type: 'boolean' } },
    run: computeNow,
  },
  {
    name: 'activities import',
    usage: 'FILE --plan NAME [--organisation NAME] [--report refused.xlsx] [--json]',
    summary: 'Takes in the rows of a workbook or CSV file: all that can be kept, or nothing. Prints what was read and found.',
    options: { plan: text, organisation: text, report: text, json: { type: 'boolean' } },
    run: takeInFile,
  },
  {
    name: 'activities template',
    usage: '--plan NAME --out FILE [--country CC] [--organisation NAME]',
    summary: 'Writes the workbook to fill in, its lists filled from the plan.',
    options: { plan: text, out: text, country: text, organisation: text },
    run: async ({ ctx, values, hint }) => {
      const { plan, out } = wanted(values, ['plan', 'out'])
      const organisation = await organisationNamed(ctx, plan, values.organisation)
      const language = languageOf(values.language as string | undefined, ctx.language)
      await write(
        ctx,
        out,
        await templateFor(ctx, plan, {
          language,
          country: values.country as string | undefined,
          ...(organisation !== null && { organisation }),
        }),
        hint,
      )
    },
  },
  {
    name: 'activities error-report',
    usage: '--plan NAME [--organisation NAME] [--country CODE] --out FILE',
    summary: 'Writes the rows that are to be mended, cells marked, reasons in words.',
    options: { plan: text, organisation: text, country: text, out: text },
    run: async ({ ctx, values, hint }) => {
      const { plan, out } = wanted(values, ['plan', 'out'])
      const organisation = (await organisationNamed(ctx, plan, values.organisation)) ?? undefined
      const country = typeof values.country === 'string' ? values.country : undefined
      await write(ctx, out, await errorReport(ctx, plan, { organisation, country }), hint)
    },
  },
]

async function takeInFile({ ctx, positionals, values, print, hint }: CommandInput): Promise<void> {
  const start = performance.now()
  const { plan } = wanted({ ...values, FILE: positionals[0] }, ['FILE', 'plan'])
  const path = positionals[0]!
  if (typeof values.report === 'string') await assertWritable(values.report)
  const organisation = await organisationNamed(ctx, plan, values.organisation)
  const sent = await sendAndTakeIn(ctx, plan, path, organisation)
  await markImport(ctx.db, sent.id)
  const done = await importFor(ctx, sent.id, sent.again)
  const seconds = Number(((performance.now() - start) / 1000).toFixed(1))
  tell(ctx, done, hint)
  if (typeof values.report === 'string') await write(ctx, values.report, await importReport(ctx, sent.id), hint)
  print(values.json ? JSON.stringify(asObject(done, seconds)) : lines(done, seconds).join('\n'))
  assertSomeTaken(done.rowsRead, done.rowsRefused)
}

/** The file is opened while the database keeps it. */
async function sendAndTakeIn(ctx: Context, plan: string, path: string, organisation: number | null): Promise<Sent> {
  const file = await fileAt(path)
  const opening = openTable(path)
  // Whoever takes it in hears of a failure; until then it is not «unhandled».
  opening.catch(() => {})
  try {
    const sent = await sendFile(ctx, plan, file, organisation)
    await takeIn(ctx.db, sent.id, { path, opening })
    return sent
  } finally {
    await opening.then(
      (table) => table.close(),
      () => {},
    )
  }
}

/** Blocking findings first, then questions; each group by name. */
const inOrder = (findings: Import['findings']): [string, number][] =>
  Object.entries(findings).toSorted(
    ([a], [b]) =>
      Number(severityOf(b as FindingCode) === 'blocking') - Number(severityOf(a as FindingCode) === 'blocking') ||
      a.localeCompare(b),
  )

const lines = (done: Import, seconds: number): string[] => [
  `rows read ${done.rowsRead}`,
  `accepted ${done.rowsAccepted}`,
  `with findings ${done.rowsWithFindings}`,
  ...(done.rowsRefused > 0 ? [`refused ${done.rowsRefused}`] : []),
  ...inOrder(done.findings).map(([code, rows]) => `${code},${rows}`),
  `seconds ${seconds.toFixed(1)}`,
]

const asObject = (done: Import, seconds: number) => ({
  import: done.id,
  read: done.rowsRead,
  accepted: done.rowsAccepted,
  withFindings: done.rowsWithFindings,
  refused: done.rowsRefused,
  findings: Object.fromEntries(inOrder(done.findings)),
  newNames: done.newNames,
  columnsLeft: done.columns.filter((c) => c.column === null).map((c) => c.header),
  again: done.again,
  seconds,
})

/** What the numbers do not say. */
function tell(ctx: Context, done: Import, hint: CommandInput['hint']): void {
  const say = translator(ctx.language)
  const left = done.columns.filter((c) => c.column === null).map((c) => c.header)
  if (done.again) hint(say('activities.said.again'))
  if (left.length > 0) hint(say('activities.said.unplaced', { headers: left.join(' · ') }))
  if (done.newNames.length > 0)
    hint(
      say('activities.said.new-names', {
        count: done.newNames.length,
        names: done.newNames
          .map((n) => n.name)
          .slice(0, 20)
          .join(' · '),
      }),
    )
  if (done.rowsRefused > 0) hint(say('activities.said.refused', { count: done.rowsRefused }))
}

/** The values a command cannot do without. */
function wanted<Name extends string>(values: CommandInput['values'], names: readonly Name[]): Record<Name, string> {
  const missing = names.filter((name) => typeof values[name] !== 'string' || values[name] === '')
  if (missing.length > 0)
    throw new Problem(400, 'activities/arguments', {
      wanted: missing.map((name) => (name === 'FILE' ? name : `--${name}`)).join(', '),
    })
  return values as Record<Name, string>
}

async function organisationNamed(ctx: Context, planCode: string, name: CommandInput['values'][string]): Promise<number | null> {
  if (typeof name !== 'string') return null
  const plan = await getPlan(ctx.db, planCode)
  const { id } = indexLists(await loadPlanLists(ctx.db, plan.id)).organisations.find(name)
  if (id === null) throw new Problem(404, 'activities/organisation-not-listed', { name })
  return id
}

async function write(ctx: Context, path: string, content: Uint8Array, hint: CommandInput['hint']): Promise<void> {
  await writeFile(path, content)
  hint(translator(ctx.language)('activities.said.written', { path }))
}

async function computeNow({ ctx, values, print }: CommandInput): Promise<void> {
  if (values.all) {
    const { plan } = wanted(values, ['plan'])
    await noteAllLines(ctx.db, (await getPlan(ctx.db, plan)).id)
  }
  print(JSON.stringify(await computeRows(ctx)))
}
