/** The words of imports: a file sent in, what was read of it, what was refused. */
import { z } from 'zod'
import { ColumnName } from '../contract.ts'

export const ImportState = z.enum(['waiting', 'reading', 'done', 'failed', 'taken-back'])
export const RefusedRow = z.object({
  row: z.int(),
  cells: z.record(z.string(), z.string()),
  reasons: z.array(z.object({ column: z.string(), code: z.string(), values: z.record(z.string(), z.unknown()) })),
})
export const Import = z
  .object({
    id: z.uuid(),
    plan: z.string(),
    fileName: z.string(),
    state: ImportState,
    sentBy: z.string(),
    sentAt: z.string(),
    endedAt: z.string().nullable(),
    rowsTotal: z.int().nullable(),
    rowsRead: z.int(),
    rowsAccepted: z.int(),
    rowsWithFindings: z.int(),
    rowsRefused: z.int(),
    findings: z.record(z.string(), z.int()).meta({ description: 'Code → rows.' }),
    columns: z
      .array(z.object({ header: z.string(), column: ColumnName.nullable() }))
      .meta({ description: 'Every header of the file and where it was placed; null = nowhere, kept with the file.' }),
    newNames: z.array(z.object({ list: z.string(), name: z.string() })),
    seconds: z.number().nullable(),
    problem: z.object({ code: z.string(), detail: z.record(z.string(), z.unknown()) }).nullable(),
    again: z.boolean().meta({ description: 'The same file had been sent before: this is that import.' }),
    may: z.object({ takeBack: z.boolean() }),
  })
  .meta({ id: 'Import' })
export type Import = z.infer<typeof Import>
