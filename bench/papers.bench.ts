/** A plan of twenty thousand activities as it leaves: PDF of two hundred pages, Word document, IATI. */

import type { Db } from '../src/core/database.ts'
import { planDocument } from '../src/modules/reports/plan/document.ts'
import { findPlanEdition, type PlanEdition } from '../src/modules/reports/plan/edition.ts'
import { planFiles } from '../src/modules/reports/plan/files.ts'
import { type PaperRows, paperRows } from '../src/modules/reports/plan/paper/reading.ts'
import { activitiesOf } from '../src/modules/reports/plan/rows.ts'
import { setInThread } from '../src/modules/reports/render/thread.ts'
import { plantYear } from '../test/year.ts'
import { type Bench, type Measure, percentile, seconds } from './tools.ts'

/** Activities that are printed one by one, so that the year fills two hundred pages. */
const printed = 2300

const bench: Bench = {
  name: 'papers',
  run: async ({ db: open }) => {
    const trx = await open.startTransaction().execute()
    const db = trx as unknown as Db
    try {
      await plantYear(db, { published: true, code: 'bench-papers' })
      const edition = (await findPlanEdition(db, 'bench-papers'))!
      return [...(await papers(db, edition)), await iati(db, edition)]
    } finally {
      await trx.rollback().execute()
    }
  },
}
export default bench

async function gathered(db: Db, edition: PlanEdition) {
  const plan = await planDocument(db, edition, 'es')
  const rows: PaperRows = { ...(await paperRows(db, edition, 'es', plan.totals.activities)), activities: [] }
  for await (const row of activitiesOf(db, edition, 'es')) if (rows.activities!.push(row) === printed) break
  return { plan, rows }
}

/** From the question to the last byte, the first time in this process: fonts and template are loaded meanwhile. */
async function papers(db: Db, edition: PlanEdition): Promise<Measure[]> {
  const reading = await percentile(0.5, 3, () => gathered(db, edition))
  let pdf: Buffer = Buffer.alloc(0)
  const first = await seconds(async () => {
    pdf = await setInThread({ ...(await gathered(db, edition)), format: 'pdf' })
  })
  const pages = pdf.toString('latin1').split(/\/Type \/Page\b/).length - 1
  const docx = await percentile(0.5, 3, async () => setInThread({ ...(await gathered(db, edition)), format: 'docx' }))
  const reference = { what: 'what it says, read alone', value: reading / 1000 }
  return [
    { what: `PDF of ${pages} pages, read and set, cold`, value: first, unit: 's', target: 5, reference },
    { what: 'Word document of the same, read and set', value: docx / 1000, unit: 's', target: 5, reference },
  ]
}

async function iati(db: Db, edition: PlanEdition): Promise<Measure> {
  let bytes = 0
  const value = await percentile(0.5, 3, async () => {
    bytes = 0
    for await (const piece of planFiles['plan.xml']!.render({ db, edition, language: 'es' })) bytes += piece.length
  })
  const plain = await percentile(0.5, 3, async () => {
    for await (const _ of activitiesOf(db, edition, 'es'));
  })
  return {
    what: `IATI of 20 000 activities, ${Math.round(bytes / 2 ** 20)} MB`,
    value: value / 1000,
    unit: 's',
    target: 3,
    reference: { what: 'its rows read alone', value: plain / 1000 },
  }
}
