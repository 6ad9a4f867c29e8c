/** Taking in the real months: parse, check and store, beside the file's own parse and a bare COPY of the same rows. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { operator } from '../src/core/access.ts'
import type { Context } from '../src/core/context.ts'
import { copyIn } from '../src/core/copy.ts'
import type { Db } from '../src/core/database.ts'
import { copyStatement, lineOf } from '../src/modules/activities/imports/lines.ts'
import { openTable } from '../src/modules/activities/reading/file.ts'
import { indexLists } from '../src/modules/activities/rules/lists.ts'
import { placeRow } from '../src/modules/activities/rules/place.ts'
import { sumColumns } from '../src/modules/activities/sums.ts'
import { loadPlanLists } from '../src/modules/plan/queries.ts'
import { planOf2021, real } from '../test/real.ts'
import { type Bench, type Measure, seconds } from './tools.ts'

const node = process.execPath
const child = fileURLToPath(new URL('./import.child.ts', import.meta.url))
type Run = { seconds: number; megabytes: number }

/** In a process of its own, so that its memory can be told: resident at its highest, the start of Node included. */
const importedBy = async (url: string, plan: string, path: string): Promise<Run> => {
  const { stdout } = await promisify(execFile)(
    node,
    ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=32', child, plan, path],
    {
      env: { ...process.env, DATABASE_URL: url },
    },
  )
  return JSON.parse(stdout) as Run
}

async function parsed(path: string): Promise<number> {
  return seconds(async () => {
    const table = await openTable(path)
    for await (const _ of table.rows);
    table.close()
  })
}

/** The same rows, ready made, into a table of the same columns and indexes: what the database itself needs. */
async function copied(db: Db, planId: number, path: string): Promise<number> {
  const lines = await readyLines(db, planId, path)
  return db.transaction().execute(async (trx) => {
    await sql`create temp table copied (like activity_reports including all) on commit drop`.execute(trx)
    return seconds(() => copyIn(trx, copyStatement.replace('activity_reports', 'copied'), lines))
  })
}

async function readyLines(db: Db, planId: number, path: string): Promise<string[]> {
  const lists = indexLists(await loadPlanLists(db, planId))
  const table = await openTable(path)
  const lines: string[] = []
  for await (const rows of table.rows)
    for (const { number, values } of rows) {
      const written = Object.fromEntries(table.placing.columns.flatMap((c, at) => (c ? [[c, values[at]]] : [])))
      lines.push(
        lineOf({
          ...placeRow(written, lists),
          id: uuid(),
          planId,
          importId: uuid(),
          rowNumber: number,
          kind: 'direct',
          findings: [],
          isBlocked: false,
          enteredBy: 'bench',
        }),
      )
    }
  table.close()
  return lines
}

const targets = { xlsx: 6, csv: 3 }
const megabytesAllowed = 450

const bench: Bench = {
  name: 'import',
  async run({ db, url, hint }) {
    if (!real.xlsx || !real.csv) {
      hint('the folder of real data is absent: nothing to measure')
      return []
    }
    const measures: Measure[] = []
    for (const form of ['xlsx', 'csv'] as const) {
      const path = real[form]!
      // A plan of its own for each run: the same rows twice would be looked up as twins.
      const code = `bench-import-${form}-${Date.now().toString(36)}`
      const ctx: Context = { db, actor: operator, accessChecked: true, language: 'en', requestId: 'bench' }
      const planId = await planOf2021(ctx, code)
      const taken = await importedBy(url, code, path)
      const bare = await copied(db, planId, path)
      measures.push(
        {
          what: `22 496 rows from ${form}: parsed, checked, stored`,
          value: taken.seconds,
          unit: 's',
          target: targets[form],
          reference: { what: 'COPY of the same rows', value: bare },
        },
        {
          what: `the same, beside reading ${form} alone`,
          value: taken.seconds,
          unit: 's',
          reference: { what: 'reading alone', value: await parsed(path) },
        },
        { what: `memory of the whole process, ${form}`, value: taken.megabytes, unit: 'MB', target: megabytesAllowed },
      )
      await clear(db, planId)
    }
    return measures
  },
}
export default bench

async function clear(db: Db, planId: number): Promise<void> {
  for (const table of [
    'activity_sums',
    'activity_finding_sums',
    ...Object.keys(sumColumns.rollUps),
    'activity_reports',
    'imports',
    'plan_organisations',
    'plan_places',
  ])
    await sql`delete from ${sql.table(table)} where plan_id = ${planId}`.execute(db)
  await sql`delete from plans where id = ${planId}`.execute(db)
}
