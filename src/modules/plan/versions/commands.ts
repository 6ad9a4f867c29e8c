/** The commands of versions: list, publish, revise. */
import type { Command, CommandInput } from '../../../core/commands.ts'
import { textIn, translator } from '../../../core/i18n.ts'
import { Problem } from '../../../core/problem.ts'
import { getPlan } from '../queries.ts'
import type { Version } from './contract.ts'
import { openRevision, previewPublication, publishVersion } from './publishing.ts'
import { listVersions } from './queries.ts'

const text = { type: 'string' } as const

export const commands: Command[] = [
  {
    name: 'plan versions',
    usage: '--plan NAME',
    summary: 'Versions of a plan: number, state, when it was published, activities, money asked, note.',
    options: { plan: text },
    run: async (input) => {
      const plan = await getPlan(input.ctx.db, planIn(input))
      input.print('number,state,published,activities,organisations,countries,required_usd,note')
      for (const version of await listVersions(input.ctx.db, plan.id)) input.print(line(input, version))
    },
  },
  {
    name: 'plan publish',
    usage: '--plan NAME [--note TEXT] [--agree-differences]',
    summary:
      'Publishes the open version. Says first what it takes and what stays behind; differences of the tie-out must be agreed to.',
    options: { plan: text, note: text, 'agree-differences': { type: 'boolean' } },
    run: async (input) => {
      const { ctx, values, print, hint } = input
      const code = planIn(input)
      const t = translator(ctx.language)
      const preview = await previewPublication(ctx, code)
      const { takes, leaving, leftBehind } = preview
      if (preview.isOpen) {
        hint(t('plan.versions.takes', { ...takes, leaving }))
        for (const { state, activities } of leftBehind)
          hint(t('plan.versions.left-behind', { activities, state: t(`plan.versions.state.${state}`) }))
        for (const { agrees, sentence } of preview.tieOut) if (!agrees) hint(`  ${sentence}`)
      }
      const note = typeof values.note === 'string' ? { [ctx.language]: values.note } : undefined
      const agreedDifferences = values['agree-differences'] === true
      const version = await publishVersion(ctx, code, preview.number, { note, agreedDifferences })
      print(line(input, version))
    },
  },
  {
    name: 'plan revise',
    usage: '--plan NAME [--note TEXT]',
    summary: 'Opens a revision of a published plan: what is published stays until the next publication.',
    options: { plan: text, note: text },
    run: async (input) => {
      const { ctx, values, print } = input
      const note = typeof values.note === 'string' ? { [ctx.language]: values.note } : {}
      print(line(input, await openRevision(ctx, planIn(input), { note })))
    },
  },
]

/** `--plan NAME`, or the name alone. */
function planIn({ values, positionals }: CommandInput): string {
  const plan = values.plan ?? positionals[0]
  if (typeof plan !== 'string') throw new Problem(422, 'plan/plan-missing')
  return plan
}

function line({ ctx }: CommandInput, { number, isOpen, publishedAt, counts, note }: Version): string {
  const numbers = counts ? [counts.activities, counts.organisations, counts.countries, counts.requiredUsd] : ['', '', '', '']
  return [
    number,
    isOpen ? 'open' : 'published',
    publishedAt?.slice(0, 16) ?? '',
    ...numbers,
    quoted(textIn(note, ctx.language)),
  ].join(',')
}

const quoted = (words: string): string => (/[",\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words)
