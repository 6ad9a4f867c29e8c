/** One PDF in a process of its own: prints the milliseconds from the first import to the last byte. */
import { readFileSync } from 'node:fs'

const [what, file] = process.argv.slice(2)
const start = performance.now()
if (what === 'empty') {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler')
  NodeCompiler.create().pdf({ mainFileContent: 'Senda' })
} else {
  const { document, pictures } = JSON.parse(readFileSync(file!, 'utf8'))
  const { setInThread } = await import('../src/modules/reports/render/thread.ts')
  const inside = pictures.map(([path, p]: [string, { mediaType: string; content: string }]) => [
    path,
    { ...p, content: Buffer.from(p.content, 'base64') },
  ])
  await setInThread({ format: 'pdf', document, pictures: new Map(inside) })
}
process.stdout.write(String(performance.now() - start))
