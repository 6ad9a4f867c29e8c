/** PDF/UA by Typst: a fixed template sets what comes in as data; nothing of it is ever read as markup. */
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

let compiler: NodeCompiler | undefined

/** Loaded once: fonts take most of the first time. The compiler's own fonts only, so that every machine sets the same page. */
const loaded = (): NodeCompiler => {
  compiler ??= NodeCompiler.create({ workspace: '/', fontArgs: [] })
  return compiler
}

export class NotTypeset extends Error {}

/**
 * @param files what the template names: pictures, other templates @param kept how many rounds what was set before stays in memory
 * @throws NotTypeset with the compiler's reason
 */
export function typesetPdf(template: string, data: unknown, files: Record<string, Buffer> = {}, kept = 10): Buffer {
  const typst = loaded()
  for (const [name, content] of Object.entries(files)) typst.mapShadow(`/${name}`, content)
  try {
    const compiled = typst.compile({ mainFileContent: template, inputs: { data: JSON.stringify(data) } })
    if (compiled.result) return typst.pdf(compiled.result, { pdfStandard: 'ua-1' })
    const error = compiled.takeError()
    const reasons = (error ? typst.fetchDiagnostics(error) : []) as { message?: string }[]
    throw new NotTypeset(reasons.map((r) => r.message).join('; '))
  } finally {
    typst.resetShadow()
    typst.evictCache(kept)
  }
}
