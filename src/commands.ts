/** The commands that stand above the modules. */
import { writeFile } from 'node:fs/promises'
import { createApp, describe, jobs } from './app.ts'
import type { Command } from './core/commands.ts'
import { translator } from './core/i18n.ts'
import { runJob } from './core/jobs.ts'
import { Problem } from './core/problem.ts'
import { loadSample } from './sample/load.ts'

export const commands: Command[] = [
  {
    name: 'openapi',
    usage: '[--out openapi.json]',
    summary: 'Writes the description of the whole API (OpenAPI 3.1).',
    options: { out: { type: 'string' } },
    bare: true,
    run: async ({ ctx, values, hint }) => {
      const out = String(values.out ?? 'openapi.json')
      await writeFile(out, `${JSON.stringify(describe(createApp(async () => ctx)), null, 2)}\n`)
      hint(out)
    },
  },
  {
    name: 'sample load',
    usage: '',
    summary: 'Loads the sample response, as the first start does. Where it is already, nothing changes.',
    run: async ({ ctx, hint }) => {
      const isNew = await loadSample(ctx.db)
      hint(translator(ctx.language)(isNew ? 'core.sample.loaded' : 'core.sample.there'))
    },
  },
  {
    name: 'jobs run',
    usage: 'NAME [JSON]',
    summary: `Runs a job here and now: ${Object.keys(jobs).join(', ')}.`,
    run: async ({ ctx, positionals: [name, payload] }) => {
      if (!name) throw new Problem(400, 'core/wrong-arguments', { reason: 'NAME', usage: 'senda jobs run NAME [JSON]' })
      await runJob(ctx, jobs, name, JSON.parse(payload ?? '{}'))
    },
  },
]
