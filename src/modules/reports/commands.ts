/** The commands of reports: an overview as a file, and where printed totals differ from the rows. */
import { writeFile } from 'node:fs/promises'
import { visible } from '../../core/access.ts'
import type { Command, CommandInput } from '../../core/commands.ts'
import { type Language, languages } from '../../core/i18n.ts'
import { Problem } from '../../core/problem.ts'
import { csvText } from '../../core/sheets.ts'
import { Include } from '../activities/contract.ts'
import { Month } from '../plan/contract.ts'
import { findPlan, listPlans } from '../plan/queries.ts'
import { assertPeriod } from './actions.ts'
import { writeDocument } from './compose/document.ts'
import { gatherFacts } from './compose/facts.ts'
import { Download } from './contract.ts'
import { download } from './download.ts'
import { commands as planCommands } from './plan/commands.ts'
import { findEdition, getDocument } from './publications.ts'
import { listPrinted } from './queries.ts'
import { sourceFor } from './reading.ts'
import { exact } from './render/figures-table.ts'

const text = { type: 'string' } as const
const scope = { plan: text, from: text, to: text, include: text } as const

export const commands: Command[] = [
  ...planCommands,
  {
    name: 'reports overview',
    usage:
      '[--plan NAME] --from 2020-07 --to 2020-09 --format pdf|docx|html|xlsx|csv [--language es] [--draft] [--include accepted|submitted|drafts] --out FILE',
    summary:
      'The overview of a period as a file: the published edition, else (or with --draft) as its rows stand now. Where nobody wrote a text, its sentences are made from the figures.',
    options: { ...scope, format: text, out: text, draft: { type: 'boolean' } },
    run: async (input) => {
      const { ctx, values, hint } = input
      const format = choice(input, 'format', Download.options)
      const out = needed(input, 'out', '--out overview.pdf')
      const language = values.language === undefined ? ctx.language : choice(input, 'language', languages)
      const file = await download({ db: ctx.db, ...(await chosen(input, language)) }, format)
      await writeFile(out, file.content)
      hint(`${out} · ${Math.ceil(file.content.length / 1024)} kB`)
    },
  },
  {
    name: 'reports tie-out',
    usage: '[--plan NAME] --from 2020-07 --to 2020-09 [--all] [--include accepted|submitted|drafts] [--format csv]',
    summary: 'Sectors whose printed totals differ from the sum of their rows; with --all, every sector.',
    options: { ...scope, format: text, all: { type: 'boolean' } },
    run: async (input) => {
      if (input.values.format !== undefined) choice(input, 'format', ['csv'])
      const { document } = await composed(input, 'en')
      const lines = document.tieOut.filter((l) => input.values.all === true || !l.agrees)
      const head = ['sector', 'printed-people', 'counted-people', 'printed-countries', 'counted-countries']
      input.print(
        csvText([
          head,
          ...lines.map((l) => [l.name, l.printedPeople, exact(l.countedPeople), l.printedCountries, l.countedCountries]),
        ]).trimEnd(),
      )
    },
  },
]

/** What was published for the period, so that every copy says the same; with --draft or --include, what the rows say now. */
async function chosen(input: CommandInput, language: Language) {
  const now = await composed(input, language)
  if (input.values.draft === true || input.values.include !== undefined) return now
  const { db } = input.ctx
  const edition = await findEdition(db, now.document.slug)
  const document = edition && (await getDocument(db, edition.id, language))
  return edition && document ? { document, publicationId: edition.id } : now
}

async function composed(input: CommandInput, language: Language) {
  const { ctx } = input
  visible(ctx, 'reports.read')
  const [from, until] = [month(input, 'from', '--from 2020-07'), month(input, 'to', '--to 2020-09')]
  const plan = await planFor(input, from, until)
  assertPeriod(plan, from, until)
  const include = input.values.include === undefined ? 'accepted' : choice(input, 'include', Include.options)
  const facts = await gatherFacts(ctx.db, await sourceFor(ctx.db, plan.code, from, until, include))
  return { document: writeDocument(facts, language), planId: plan.id }
}

/** Named, else the plan whose printed totals cover the period. */
async function planFor({ ctx: { db }, values }: CommandInput, from: string, until: string) {
  const plans = await listPlans(db)
  if (values.plan !== undefined) {
    const named = await findPlan(db, String(values.plan))
    if (!named)
      throw new Problem(404, 'reports/no-plan', { plan: String(values.plan), plans: plans.map((p) => p.code).join(', ') || '–' })
    return named
  }
  const [printed] = await listPrinted(db, from, until)
  const found = plans.find((p) => p.id === printed?.planId)
  if (!found) throw new Problem(404, 'reports/no-printed-totals', { from, until })
  return found
}

function needed({ values }: CommandInput, option: string, example: string): string {
  const value = values[option]
  if (typeof value !== 'string' || !value) throw new Problem(400, 'reports/option-missing', { option: `--${option}`, example })
  return value
}
function month(input: CommandInput, option: string, example: string): string {
  const value = needed(input, option, example)
  if (!Month.safeParse(value).success) throw new Problem(400, 'reports/option-missing', { option: `--${option}`, example })
  return value
}
function choice<T extends string>(input: CommandInput, option: string, choices: readonly T[]): T {
  const value = needed(input, option, `--${option} ${choices[0]}`)
  const found = choices.find((c) => c === value)
  if (!found) throw new Problem(400, 'reports/option-unknown', { option: `--${option}`, value, choices: choices.join(', ') })
  return found
}
