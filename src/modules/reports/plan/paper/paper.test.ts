/** The plan on paper: the same words and numbers in PDF and Word, whatever was typed. */

import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { pdfText } from '../../../../../test/pdf.ts'
import { scenario } from '../../../../../test/scenario.ts'
import { plantYear } from '../../../../../test/year.ts'
import type { Db } from '../../../../core/database.ts'
import { openZip } from '../../../../core/tables/zip.ts'
import { mapPng } from '../../render/raster.ts'
import { planDocument } from '../document.ts'
import { findPlanEdition } from '../edition.ts'
import { mapOf, mapsOf } from '../pages/map.ts'
import type { Table } from './blocks.ts'
import { planDocx } from './docx.ts'
import { planPaper } from './paper.ts'
import { planPdf } from './pdf.ts'
import { paperRows } from './reading.ts'

const hostile = '#panic() $x$ </w:t> "quoted" & = ignored'

async function paperOf(db: Db, language: 'en' | 'es' = 'en') {
  const { planId } = await plantYear(db, { countries: 3, organisations: 6, activities: 90, published: true, code: 'paper-year' })
  await db.updateTable('publishedActivities').set({ title: hostile }).where('planId', '=', planId).execute()
  const edition = (await findPlanEdition(db, 'paper-year'))!
  const document = await planDocument(db, edition, language)
  return { document, paper: planPaper(document, await paperRows(db, edition, language, document.totals.activities)) }
}

describe('a plan on paper', () => {
  test(
    'says the document’s own totals, country by country, and adds money to the dollar',
    scenario(async ({ db }) => {
      const { document, paper } = await paperOf(db)
      expect(paper.figures[1]!.value).toBe(document.totals.target!.toLocaleString('en').replaceAll(',', '\u202f'))
      const [countries] = paper.blocks.filter((b): b is Table => b.kind === 'table')
      const asked = countries!.rows.map((r) => Number(String(r[5]).replace(/\D/g, '')))
      const total = Number(countries!.total![5]!.replace(/\D/g, ''))
      expect(Math.abs(asked.reduce((sum, n) => sum + n, 0) - total)).toBeLessThanOrEqual(asked.length)
      const chapters = paper.blocks.filter((b) => b.kind === 'heading' && b.level === 1).map((b) => 'text' in b && b.text)
      for (const country of document.countries.filter((c) => c.activities > 0)) expect(chapters).toContain(country.name)
    }),
  )

  test(
    'is a PDF/UA in which typed text stays text',
    scenario(async ({ db }) => {
      const { paper, document } = await paperOf(db, 'es')
      const pdf = planPdf(paper)
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
      const text = pdfText(pdf)
      expect(text.replace(/\s+/g, ' ')).toContain('#panic()')
      for (const country of document.countries.filter((c) => c.activities > 0)) expect(text).toContain(country.name)
    }),
  )

  test(
    'is a Word document with the same tables',
    scenario(async ({ db }) => {
      const { paper, document } = await paperOf(db)
      const pictures = Object.fromEntries(mapsOf(document).map((what) => [`${what}.svg`, mapPng(mapOf(document, what))]))
      const file = join(mkdtempSync(join(tmpdir(), 'senda-paper-')), 'plan.docx')
      writeFileSync(file, await planDocx(paper, pictures))
      const zip = await openZip(file)
      let xml = ''
      for await (const piece of await zip.stream('word/document.xml')) xml += piece
      zip.close()
      expect(xml).toContain('#panic() $x$ &lt;/w:t&gt;')
      expect(xml.split('<w:tbl>').length).toBeGreaterThan(paper.blocks.filter((b) => b.kind === 'table').length)
    }),
  )
})
