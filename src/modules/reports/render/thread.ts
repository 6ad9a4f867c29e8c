/** Hands an overview or a plan to the thread that sets it. One thread, started when first needed and kept; papers are set one after another. */
import { Worker } from 'node:worker_threads'
import { Problem } from '../../../core/problem.ts'
import type { OverviewDocument, PublishedRow } from '../contract.ts'
import type { PlanDocument } from '../plan/contract.ts'
import type { PaperRows } from '../plan/paper/reading.ts'
import type { Pictures } from './pictures.ts'

type PlanWanted = { plan: PlanDocument; rows: PaperRows; format: 'pdf' | 'docx' }
type OverviewWanted = { document: OverviewDocument } & (
  | { format: 'pdf' | 'docx'; pictures: Pictures }
  | { format: 'xlsx'; parts: AsyncIterable<PublishedRow[]> }
)
/** Rows come in parts before the order that uses them, so that handing them over holds up nobody. */
type Wanted = OverviewWanted | PlanWanted
export type Order = { id: number } & (
  | PlanWanted
  | { part: PublishedRow[] }
  | { dropped: true }
  | { document: OverviewDocument; format: 'pdf' | 'docx'; pictures: Pictures }
  | { document: OverviewDocument; format: 'xlsx' }
)
export type Answer = { id: number } & (
  | { content: Uint8Array<ArrayBuffer> }
  | { problem: Pick<Problem, 'status' | 'code' | 'detail'> }
  | { error: unknown }
)
type Waiting = { resolve: (content: Buffer) => void; reject: (error: unknown) => void }

let thread: Worker | undefined
const waiting = new Map<number, Waiting>()
let last = 0

export function setInThread(wanted: Wanted): Promise<Buffer> {
  const worker = started()
  const id = ++last
  worker.ref()
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject })
    handOver(worker, id, wanted).catch((error: unknown) => {
      worker.postMessage({ id, dropped: true } satisfies Order)
      reject(error)
      done(worker, id)
    })
  })
}

async function handOver(worker: Worker, id: number, wanted: Wanted): Promise<void> {
  const say = (order: Order) => worker.postMessage(order)
  if ('plan' in wanted) return say({ id, ...wanted })
  const { document, format } = wanted
  if (format !== 'xlsx') return say({ id, document, format, pictures: wanted.pictures })
  for await (const part of wanted.parts) say({ id, part })
  say({ id, document, format })
}

function started(): Worker {
  if (thread) return thread
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { execArgv: ['--disable-warning=ExperimentalWarning'] })
  worker.on('message', (answer: Answer) => answered(worker, answer))
  worker.on('error', (error) => ended(worker, error))
  worker.on('exit', (code) => ended(worker, new Error(`the thread that sets papers ended with ${code}`)))
  thread = worker
  return worker
}

function answered(worker: Worker, answer: Answer): void {
  const asked = waiting.get(answer.id)
  done(worker, answer.id)
  if ('content' in answer) asked?.resolve(Buffer.from(answer.content.buffer))
  else if ('error' in answer) asked?.reject(answer.error)
  else asked?.reject(new Problem(answer.problem.status, answer.problem.code, answer.problem.detail))
}

/** A command may end while the thread rests. */
function done(worker: Worker, id: number): void {
  waiting.delete(id)
  if (waiting.size === 0) worker.unref()
}

/** Who waits is told; the next paper starts a new thread. */
function ended(worker: Worker, error: unknown): void {
  if (thread !== worker) return
  thread = undefined
  for (const { reject } of waiting.values()) reject(error)
  waiting.clear()
}
