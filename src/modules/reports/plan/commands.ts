/** `plan export`: a plan as a file, as published or as it is being made. */
import { createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { visible } from '../../../core/access.ts'
import type { Command, CommandInput } from '../../../core/commands.ts'
import { languages } from '../../../core/i18n.ts'
import { Problem } from '../../../core/problem.ts'
import { findPlan, listPlans } from '../../plan/queries.ts'
import { PlanTable } from './contract.ts'
import { findPlanEdition, type PlanEdition, workingEdition } from './edition.ts'
import { fileNames, planFiles } from './files.ts'

const text = { type: 'string' } as const

export const commands: Command[] = [
  {
    name: 'plan export',
    usage: `--plan NAME --format iati|xlsx|hxl|pdf|docx [--table activities|needs|targets|contributions] [--version 1] [--draft] [--language es] --out FILE`,
    summary:
      'A plan as a file: the version published last, or the one named; of a plan never published, or with --draft, as it is being made, marked as a draft. --table says which table the CSV of hxl holds.',
    options: { plan: text, format: text, table: text, version: text, out: text, draft: { type: 'boolean' } },
    run: async (input) => {
      const { ctx, hint } = input
      const format = choice(input, 'format', Object.keys(fileNames) as (keyof typeof fileNames)[])
      const table = input.values.table === undefined ? 'activities' : choice(input, 'table', PlanTable.options)
      const language = input.values.language === undefined ? ctx.language : choice(input, 'language', languages)
      const out = needed(input, 'out', `--out plan.${format}`)
      const edition = await chosen(input)
      const bytes = await writeAside(out, planFiles[fileNames[format]!(table)]!.render({ db: ctx.db, edition, language }))
      hint(`${out} · ${edition.version ?? 'draft'} · ${Math.ceil(bytes / 1024)} kB`)
    },
  },
]

/** What was published, so that every copy says the same; a draft only where there is nothing else, or where it is asked for. */
async function chosen(input: CommandInput): Promise<PlanEdition> {
  const { ctx, values } = input
  const code = needed(input, 'plan', '--plan rmrp-2022')
  const plan = await findPlan(ctx.db, code)
  if (!plan) {
    const plans = (await listPlans(ctx.db)).map((p) => p.code).join(', ')
    throw new Problem(404, 'reports/no-plan', { plan: code, plans: plans || '–' })
  }
  const working = () => workingEdition(ctx.db, plan, visible(ctx, 'submission.read'))
  if (values.draft === true) return working()
  if (values.version === undefined) return (await findPlanEdition(ctx.db, code)) ?? working()
  const version = Number(values.version)
  const found = Number.isInteger(version) ? await findPlanEdition(ctx.db, code, version) : undefined
  if (!found) throw new Problem(404, 'reports/plan-version-unknown', { plan: code, version: String(values.version) })
  return found
}

/** Beside the file first: an export that fails leaves what was there. */
async function writeAside(out: string, pieces: AsyncIterable<Uint8Array | string>): Promise<number> {
  const aside = `${out}.${process.pid}.part`
  try {
    await pipeline(Readable.from(pieces), createWriteStream(aside))
    const { size } = await stat(aside)
    await rename(aside, out)
    return size
  } catch (error) {
    await rm(aside, { force: true })
    throw error
  }
}

function needed({ values }: CommandInput, option: string, example: string): string {
  const value = values[option]
  if (typeof value !== 'string' || !value) throw new Problem(400, 'reports/option-missing', { option: `--${option}`, example })
  return value
}
function choice<T extends string>(input: CommandInput, option: string, choices: readonly T[]): T {
  const value = needed(input, option, `--${option} ${choices[0]}`)
  const found = choices.find((c) => c === value)
  if (!found) throw new Problem(400, 'reports/option-unknown', { option: `--${option}`, value, choices: choices.join(', ') })
  return found
}
