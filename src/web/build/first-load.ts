/** Measures what a phone downloads before it sees the first screen, prints it, and fails the build when it has grown too heavy. */
import { gzipSync } from 'node:zlib'
import type { Plugin, Rolldown } from 'vite'

type Chunk = { code: string; imports: string[]; dynamicImports: string[]; isEntry: boolean; name: string }

export function firstLoad({ atMostKb }: { atMostKb: number }): Plugin {
  return {
    name: 'senda-first-load',
    writeBundle(_options, bundle) {
      const chunks = chunksOf(bundle)
      const entries = [...chunks].filter(([, c]) => c.isEntry && c.name === 'index').map(([file]) => file)
      const largestLanguage = heaviest(chunks, /^first$/)
      const firstScreen = heaviest(chunks, /^TodayScreen$/)
      const needed = reached(chunks, [...entries, ...largestLanguage, ...firstScreen])
      const kb = [...needed].reduce((sum, file) => sum + gzipSync(chunks.get(file)?.code ?? '', { level: 9 }).length, 0) / 1000
      this.info(`first load: ${kb.toFixed(1)} kB of JavaScript (gzip), at most ${atMostKb}`)
      if (kb > atMostKb)
        this.error(`The first load of JavaScript is ${kb.toFixed(1)} kB, more than ${atMostKb}: ${[...needed].join(', ')}`)
    },
  }
}

export function chunksOf(bundle: Rolldown.OutputBundle): Map<string, Chunk> {
  const chunks = new Map<string, Chunk>()
  for (const [file, part] of Object.entries(bundle)) if (part.type === 'chunk') chunks.set(file, part)
  return chunks
}

function heaviest(chunks: Map<string, Chunk>, name: RegExp): string[] {
  const found = [...chunks].filter(([, c]) => name.test(c.name)).sort(([, a], [, b]) => b.code.length - a.code.length)
  return found.slice(0, 1).map(([file]) => file)
}

/** A file and everything it imports before it runs. */
export function reached(chunks: Map<string, Chunk>, start: string[]): Set<string> {
  const seen = new Set<string>()
  const open = [...start]
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (seen.has(file)) continue
    seen.add(file)
    open.push(...(chunks.get(file)?.imports ?? []))
  }
  return seen
}
