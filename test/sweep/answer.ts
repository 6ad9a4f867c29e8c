/** The whole of an answer as text: workbooks, documents and pages are opened, numbers lose their grouping. */
import { fromBufferPromise } from 'yauzl'
import { pdfText } from '../pdf.ts'

export async function textOf(response: Response): Promise<string> {
  const bytes = Buffer.from(await response.arrayBuffer())
  const begin = bytes.subarray(0, 4).toString('latin1')
  const text = begin.startsWith('PK') ? await unzipped(bytes) : begin === '%PDF' ? pdfText(bytes) : bytes.toString('utf8')
  return plain(`${[...response.headers].map((h) => h.join(': ')).join('\n')}\n${text}`)
}

/** `771,131` and `771 131` are the number 771131. */
export const plain = (text: string): string =>
  text.replace(/(?<=\d)(?:[.,'’\u00a0\u202f\u2009 ]|&nbsp;|&#160;|\\u202f|\\u00a0)(?=\d{3}(?!\d))/gu, '')

async function unzipped(bytes: Buffer): Promise<string> {
  const zip = await fromBufferPromise(bytes)
  const texts: string[] = []
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = []
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
    texts.push(Buffer.concat(chunks).toString('utf8'))
  }
  return texts.join('\n')
}
