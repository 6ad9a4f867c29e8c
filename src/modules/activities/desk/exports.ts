/** The rows of a filter as a file, sent while they are read: a hundred rows or a million take the same memory. */
import { writeXlsxStream } from 'hucre/xlsx'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import type { Context } from '../../../core/context.ts'
import { record } from '../../../core/events.ts'
import { log } from '../../../core/log.ts'
import { csvText } from '../../../core/sheets.ts'
import { getPlan } from '../../plan/queries.ts'
import type { ActivityFilter } from '../contract.ts'
import type { Report } from './cells.ts'
import { headers, tags, type Written, writerOf } from './columns.ts'
import { narrowed, rowsWhere } from './filter.ts'
import { listsOf } from './lists.ts'
import { asSeer, type Sight, sightOf } from './reach.ts'

const atATime = 1_000
/** A reader that takes nothing for so long has gone; its connection is needed by others. */
const patience = 60_000

/** CSV for spreadsheets: with a byte order mark, and no cell that a spreadsheet would run. `hxl`: a row of tags under the headers. */
export async function csvOf(
  ctx: Context,
  planCode: string,
  filter: ActivityFilter,
  hxl: boolean,
): Promise<ReadableStream<Uint8Array>> {
  const rows = await exported(ctx, planCode, filter, 'csv')
  const text = async function* () {
    yield csvText([headers, ...(hxl ? [tags] : [])], { mark: true })
    for await (const batch of rows) yield csvText(batch)
  }
  return streamOf(text())
}

export async function xlsxOf(ctx: Context, planCode: string, filter: ActivityFilter): Promise<ReadableStream<Uint8Array>> {
  const rows = await exported(ctx, planCode, filter, 'xlsx')
  const lines = async function* () {
    for await (const batch of rows) yield* batch
  }
  return writeXlsxStream(lines(), { name: 'Activities', columns: headers.map((header) => ({ header })), freezePane: { rows: 1 } })
}

async function exported(
  ctx: Context,
  planCode: string,
  asked: ActivityFilter,
  format: string,
): Promise<AsyncIterable<Written[][]>> {
  const seen = sightOf(ctx)
  const plan = await getPlan(ctx.db, planCode)
  const write = writerOf(await listsOf(ctx.db, plan.id))
  const { filter, sight } = narrowed(asked, seen)
  await record(ctx.db, ctx.actor, 'activities.exported', v7(), { plan: plan.code, format })
  // The reading begins with the first row asked for, so that whoever leaves before leaves nothing open.
  return (async function* () {
    for await (const batch of reading(ctx, rowsWhere(plan.id, filter, sight), seen)) yield batch.map(write)
  })()
}

/** Rows in the order of ids, read by a cursor under row security as fast as they are taken. */
function reading(ctx: Context, where: ReturnType<typeof sql>, sight: Sight): ReadableStream<Report[]> {
  const { readable, writable } = new TransformStream<Report[], Report[]>()
  const writer = writable.getWriter()
  asSeer(ctx.db, sight, async (db) => {
    await sql`declare exported no scroll cursor for select * from activity_reports where ${where} order by id`.execute(db)
    for (;;) {
      const { rows } = await sql<Report>`fetch ${sql.lit(atATime)} from exported`.execute(db)
      if (rows.length > 0) await taken(writer.write(rows))
      if (rows.length < atATime) break
    }
    await sql`close exported`.execute(db)
  })
    .then(
      () => writer.close(),
      (error) => writer.abort(error),
    )
    .catch((error) => log.info({ requestId: ctx.requestId, err: error }, 'export ended early'))
  return readable
}

async function taken(written: Promise<void>): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error('nobody reads the export')), patience)
  try {
    await Promise.race([written, promise])
  } finally {
    clearTimeout(timer)
  }
}

function streamOf(parts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    pull: async (controller) => {
      const { value, done } = await parts.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    cancel: async () => void (await parts.return(undefined)),
  })
}
