/** Lists of people on the command line. */
import { writeFile } from 'node:fs/promises'
import type { Command } from '../../../core/commands.ts'
import { assertWritable, fileAt } from '../../../core/files.ts'
import { translator } from '../../../core/i18n.ts'
import { Problem } from '../../../core/problem.ts'
import { sendList, takeInList } from './actions.ts'
import { ListOrder } from './contract.ts'
import { leave, refusedSheets } from './leaving.ts'
import { findImport } from './queries.ts'

const usage = 'FILE [FILE] --organisation ID --site ID --consent TEXT [--group GROUP] [--refused FILE.xlsx]'

export const importCommands: Command[] = [
  {
    name: 'people import',
    usage,
    summary:
      'Takes in a list of people (XLSX, CSV, exports of KoBoToolbox and ODK); what cannot be kept is written to --refused.',
    options: {
      organisation: { type: 'string' },
      site: { type: 'string' },
      consent: { type: 'string' },
      group: { type: 'string' },
      refused: { type: 'string' },
    },
    run: async ({ ctx, positionals, values, hint, print }) => {
      const order = ListOrder.safeParse({ ...values, group: values.group ?? null, language: ctx.language })
      if (!order.success || positionals.length === 0)
        throw new Problem(400, 'core/wrong-arguments', {
          reason: order.error?.issues[0]?.path.join('.') ?? 'FILE',
          usage: `senda people import ${usage}`,
        })
      const out = typeof values.refused === 'string' ? values.refused : undefined
      if (out) await assertWritable(out)
      const files = []
      for (const path of positionals) files.push(await fileAt(path))
      const { id } = await sendList(ctx, files, order.data)
      const t = translator(ctx.language)
      let said = 0
      const onProgress = (read: number, total: number) => {
        if (Date.now() - said < 1000) return
        said = Date.now()
        hint(t('people.import.progress', { read, total }))
      }
      await takeInList(ctx.db, id, { paths: positionals, onProgress })
      const row = (await findImport(ctx.db, id))!
      print(
        t('people.import.done', {
          households: row.households,
          persons: row.persons,
          refused: row.rowsRefused,
          candidates: row.candidates,
        }),
      )
      if (out && row.rowsRefused > 0) await writeFile(out, leave(/\.csv$/i.test(out) ? 'csv' : 'xlsx', refusedSheets(ctx, row)))
    },
  },
]
