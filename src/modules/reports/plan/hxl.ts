/** A table of a plan as CSV with HXL tags in the second line, sent while it is read. */
import type { Db } from '../../../core/database.ts'
import { type Language, translator } from '../../../core/i18n.ts'
import { csvText } from '../../../core/sheets.ts'
import { activityColumns, type Column, donorColumns, peopleColumns } from './columns.ts'
import type { PlanTable } from './contract.ts'
import { planDocument } from './document.ts'
import type { PlanEdition } from './edition.ts'
import type { PlanFilter } from './filter.ts'
import { activitiesOf, peopleOf } from './rows.ts'

const atATime = 500

export async function* planCsv(
  db: Db,
  edition: PlanEdition,
  language: Language,
  table: PlanTable,
  filter: PlanFilter = {},
): AsyncGenerator<string> {
  const t = translator(language)
  if (table === 'activities')
    yield* csvOf(activityColumns(t, edition.version === null), activitiesOf(db, edition, language, filter))
  else if (table === 'contributions') yield* csvOf(donorColumns(t), (await planDocument(db, edition, language)).donors)
  else {
    const what = table === 'needs' ? 'need' : 'target'
    yield* csvOf(peopleColumns(t, what), peopleOf(db, edition, what, language))
  }
}

/** With a byte order mark, so that a spreadsheet reads accents; no cell that a spreadsheet would run. */
async function* csvOf<Row>(columns: Column<Row>[], rows: AsyncIterable<Row> | Iterable<Row>): AsyncGenerator<string> {
  yield csvText([columns.map((c) => c.head), columns.map((c) => c.tag)], { mark: true })
  let batch: unknown[][] = []
  for await (const row of rows) {
    batch.push(columns.map((c) => c.value(row)))
    if (batch.length < atATime) continue
    yield csvText(batch)
    batch = []
  }
  yield csvText(batch)
}
