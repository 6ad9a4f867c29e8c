/** An overview as a file, in any of its forms. Published editions are made once and kept for a while. */
import type { Db } from '../../core/database.ts'
import type { Download, OverviewDocument } from './contract.ts'
import { listPublishedRows, listRowsNow } from './publications.ts'
import { overviewCsv } from './render/csv.ts'
import { overviewDocx } from './render/docx.ts'
import { overviewHtml } from './render/html.ts'
import { overviewPdf } from './render/pdf.ts'
import { picturesOf } from './render/pictures.ts'
import { overviewXlsx } from './render/xlsx.ts'
import type { Reference } from './rules/references.ts'

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

const kept = new Map<string, Made>()
const keptBytes = 32 * 2 ** 20

export async function download(wanted: Wanted, format: Download): Promise<Made> {
  const { document } = wanted
  const key = 'publicationId' in wanted ? `${wanted.publicationId}/${document.language}/${format}` : undefined
  const known = key && kept.get(key)
  if (known) return known
  const content = await make(wanted, format)
  const made = { name: `${document.slug}-${document.language}.${format}`, mediaType: mediaTypes[format], content }
  if (key) keep(key, made)
  return made
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
  if (format === 'xlsx') return overviewXlsx(document, await rowsOf(wanted))
  const pictures = await picturesOf(db, document)
  if (format === 'pdf') return overviewPdf(document, pictures)
  return format === 'docx' ? overviewDocx(document, pictures) : Buffer.from(await overviewHtml(document, pictures))
}

function rowsOf(wanted: Wanted) {
  const { db, document } = wanted
  const period: Pick<Reference, 'from' | 'until' | 'include'> = {
    from: document.firstMonth,
    until: document.lastMonth,
    include: document.include,
  }
  return 'publicationId' in wanted
    ? listPublishedRows(db, wanted.publicationId, document.language, {}, 0, mostRows)
    : listRowsNow(db, wanted.planId, period, document.language, mostRows)
}
