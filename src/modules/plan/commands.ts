/** The commands of plans. */
import type { Command, CommandInput } from '../../core/commands.ts'
import { translator } from '../../core/i18n.ts'
import { Problem } from '../../core/problem.ts'
import { createPlan, storeMethod } from './actions.ts'
import { commands as areas } from './areas/commands.ts'
import { type ListImport, type ListName, type ListRemark, Method, NewPlan } from './contract.ts'
import { commands as funding } from './funding/commands.ts'
import { importListFile } from './lists/receiving.ts'
import { commands as needs } from './needs/commands.ts'
import { getPlan, loadPlanLists } from './queries.ts'
import { commands as review } from './review/commands.ts'
import { commands as submissions } from './submissions/commands.ts'
import { commands as targets } from './targets/commands.ts'
import { commands as versions } from './versions/commands.ts'

const text = { type: 'string' } as const
// Indicators before proportions, which name their sectors; organisations before implementers, who may be the same bodies.
const listOptions = [
  'indicators',
  'organisations',
  'implementers',
  'places',
  'proportions',
  'mechanisms',
] as const satisfies ListName[]

export const commands: Command[] = [
  ...needs,
  ...areas,
  ...submissions,
  ...targets,
  ...review,
  ...versions,
  ...funding,
  {
    name: 'plan create',
    usage: 'NAME --year 2021 [--until 2022] [--name TEXT] [--method max-sector]',
    summary: 'Opens a plan for a year, or for two.',
    options: { year: text, until: text, name: text, method: text },
    run: async ({ ctx, positionals, values, print }) => {
      const [first, last] = [year(values.year), year(values.until ?? values.year)]
      const parsed = NewPlan.safeParse({
        code: positionals[0],
        firstMonth: `${first}-01`,
        lastMonth: `${last}-12`,
        ...(values.name && { names: { [ctx.language]: values.name } }),
        ...(values.method && { defaultMethod: values.method }),
      })
      if (!parsed.success)
        throw new Problem(422, parsed.error.issues[0]?.path[0] === 'defaultMethod' ? 'plan/method-unknown' : 'plan/code-unfit', {
          plan: positionals[0] ?? '–',
          method: String(values.method),
          choices: Method.options.join(', '),
        })
      const plan = await createPlan(ctx, parsed.data)
      print(`${plan.code} ${plan.firstMonth} ${plan.lastMonth}`)
    },
  },
  {
    name: 'plan lists',
    usage:
      'NAME [--indicators FILE] [--organisations FILE] [--implementers FILE] [--places FILE] [--proportions FILE] [--mechanisms FILE]',
    summary: 'Takes the lists of a plan from files as they come. Again changes what differs.',
    options: Object.fromEntries(listOptions.map((list) => [list, text])),
    run: async (input) => {
      const plan = await getPlan(input.ctx.db, nameIn(input))
      const given = listOptions.filter((list) => typeof input.values[list] === 'string')
      if (given.length === 0) throw new Problem(422, 'plan/no-list', { lists: listOptions.map((l) => `--${l}`).join(' ') })
      for (const list of given) report(input, await importListFile(input.ctx, plan.code, list, input.values[list] as string))
    },
  },
  {
    name: 'plan show',
    usage: 'NAME',
    summary: 'What a plan holds: months, lists, methods.',
    run: async (input) => {
      const lists = await loadPlanLists(input.ctx.db, (await getPlan(input.ctx.db, nameIn(input))).id)
      const { plan } = lists
      const methods = [plan.defaultMethod, ...lists.methods.map((m) => `${m.country} ${m.method}`)].join(', ')
      input.print(
        [
          `plan,${plan.code}`,
          `months,${plan.firstMonth} ${plan.lastMonth}`,
          `method,"${methods}"`,
          `asks,"${plan.asks.join(', ')}"`,
          `open,"${lists.open.join(', ')}"`,
        ].join('\n'),
      )
      for (const list of ['places', 'organisations', 'sectors', 'indicators', 'mechanisms', 'proportions'] as const)
        input.print(`${list},${lists[list].length}`)
    },
  },
  {
    name: 'plan method',
    usage: 'NAME COUNTRY METHOD',
    summary: `Stores how people reached are counted in a country: ${Method.options.join(', ')}.`,
    run: async (input) => {
      const [, country = '', method] = input.positionals
      const parsed = Method.safeParse(method)
      if (!parsed.success)
        throw new Problem(422, 'plan/method-unknown', { method: method ?? '–', choices: Method.options.join(', ') })
      await storeMethod(input.ctx, nameIn(input), country.toUpperCase(), parsed.data)
      input.print(`${country.toUpperCase()} ${parsed.data}`)
    },
  },
]

/** Beyond these the file as a whole is what is wrong. */
const remarksSaid = 40

function report(
  { ctx, print, hint }: CommandInput,
  { list, read, added, changed, refused, marked, columnsLeft }: ListImport,
): void {
  const t = translator(ctx.language)
  print(t('plan.list-taken', { list, read, added, changed, refused: refused.length }))
  const say = ({ line, reason, values }: ListRemark) =>
    hint(`  ${t('plan.list-line', { line: String(line) })} ${t(`plan.list.${reason}`, values)}`)
  const remarks = [...refused, ...marked]
  remarks.slice(0, remarksSaid).forEach(say)
  if (remarks.length > remarksSaid) hint(`  ${t('plan.list-more', { lines: remarks.length - remarksSaid })}`)
  if (columnsLeft.length > 0) hint(`  ${t('plan.list-columns-left', { columns: columnsLeft.join(', ') })}`)
}

const nameIn = ({ positionals }: CommandInput): string => positionals[0] ?? '–'
function year(given: unknown): string {
  if (typeof given !== 'string' || !/^(19|20)\d\d$/.test(given))
    throw new Problem(422, 'plan/year-missing', { given: String(given ?? '–') })
  return given
}
