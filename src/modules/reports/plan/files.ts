/** Every file that a plan leaves as: its name on the public pages, its form on the command line, how it is made. */
import { baseAddress } from '../../../core/address.ts'
import type { Db } from '../../../core/database.ts'
import type { Language } from '../../../core/i18n.ts'
import { workbookType } from '../../../core/sheets.ts'
import { setInThread } from '../render/thread.ts'
import type { PlanFormat, PlanTable } from './contract.ts'
import { planDocument } from './document.ts'
import type { PlanEdition } from './edition.ts'
import type { PlanFilter } from './filter.ts'
import { readReached } from './gather/reached.ts'
import { planCsv } from './hxl.ts'
import { iatiOf } from './iati/file.ts'
import { paperRows } from './paper/reading.ts'
import { readAllReported } from './reported.ts'
import { activitiesXlsx, planXlsx } from './workbook.ts'

export type Wanted = { db: Db; edition: PlanEdition; language: Language; filter?: PlanFilter }
export type PlanFile = {
  mediaType: string
  /** Piece by piece, as fast as it is taken. */
  render: (wanted: Wanted) => AsyncIterable<Uint8Array | string>
  /** Costly to make: readers who ask for the same at once share one. */
  isKept: boolean
  /** Narrowed by what the explorer asks for. */
  isFiltered: boolean
}

const csv = (table: PlanTable): PlanFile => ({
  mediaType: 'text/csv; charset=utf-8',
  render: ({ db, edition, language, filter }) => planCsv(db, edition, language, table, filter),
  isKept: false,
  isFiltered: table === 'activities',
})

const paper = (format: 'pdf' | 'docx', mediaType: string): PlanFile => ({
  mediaType,
  render: (wanted) => printed(format, wanted),
  isKept: true,
  isFiltered: false,
})

async function* printed(format: 'pdf' | 'docx', { db, edition, language }: Wanted): AsyncGenerator<Uint8Array> {
  const plan = await planDocument(db, edition, language)
  const rows = await paperRows(db, edition, language, plan.totals.activities)
  yield await setInThread({ plan, rows, format })
}

/** Results say what published overviews report. The plan's own words are named by the address of its page. */
async function* exchanged({ db, edition, language }: Wanted): AsyncGenerator<string> {
  const { from } = await readReached(db, edition.plan.id)
  const numberOf = await readAllReported(db, edition.plan.id, from)
  const until = from.at(-1)?.lastMonth ?? ''
  yield* iatiOf(db, edition, language, {
    address: `${baseAddress()}/plans/${edition.plan.code}`,
    today: new Date().toISOString().slice(0, 10),
    reported: (row) => {
      const value = numberOf(row)
      return value === undefined ? undefined : { value, until }
    },
  })
}

export const planFiles: Record<string, PlanFile> = {
  'plan.xlsx': {
    mediaType: workbookType,
    render: ({ db, edition, language }) => planXlsx(db, edition, language),
    isKept: true,
    isFiltered: false,
  },
  'plan.pdf': paper('pdf', 'application/pdf'),
  'plan.docx': paper('docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'),
  'plan.xml': {
    mediaType: 'application/xml; charset=utf-8',
    render: exchanged,
    isKept: false,
    isFiltered: false,
  },
  'activities.xlsx': {
    mediaType: workbookType,
    render: ({ db, edition, language, filter = {} }) => activitiesXlsx(db, edition, language, filter),
    isKept: false,
    isFiltered: true,
  },
  'activities.csv': csv('activities'),
  'needs.csv': csv('needs'),
  'targets.csv': csv('targets'),
  'contributions.csv': csv('contributions'),
}

/** The file of a form of the command line. */
export const fileNames: Partial<Record<PlanFormat, (table: PlanTable) => string>> = {
  iati: () => 'plan.xml',
  xlsx: () => 'plan.xlsx',
  pdf: () => 'plan.pdf',
  docx: () => 'plan.docx',
  hxl: (table) => `${table}.csv`,
}

const kept = new Map<string, Buffer>()
const keptBytes = 64 * 2 ** 20
const making = new Map<string, Promise<Buffer>>()

/** What costs time is made once for all who ask for the same; the oldest go first when all together grow too large. */
export async function madeOnce(key: string, file: PlanFile, wanted: Wanted): Promise<Buffer> {
  const known = kept.get(key) ?? making.get(key)
  if (known) return known
  const made = whole(file.render(wanted)).finally(() => making.delete(key))
  making.set(key, made)
  kept.set(key, await made)
  let bytes = [...kept.values()].reduce((sum, content) => sum + content.length, 0)
  for (const [oldest, content] of kept) {
    if (bytes <= keptBytes) break
    kept.delete(oldest)
    bytes -= content.length
  }
  return made
}

async function whole(pieces: AsyncIterable<Uint8Array | string>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const piece of pieces) parts.push(typeof piece === 'string' ? Buffer.from(piece) : piece)
  return Buffer.concat(parts)
}

/** As an answer is sent: whoever leaves ends the reading too. */
export function streamOf(pieces: AsyncIterable<Uint8Array | string>): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  return new ReadableStream({
    pull: async (controller) => {
      const { value, done } = await iterator.next()
      if (done) controller.close()
      else controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value)
    },
    cancel: async () => void (await iterator.return?.()),
  })
}
