/** PDF/UA by Typst: a fixed template sets what comes in as data; nothing of it is ever read as markup. */
import { readFileSync } from 'node:fs'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { log } from '../../../core/log.ts'
import { Problem } from '../../../core/problem.ts'

const folder = new URL('../pdf/', import.meta.url)
const templates = new Map<string, string>()
let compiler: NodeCompiler | undefined

/** Loaded once: fonts take most of the first time. The compiler's own fonts only, so that every machine sets the same page. */
const loaded = (): NodeCompiler => {
  compiler ??= NodeCompiler.create({ workspace: '/', fontArgs: [] })
  return compiler
}

function templateOf(name: string): string {
  const known = templates.get(name) ?? readFileSync(new URL(name, folder), 'utf8')
  templates.set(name, known)
  return known
}

/** @param template file of `pdf/` @param files pictures the template names, by name @throws Problem when it cannot be set */
export function typeset(template: 'overview.typ' | 'plan.typ', data: unknown, files: Record<string, Buffer>): Buffer {
  const typst = loaded()
  typst.mapShadow('/house.typ', Buffer.from(templateOf('house.typ')))
  for (const [name, content] of Object.entries(files)) typst.mapShadow(`/${name}`, content)
  try {
    const compiled = typst.compile({ mainFileContent: templateOf(template), inputs: { data: JSON.stringify(data) } })
    if (!compiled.result) throw refused(typst, compiled)
    return typst.pdf(compiled.result, { pdfStandard: 'ua-1' })
  } finally {
    typst.resetShadow()
    // What a plan of hundreds of pages leaves in memory would slow down every paper after it.
    typst.evictCache(template === 'plan.typ' ? 0 : 10)
  }
}

function refused(typst: NodeCompiler, compiled: ReturnType<NodeCompiler['compile']>): Problem {
  const error = compiled.takeError()
  const reasons = (error ? typst.fetchDiagnostics(error) : []) as { message?: string }[]
  log.error({ reasons }, 'the PDF template was refused')
  return new Problem(422, 'reports/too-long-for-pdf', { reason: reasons[0]?.message ?? '' })
}
