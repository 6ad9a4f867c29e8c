/** The commands of places. */
import { readFile } from 'node:fs/promises'
import type { Command } from '../../core/commands.ts'
import { translator } from '../../core/i18n.ts'
import { Problem } from '../../core/problem.ts'
import { importPlaces } from './actions.ts'
import { loadPlaces } from './load.ts'

const shown = 20

export const commands: Command[] = [
  {
    name: 'places import',
    usage: 'FILE [--json]',
    summary:
      'Adds admin 2 and P-codes from a CSV list (OCHA P-codes, or the platform’s list of admin 2); any country can be added this way.',
    options: { json: { type: 'boolean' } },
    run: async ({ ctx, positionals, values, print, hint }) => {
      const [path] = positionals
      if (!path) throw new Problem(400, 'places/which-file')
      await loadPlaces(ctx.db)
      const result = await importPlaces(ctx, await fileAt(path))
      if (values.json) return print(JSON.stringify(result))
      const translate = translator(ctx.language)
      const { read, added, changed, unchanged, refused, unplaced } = result
      print(translate('places.imported', { read, added, changed, unchanged, refused: refused.length }))
      if (unplaced.length > 0) hint(translate('places.unplaced', { headers: unplaced.join(', ') }))
      for (const { line, sentence } of refused.slice(0, shown)) hint(translate('places.line', { line, sentence }))
      if (refused.length > shown) hint(translate('places.more', { count: refused.length - shown }))
    },
  },
]

const fileAt = (path: string): Promise<Uint8Array> =>
  readFile(path).catch(() => {
    throw new Problem(404, 'places/file-not-there', { path })
  })
