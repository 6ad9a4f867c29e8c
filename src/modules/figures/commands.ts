/** The commands of figures. */
import type { Command } from '../../core/commands.ts'
import { translator } from '../../core/i18n.ts'
import { Problem } from '../../core/problem.ts'
import { Include } from '../activities/contract.ts'
import { Month } from '../plan/contract.ts'
import { getPlan } from '../plan/queries.ts'
import { readReached } from './actions.ts'
import { By } from './contract.ts'
import { readCounted } from './counted/actions.ts'
import { CountedBy } from './counted/contract.ts'
import { countedCsv } from './counted/exports.ts'
import { reachedCsv } from './exports.ts'
import { readProgress } from './progress/actions.ts'
import { ProgressBy } from './progress/contract.ts'
import { progressCsv } from './progress/exports.ts'
import { hasOtherRows } from './queries.ts'
import { methodsFrom, withMethods } from './tables.ts'

const text = { type: 'string' } as const

export const commands: Command[] = [
  {
    name: 'figures reached',
    usage:
      '--plan NAME [--from 2021-01] [--until 2021-05] [--by country] [--method sum,max-sector] [--include accepted|submitted|drafts] [--format csv|json]',
    summary:
      'People reached, by one or more methods, along countries, admin1, sectors, organisations, months, population groups or age-gender.',
    options: { plan: text, from: text, until: text, by: text, method: text, include: text, format: text, country: text },
    run: async ({ ctx, values, print, hint }) => {
      const word = (option: string): string | undefined => (typeof values[option] === 'string' ? values[option] : undefined)
      const plan = await getPlan(ctx.db, word('plan') ?? wrong('plan', '–', 'rmrp-2021'))
      const by = oneOf(By.options, 'by', word('by') ?? 'country')
      const include = oneOf(Include.options, 'include', word('include') ?? 'accepted')
      const format = oneOf(['csv', 'json'], 'format', word('format') ?? 'csv')
      const [from, until] = [month('from', word('from') ?? plan.firstMonth), month('until', word('until') ?? plan.lastMonth)]
      const scope = { from, until, include, ...(word('country') && { country: word('country')! }) }
      const table = await readReached(ctx, plan.code, scope, by, methodsFrom(word('method')), 'listed')
      if (
        table.lines.every((line) => line.rows === 0) &&
        include !== 'drafts' &&
        (await hasOtherRows(ctx.db, await withMethods(ctx.db, plan), scope))
      )
        hint(translator(ctx.language)('figures.hint-drafts'))
      print(format === 'json' ? JSON.stringify(table, null, 2) : reachedCsv(table, 'Total').trimEnd())
    },
  },
  {
    name: 'figures progress',
    usage:
      '--plan NAME [--by sector|country|admin1|organisation|indicator|month] [--until 2022-06] [--country CC] [--format csv|json]',
    summary: 'Published targets beside accepted reports: people, people trained, outputs, cash, with the even pace.',
    options: { plan: text, by: text, from: text, until: text, country: text, format: text },
    run: async ({ ctx, values, print, hint }) => {
      const word = (option: string): string | undefined => (typeof values[option] === 'string' ? values[option] : undefined)
      const by = oneOf(ProgressBy.options, 'by', word('by') ?? 'sector')
      const format = oneOf(['csv', 'json'], 'format', word('format') ?? 'csv')
      const [from, until] = [word('from') && month('from', word('from')!), word('until') && month('until', word('until')!)]
      const country = word('country')?.toUpperCase()
      const scope = { ...(from && { from }), ...(until && { until }), ...(country && { country }) }
      const found = await readProgress(ctx, word('plan') ?? wrong('plan', '–', 'rmrp-2022'), scope, by)
      if (found.version === null) hint(translator(ctx.language)('figures.progress.not-published', { plan: found.plan }))
      print(format === 'json' ? JSON.stringify(found, null, 2) : progressCsv(found, 'Total').trimEnd())
    },
  },
  {
    name: 'figures counted',
    usage:
      '--plan NAME [--by country|sector|group|age-gender|country-sector|…] [--month 2026-03 | --year 2026] [--country CC] [--format csv|json]',
    summary: 'Distinct people, counted exactly from deliveries, beside the estimate from rows. Small numbers are hidden.',
    options: { plan: text, by: text, month: text, year: text, country: text, format: text },
    run: async ({ ctx, values, print }) => {
      const word = (option: string): string | undefined => (typeof values[option] === 'string' ? values[option] : undefined)
      const by = oneOf(CountedBy.options, 'by', word('by') ?? 'country')
      const format = oneOf(['csv', 'json'], 'format', word('format') ?? 'csv')
      const asked = {
        ...(word('month') && { month: month('month', word('month')!) }),
        ...(word('year') && { year: word('year')! }),
        ...(word('country') && { country: word('country')!.toUpperCase() }),
      }
      const table = await readCounted(ctx, word('plan') ?? wrong('plan', '–', 'response-2026'), asked, by, { isLeaving: true })
      print(format === 'json' ? JSON.stringify(table, null, 2) : countedCsv(table, translator(ctx.language)).trimEnd())
    },
  },
]

const wrong = (option: string, given: string, choices: string): never => {
  throw new Problem(422, 'figures/option-unknown', { option, given, choices })
}
const oneOf = <T extends string>(choices: readonly T[], option: string, given: string): T =>
  choices.find((c) => c === given) ?? wrong(option, given, choices.join(', '))
const month = (option: string, given: string): string =>
  Month.safeParse(given).success ? given : wrong(option, given, '2021-05')
