/** The overview that a donor reads: its page, its PDF cold and warm, its Word document. Measured on the sample, in a transaction that is rolled back. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { createApp } from '../src/app.ts'
import { nobody } from '../src/core/access.ts'
import type { Db } from '../src/core/database.ts'
import { writeDocument } from '../src/modules/reports/compose/document.ts'
import { gatherFacts } from '../src/modules/reports/compose/facts.ts'
import type { OverviewDocument } from '../src/modules/reports/contract.ts'
import { type Edition, findEdition, getDocument } from '../src/modules/reports/publications.ts'
import { sourceFor } from '../src/modules/reports/reading.ts'
import { overviewDocx } from '../src/modules/reports/render/docx.ts'
import { type Pictures, picturesOf } from '../src/modules/reports/render/pictures.ts'
import { setInThread } from '../src/modules/reports/render/thread.ts'
import { loadSample } from '../src/sample/load.ts'
import { samplePlan } from '../src/sample/overview.ts'
import { type Bench, type Measure, percentile } from './tools.ts'

const bench: Bench = {
  name: 'reports',
  run: async ({ db: open }) => {
    const trx = await open.startTransaction().execute()
    const db = trx as unknown as Db
    try {
      await loadSample(db)
      const edition = (await findEdition(db, `${samplePlan}-2020-07-2020-09`))!
      const document = (await getDocument(db, edition.id, 'es'))!
      const pictures = await picturesOf(db, document)
      return [
        ...(await page(db, edition)),
        ...(await pdf(document, pictures)),
        await docx(document, pictures),
        await composing(db),
      ]
    } finally {
      await trx.rollback().execute()
    }
  },
}
export default bench

async function page(db: Db, edition: Edition): Promise<Measure[]> {
  const app = createApp(async () => ({ db, actor: nobody, accessChecked: false, language: 'es', requestId: 'bench' }))
  const read = async (path: string) => Buffer.from(await (await app.request(path)).arrayBuffer())
  const html = await read('/?language=es')
  const style = await read(html.toString().match(/\/look\/[\w.-]+/)![0])
  const kilobytes = (...parts: Buffer[]) => parts.reduce((sum, part) => sum + part.length, 0) / 1000
  return [
    {
      what: 'first view, page and stylesheet with map and charts',
      value: kilobytes(brotliCompressSync(html), brotliCompressSync(style)),
      unit: 'kB',
      target: 60,
      reference: { what: 'uncompressed', value: kilobytes(html, style) },
    },
    {
      what: 'first view, made',
      value: await percentile(0.95, 30, () => read('/?language=es')),
      unit: 'ms',
      target: 100,
      reference: {
        what: 'reading its document alone',
        value: await percentile(0.95, 30, () => getDocument(db, edition.id, 'es')),
      },
    },
  ]
}

/** Cold: a new process, from its first import to the last byte. The reference sets one empty page with the same compiler. */
function cold(document: OverviewDocument, pictures: Pictures, what: 'overview' | 'empty'): number {
  const folder = mkdtempSync(join(tmpdir(), 'senda-bench-'))
  const file = join(folder, 'document.json')
  writeFileSync(
    file,
    JSON.stringify({
      document,
      pictures: [...pictures].map(([path, p]) => [path, { ...p, content: p.content.toString('base64') }]),
    }),
  )
  const child = fileURLToPath(new URL('reports.child.ts', import.meta.url))
  const times = [1, 2, 3].map(() =>
    Number(execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', child, what, file], { encoding: 'utf8' })),
  )
  rmSync(folder, { recursive: true })
  return times.sort((a, b) => a - b)[1]!
}

async function pdf(document: OverviewDocument, pictures: Pictures): Promise<Measure[]> {
  const empty = cold(document, pictures, 'empty')
  // Each run has another title, as another edition would: the compiler's memory of the last run does not answer for it.
  const changed = (run: number) => ({ ...document, title: [{ text: `${run} ` }, ...document.title] })
  const reference = {
    what: 'the Word document of it',
    value: await percentile(0.5, 5, (run) => overviewDocx(changed(run), pictures)),
  }
  return [
    {
      what: 'PDF, cold',
      value: cold(document, pictures, 'overview'),
      unit: 'ms',
      target: 1500,
      reference: { what: 'an empty page', value: empty },
    },
    {
      what: 'PDF, warm, in its thread',
      value: await percentile(0.95, 10, (run) => setInThread({ format: 'pdf', document: changed(run), pictures })),
      unit: 'ms',
      target: 200,
      reference,
    },
  ]
}

async function docx(document: OverviewDocument, pictures: Pictures): Promise<Measure> {
  const value = await percentile(0.95, 10, () => overviewDocx(document, pictures))
  return {
    what: 'DOCX',
    value,
    unit: 'ms',
    target: 1000,
    reference: { what: 'its document as JSON', value: await percentile(0.95, 10, async () => JSON.stringify(document)) },
  }
}

async function composing(db: Db): Promise<Measure> {
  const source = await sourceFor(db, samplePlan, '2020-07', '2020-09', 'accepted')
  const value = await percentile(0.95, 10, async () => writeDocument(await gatherFacts(db, source), 'es'))
  const plain = await percentile(0.95, 10, () =>
    db
      .selectFrom('activityReports')
      .select(['sectorId', 'country', 'kind'])
      .select((e) => e.fn.sum('newPeople').as('people'))
      .where('month', '=', '2020-09')
      .groupBy(['sectorId', 'country', 'kind'])
      .execute(),
  )
  return {
    what: 'draft with all its figures, read',
    value,
    unit: 'ms',
    target: 500,
    reference: { what: 'one sum over the rows', value: plain },
  }
}
