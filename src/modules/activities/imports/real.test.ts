/** The real months of January–May 2021: every count to the last row, from the workbook and from the text file. */
import { expect, test } from 'vitest'
import { keptAndCounted } from '../../../../test/month.ts'
import { expectedFindings, planOf2021, real } from '../../../../test/real.ts'
import { scenario } from '../../../../test/scenario.ts'
import { fileAt } from '../../../core/files.ts'
import { severityOf } from '../contract.ts'
import { sendFile, takeIn } from './actions.ts'
import { findingsWorkbook } from './reports.ts'
import { importFor } from './views.ts'

for (const form of ['xlsx', 'csv'] as const)
  test.skipIf(!real[form])(
    `the ${form} gives the expected findings${real[form] ? '' : ' (skipped: the folder of real data is absent)'}`,
    { timeout: 120_000 },
    scenario(async ({ ctx, db }) => {
      const planId = await planOf2021(ctx(), `real-${form}`)
      const sent = await sendFile(ctx(), `real-${form}`, await fileAt(real[form]!))
      await takeIn(db, sent.id, { path: real[form]! })
      const done = await importFor(ctx(), sent.id)
      const expected = await expectedFindings()
      const blocking = Object.fromEntries(
        Object.entries(done.findings).filter(([code]) => severityOf(code as never) === 'blocking'),
      )
      expect(blocking).toEqual(expected.codes)
      expect(done).toMatchObject({
        rowsRead: 22_496,
        rowsAccepted: 22_496 - expected.any,
        rowsWithFindings: expected.any,
        rowsRefused: 0,
      })
      expect(done.findings['not-whole-number']).toBe(791)
      expect(done.columns.filter((c) => c.column === null).map((c) => c.header)).toEqual(
        form === 'csv' ? ['Support.Space.activity'] : [],
      )
      const sums = await keptAndCounted(db, planId)
      expect(sums.kept).toEqual(sums.counted)
      if (form === 'csv') expect((await findingsWorkbook(ctx(), sent.id)).length).toBeGreaterThan(500_000)
    }),
  )
