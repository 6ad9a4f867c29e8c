/** A table of people as a file: sent over HTTP, or named on the command line. */
import { basename } from 'node:path'
import { visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { type ReceivedFile, withUpload } from '../../../core/files.ts'
import { Problem } from '../../../core/problem.ts'
import type { Written } from '../../../core/tables/cells.ts'
import { readRows } from '../lists/receiving.ts'
import type { PeopleImport, What } from './contract.ts'
import { importPeople } from './import.ts'

const sizeLimit = 16 * 2 ** 20

export const today = (): string => new Date().toISOString().slice(0, 10)

/** A date that is none stays as it stands: it is refused as a number, never read as empty. */
const said = (cell: Written): string =>
  cell == null
    ? ''
    : cell instanceof Date
      ? cell.toISOString().slice(0, 10)
      : typeof cell === 'object'
        ? cell.unreadable
        : String(cell)
export const rowsOf = (path: string): Promise<string[][]> => readRows(path, said)

/** The day for which the figures of a file hold: given, else today. */
export function dayOf(given: string | undefined): string {
  if (given === undefined || given === '') return today()
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(given) && isReal(given)
  if (!isDay) throw new Problem(422, 'plan/needs-day', { given })
  return given
}

function isReal(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === day
}

/** Takes the files of a multipart request: exactly one named `file`, others by the names given. */
export const withFile = <T>(
  request: Request,
  work: (file: ReceivedFile, fields: Record<string, string>, others: ReceivedFile[]) => Promise<T>,
): Promise<T> =>
  withUpload(
    request,
    async ({ files, fields }) => {
      const main = files.filter((f) => f.field === 'file')
      if (main.length !== 1) throw new Problem(422, 'plan/one-file', { files: main.length })
      return work(
        main[0]!,
        fields,
        files.filter((f) => f.field !== 'file'),
      )
    },
    sizeLimit,
  )

export function receivePeople(ctx: Context, plan: string, what: What, request: Request): Promise<PeopleImport> {
  visible(ctx, 'needs.edit')
  return withFile(request, ({ path, name }, fields) => importPeopleFile(ctx, plan, what, path, fields.dated, name))
}

export async function importPeopleFile(
  ctx: Context,
  plan: string,
  what: What,
  path: string,
  dated: string | undefined,
  name = basename(path),
): Promise<PeopleImport> {
  const from = { source: name, dated: dayOf(dated) }
  return importPeople(ctx, plan, what, await rowsOf(path), from)
}
