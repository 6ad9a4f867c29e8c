/** A list as a file: sent over HTTP, or named on the command line. */
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { CsvError, parse } from 'csv-parse/sync'
import { assertMay } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { withUpload } from '../../../core/files.ts'
import { Problem } from '../../../core/problem.ts'
import { openBook } from '../../../core/tables/book.ts'
import type { Written } from '../../../core/tables/cells.ts'
import { lookThrough } from '../../../core/tables/encoding.ts'
import { formOf } from '../../../core/tables/form.ts'
import type { ListImport, ListName } from '../contract.ts'
import { importList } from './import.ts'

/** Lists are some thousand lines; a file beyond this is something else. */
const sizeLimit = 16 * 2 ** 20
const mostRows = 100_000

/** Takes the one file of a multipart request. */
export function receiveList(ctx: Context, plan: string, list: ListName, request: Request): Promise<ListImport> {
  assertMay(ctx, 'plan.edit')
  return withUpload(
    request,
    async ({ files }) => {
      if (files.length !== 1) throw new Problem(422, 'plan/one-file', { files: files.length })
      return importListFile(ctx, plan, list, files[0]!.path, files[0]!.name)
    },
    sizeLimit,
  )
}

export async function importListFile(
  ctx: Context,
  plan: string,
  list: ListName,
  path: string,
  name = basename(path),
): Promise<ListImport> {
  const rows = await readRows(path)
  return importList(ctx, plan, list, rows, name)
}

/** The cells of a file's first sheet as text. @param say how a cell of a workbook is said */
export async function readRows(path: string, say: (cell: Written) => string = textOf): Promise<string[][]> {
  const size = await stat(path).then(
    (s) => (s.isFile() ? s.size : undefined),
    () => undefined,
  )
  if (size === undefined) throw new Problem(422, 'plan/file-missing', { file: path })
  if (size > sizeLimit) throw new Problem(413, 'plan/file-too-large', { megabytes: sizeLimit / 2 ** 20 })
  const form = await formOf(path)
  if (form === 'empty') throw new Problem(422, 'plan/file-empty')
  return form === 'workbook' ? sheetRows(path, say) : textRows(await decoded(path))
}

/** The first sheet in which something stands; rows keep the number that spreadsheets show. */
async function sheetRows(path: string, say: (cell: Written) => string): Promise<string[][]> {
  const book = await openBook(path)
  try {
    for (const sheet of book.sheets) {
      const rows: string[][] = []
      for await (const some of book.rows(sheet))
        for (const { number, values } of some) {
          if (number > mostRows) throw new Problem(413, 'plan/too-many-rows', { rows: mostRows })
          rows[number - 1] = values.map(say)
        }
      if (rows.length > 0) return Array.from(rows, (row) => row ?? [])
    }
    throw new Problem(422, 'plan/file-not-readable')
  } finally {
    book.close()
  }
}

const textOf = (cell: Written): string =>
  cell == null || typeof cell === 'object' ? '' : typeof cell === 'boolean' ? (cell ? 'Yes' : 'No') : String(cell)

/** Comma, semicolon or tab, whichever the first line has most of. */
function textRows(text: string): string[][] {
  const first = text.slice(0, text.search(/[\r\n]/) + 1 || undefined)
  const delimiter = [',', ';', '\t'].toSorted((a, b) => first.split(b).length - first.split(a).length)[0]!
  try {
    return parse(text, { delimiter, bom: true, relaxColumnCount: true, relaxQuotes: true }) as string[][]
  } catch (error) {
    if (error instanceof CsvError) throw new Problem(422, 'plan/file-not-readable')
    throw error
  }
}

/** In the encoding that its mark or its bytes say. @throws Problem core/nul-bytes with the line */
async function decoded(path: string): Promise<string> {
  const { encoding } = await lookThrough(path)
  return new TextDecoder(encoding).decode(await readFile(path))
}
