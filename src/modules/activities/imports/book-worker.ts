/** Writes one large workbook in a thread: thousands of marked cells take seconds in which nobody should wait. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Language } from '../../../core/i18n.ts'
import { type MarkedSheet, writeMarked } from './workbooks.ts'

const { sheets, language } = workerData as { sheets: MarkedSheet[]; language: Language }
const content = new Uint8Array(await writeMarked(sheets, language))
parentPort?.postMessage(content, [content.buffer])
