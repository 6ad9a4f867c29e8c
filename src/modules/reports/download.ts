/** An overview as a file, in any of its forms. Published editions are made once and kept for a while. */
import { setImmediate } from 'node:timers/promises'
import type { Db } from '../../core/database.ts'
import type { Download, OverviewDocument, PublishedRow } from './contract.ts'
import { listPublishedRows, listRowsNow } from './publications.ts'
import { overviewCsv } from './render/csv.ts'
import { overviewHtml } from './render/html.ts'
import { picturesOf } from './render/pictures.ts'
import { setInThread } from './render/thread.ts'

/** `publicationId` of an edition; else the plan whose rows are read as they are now. */
export type Wanted = { db: Db; document: OverviewDocument } & ({ publicationId: string } | { planId: number })
export type Made = { name: string; mediaType: string; content: Buffer }

const mediaTypes: Record<Download, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  html: 'text/html; charset=utf-8',
}
/** A sheet holds about a million lines; whoever needs more takes the rows by the API. */
const mostRows = 100_000
const handedOver = 5000

const kept = new Map<string, Made>()
const keptBytes = 32 * 2 ** 20
/** Ten readers who ask at once for what nobody has made yet: it is made once. */
const making = new Map<string, Promise<Made>>()

export async function download(wanted: Wanted, format: Download): Promise<Made> {
  if (!('publicationId' in wanted)) return makeNamed(wanted, format)
  const key = `${wanted.publicationId}/${wanted.document.language}/${format}`
  const known = kept.get(key) ?? making.get(key)
  if (known) return known
  const made = makeNamed(wanted, format).finally(() => making.delete(key))
  making.set(key, made)
  keep(key, await made)
  return made
}

async function makeNamed(wanted: Wanted, format: Download): Promise<Made> {
  const { slug, language } = wanted.document
  return { name: `${slug}-${language}.${format}`, mediaType: mediaTypes[format], content: await make(wanted, format) }
}

/** The oldest go first when all together grow too large. */
function keep(key: string, made: Made): void {
  kept.set(key, made)
  let bytes = [...kept.values()].reduce((sum, m) => sum + m.content.length, 0)
  for (const [oldest, { content }] of kept) {
    if (bytes <= keptBytes) return
    kept.delete(oldest)
    bytes -= content.length
  }
}

async function make(wanted: Wanted, format: Download): Promise<Buffer> {
  const { db, document } = wanted
  if (format === 'csv') return Buffer.from(overviewCsv(document))
  if (format === 'xlsx') return setInThread({ format, document, parts: partsOf(wanted) })
  const pictures = await picturesOf(db, document)
  return format === 'html' ? Buffer.from(await overviewHtml(document, pictures)) : setInThread({ format, document, pictures })
}

/** In parts: a hundred thousand rows read or handed over at once would hold up everybody. What is still being written is put in order by each read, so it is read in few. */
async function* partsOf(wanted: Wanted): AsyncGenerator<PublishedRow[]> {
  const atOnce = 'publicationId' in wanted ? handedOver : 5 * handedOver
  for (let after = 0; after < mostRows; after += atOnce) {
    const rows = await rowsAfter(wanted, after, atOnce)
    for (let at = 0; at < rows.length; at += handedOver) {
      yield rows.slice(at, at + handedOver)
      await setImmediate()
    }
    if (rows.length < atOnce) return
  }
}

/** Positions count from one without gaps. */
function rowsAfter(wanted: Wanted, after: number, limit: number): Promise<PublishedRow[]> {
  const { db, document } = wanted
  const { language, include, firstMonth: from, lastMonth: until } = document
  return 'publicationId' in wanted
    ? listPublishedRows(db, wanted.publicationId, language, {}, after, limit)
    : listRowsNow(db, wanted.planId, { from, until, include }, language, after, limit)
}
