/** Measures what a phone downloads before it sees a first screen, prints it, and fails the build when it has grown too heavy. */
import { gzipSync } from 'node:zlib'
import type { Plugin, Rolldown } from 'vite'

type Chunk = {
  code: string
  imports: string[]
  dynamicImports: string[]
  isEntry: boolean
  name: string
  facadeModuleId: string | null
  moduleIds: string[]
  viteMetadata?: { importedCss: Set<string> }
}
/** `file`: the end of the screen's path; `says`: the parts of the sentences it waits for. */
type Weighed = { screen: string; file: string; says: string[]; atMostKb: number }

export function firstLoad(screens: Weighed[]): Plugin {
  return {
    name: 'senda-first-load',
    writeBundle(_options, bundle) {
      const chunks = chunksOf(bundle)
      const entries = [...chunks].filter(([, c]) => c.isEntry && c.name === 'index').map(([file]) => file)
      for (const { screen, file, says, atMostKb } of screens) {
        const own = [...chunks].filter(([, c]) => c.facadeModuleId?.endsWith(file)).map(([name]) => name)
        if (own.length === 0) this.error(`There is no ${file} to weigh.`)
        // Where the later sentences are is asked of a file of its own.
        const where = [...chunks].filter(([, c]) => says.length > 1 && c.name === 'sentences').map(([name]) => name)
        const needed = reached(chunks, [...entries, ...where, ...says.flatMap((part) => heaviest(chunks, part)), ...own])
        const kb = [...needed].reduce((sum, name) => sum + gzipSync(chunks.get(name)?.code ?? '', { level: 9 }).length, 0) / 1000
        this.info(`first load of ${screen}: ${kb.toFixed(1)} kB of JavaScript (gzip), at most ${atMostKb}`)
        if (kb > atMostKb)
          this.error(
            `The first load of ${screen} is ${kb.toFixed(1)} kB of JavaScript, more than ${atMostKb}: ${[...needed].join(', ')}`,
          )
      }
    },
  }
}

export function chunksOf(bundle: Rolldown.OutputBundle): Map<string, Chunk> {
  const chunks = new Map<string, Chunk>()
  for (const [file, part] of Object.entries(bundle)) if (part.type === 'chunk') chunks.set(file, part as unknown as Chunk)
  return chunks
}

/** The sentences of one part in the language that has the most to say. */
function heaviest(chunks: Map<string, Chunk>, part: string): string[] {
  const found = [...chunks].filter(
    ([, c]) => c.facadeModuleId?.endsWith(`/${part}`) && c.facadeModuleId.includes('virtual:messages'),
  )
  return found
    .sort(([, a], [, b]) => b.code.length - a.code.length)
    .slice(0, 1)
    .map(([file]) => file)
}

/** A file and everything it imports before it runs; where `follows` says so, what it imports later, too. */
export function reached(
  chunks: Map<string, Chunk>,
  start: string[],
  follows: (chunk: Chunk) => boolean = () => false,
): Set<string> {
  const seen = new Set<string>()
  const open = [...start]
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (seen.has(file)) continue
    seen.add(file)
    const chunk = chunks.get(file)
    open.push(...(chunk?.imports ?? []), ...(chunk && follows(chunk) ? chunk.dynamicImports : []))
  }
  return seen
}
