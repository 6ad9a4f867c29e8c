/** The overview as PDF/UA: Typst sets a fixed template; the document comes in as data and is never read as markup. */
import { readFileSync } from 'node:fs'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { translator } from '../../../core/i18n.ts'
import { log } from '../../../core/log.ts'
import { Problem } from '../../../core/problem.ts'
import type { OverviewDocument } from '../contract.ts'
import { mapSvg, mapWords } from '../map.ts'
import { paperOf } from './paper.ts'
import type { Pictures } from './pictures.ts'

const workspace = '/'
let compiler: NodeCompiler | undefined
let template = ''

/** Loaded once: fonts and template take most of the first time. The compiler's own fonts only, so that every machine sets the same page. */
function loaded(): NodeCompiler {
  if (compiler) return compiler
  template = readFileSync(new URL('../pdf/overview.typ', import.meta.url), 'utf8')
  compiler = NodeCompiler.create({ workspace, fontArgs: [] })
  return compiler
}

export function overviewPdf(document: OverviewDocument, pictures: Pictures): Buffer {
  const typst = loaded()
  const paper = paperOf(document)
  const stories = paper.stories.map((s) => ({
    ...s,
    picture: s.picture && pictures.has(s.picture) ? shadow(typst, s.picture, pictures) : null,
  }))
  typst.mapShadow('/map.svg', Buffer.from(mapSvg(document, mapWords(document, translator(document.language)), true)))
  const args = { mainFileContent: template, inputs: { data: JSON.stringify({ ...paper, stories }) } }
  const compiled = typst.compile(args)
  if (!compiled.result) throw refused(typst, compiled)
  const pdf = typst.pdf(compiled.result, { pdfStandard: 'ua-1' })
  typst.resetShadow()
  typst.evictCache(10)
  return pdf
}

function shadow(typst: NodeCompiler, path: string, pictures: Pictures): string {
  const { mediaType, content } = pictures.get(path)!
  const name = `/${path.split('/').at(-1)}.${mediaType === 'image/png' ? 'png' : 'jpg'}`
  typst.mapShadow(name, content)
  return name
}

function refused(typst: NodeCompiler, compiled: ReturnType<NodeCompiler['compile']>): Problem {
  const error = compiled.takeError()
  const reasons = (error ? typst.fetchDiagnostics(error) : []) as { message?: string }[]
  log.error({ reasons }, 'the PDF template was refused')
  return new Problem(422, 'reports/too-long-for-pdf', { reason: reasons[0]?.message ?? '' })
}
