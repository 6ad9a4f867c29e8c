/** The thread that sets papers and workbooks: fonts and template stay loaded, and the server goes on answering meanwhile. */
import { parentPort } from 'node:worker_threads'
import { Problem } from '../../../core/problem.ts'
import type { PublishedRow } from '../contract.ts'
import { mapOf, mapsOf } from '../plan/pages/map.ts'
import { planDocx } from '../plan/paper/docx.ts'
import { planPaper } from '../plan/paper/paper.ts'
import { planPdf } from '../plan/paper/pdf.ts'
import { overviewDocx } from './docx.ts'
import { overviewPdf } from './pdf.ts'
import { mapPng } from './raster.ts'
import type { Answer, Order } from './thread.ts'
import { overviewXlsx } from './xlsx.ts'

const parts = new Map<number, PublishedRow[]>()

parentPort?.on('message', async (order: Order) => {
  if ('part' in order) return parts.set(order.id, [...(parts.get(order.id) ?? []), ...order.part])
  const rows = parts.get(order.id) ?? []
  parts.delete(order.id)
  if ('dropped' in order) return
  try {
    const content = Uint8Array.from(await set(order, rows))
    say({ id: order.id, content }, [content.buffer])
  } catch (error) {
    if (error instanceof Problem) say({ id: order.id, problem: { status: error.status, code: error.code, detail: error.detail } })
    else say({ id: order.id, error })
  }
})

const say = (answer: Answer, moved: ArrayBuffer[] = []) => parentPort?.postMessage(answer, moved)

function set(order: Exclude<Order, { part: unknown } | { dropped: true }>, rows: PublishedRow[]): Promise<Uint8Array> {
  if ('plan' in order) return planFile(order)
  return order.format === 'xlsx' ? overviewXlsx(order.document, rows) : paper(order)
}

async function planFile({ plan, rows, format }: Extract<Order, { plan: unknown }>): Promise<Buffer> {
  const paper = planPaper(plan, rows)
  if (format === 'pdf') return planPdf(paper)
  return planDocx(paper, Object.fromEntries(mapsOf(plan).map((what) => [`${what}.svg`, mapPng(mapOf(plan, what))])))
}

async function paper({ format, document, pictures }: Extract<Order, { pictures: unknown }>): Promise<Buffer> {
  const bytes = new Map(
    [...pictures].map(([path, { mediaType, content }]) => [path, { mediaType, content: Buffer.from(content) }]),
  )
  return format === 'pdf' ? overviewPdf(document, bytes) : overviewDocx(document, bytes)
}
