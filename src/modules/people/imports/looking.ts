/** Looking at a list before it is sent: its columns, where they would go, its first rows. Nothing is kept. */
import { assertMay } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import type { ReceivedFile } from '../../../core/files.ts'
import { Problem } from '../../../core/problem.ts'
import type { RawRow } from '../../../core/tables/cells.ts'
import { placedOf, wordsOf } from './columns.ts'
import type { ListLook, ListOrder } from './contract.ts'
import { listFields } from './contract.ts'
import { assertFiles, withFolder } from './files.ts'
import { layoutOf } from './layout.ts'
import { asText, openSheets, type ReadSheet } from './reading.ts'
import { likeOf } from './rules/matching.ts'
import type { NeedNamed } from './rules/need-columns.ts'

const samplesShown = 5

/** The columns of a list, where they would go, and its first rows; nothing is kept. */
export async function lookAtList(
  ctx: Context,
  files: readonly ReceivedFile[],
  { organisation, site, matching }: Pick<ListOrder, 'organisation' | 'matching'> & { site?: string | undefined },
): Promise<ListLook> {
  assertMay(ctx, 'people.manage', { organisationId: organisation, siteId: site ?? null })
  assertFiles(files)
  const words = await wordsOf(ctx.db, organisation, matching)
  return withFolder(async (folder) => {
    const opened = await openSheets(files, folder, words)
    try {
      const columns = []
      for (const sheet of opened.sheets) columns.push(...(await columnsOf(sheet, words.needNamed)))
      return { shape: shapeOf(opened.sheets), columns, fields: [...listFields] }
    } finally {
      opened.close()
    }
  })
}

function shapeOf(sheets: readonly ReadSheet[]): ListLook['shape'] {
  try {
    return layoutOf(sheets).shape
  } catch (error) {
    if (error instanceof Problem) return null
    throw error
  }
}

async function columnsOf(sheet: ReadSheet, needNamed: NeedNamed): Promise<ListLook['columns']> {
  const first: RawRow[] = (await sheet.rows().next()).value ?? []
  return placedOf(sheet).map((column) => ({
    ...column,
    like: likeOf({ header: column.header, placed: sheet.columns[column.at]?.placed ?? null }, needNamed),
    samples: first.slice(0, samplesShown).map((row) => asText(row.values[column.at]).slice(0, 80)),
  }))
}
