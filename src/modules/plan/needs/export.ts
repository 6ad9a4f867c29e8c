/** The tables of people as files, cell by cell as they came. */
import { writeXlsx } from 'hucre/xlsx'
import { visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { csvText, guarded } from '../../../core/sheets.ts'
import { getPlan } from '../queries.ts'
import type { What } from './contract.ts'
import { findTable, listRows } from './queries.ts'
import { columnsOf, nameIndex, ownHeaders } from './rules/columns.ts'
import { isBlank, withTotals } from './rules/numbers.ts'

type Sheet = { headers: string[]; decimals: number; rows: (string | number | null)[][] }

/** Headers, order, names and emptiness as written; totals as computed. */
export async function peopleSheet(ctx: Context, code: string, what: What): Promise<Sheet> {
  visible(ctx, 'plan.read')
  const plan = await getPlan(ctx.db, code)
  const table = await findTable(ctx.db, plan.id, what)
  const headers = table?.headers ?? ownHeaders(what)
  const columns = columnsOf(headers)
  const rows = (await listRows(ctx.db, plan.id, what)).map(({ people, blank, written }) => {
    const numbers = withTotals(people)
    return columns.map((column) =>
      typeof column === 'number'
        ? isBlank(blank, column)
          ? null
          : numbers[column]!
        : column === undefined
          ? null
          : guarded(written[nameIndex(column)]!),
    )
  })
  return { headers: headers.map((h) => guarded(h)), decimals: table?.decimals ?? 0, rows }
}

export async function peopleCsv(ctx: Context, code: string, what: What): Promise<string> {
  const { headers, decimals, rows } = await peopleSheet(ctx, code, what)
  return csvText([headers, ...rows], { ends: 'windows', number: (value) => value.toFixed(decimals) })
}

export async function peopleXlsx(ctx: Context, code: string, what: What): Promise<Uint8Array> {
  const { headers, rows } = await peopleSheet(ctx, code, what)
  return writeXlsx({
    properties: { creator: 'Senda' },
    sheets: [
      {
        name: what === 'need' ? 'PiN' : 'Targets',
        rows: [headers, ...rows],
        columns: headers.map((_, i) => ({ width: i < 4 ? 24 : 12 })),
        freezePane: { rows: 1, columns: 4 },
      },
    ],
  })
}
