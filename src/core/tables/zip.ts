/** The parts of a workbook, inflated only as they are read, within limits: a small file cannot become a large one in memory. */
import { type Readable, Transform } from 'node:stream'
import { type Entry, open, type ZipFile } from 'yauzl'
import { Problem } from '../problem.ts'

export const limits = {
  entries: 5_000,
  /** Bytes a workbook may come to, all parts together. A million rows of thirty cells are 1.4 GB. */
  inflated: 2 ** 31,
  /** Spreadsheets shrink to a tenth, the emptiest to a fiftieth; bombs to a thousandth. */
  ratio: 200,
  /** Below this no ratio matters. */
  harmless: 20 * 2 ** 20,
}

export type Zip = {
  names: string[]
  has: (name: string) => boolean
  stream: (name: string) => Promise<Readable>
  text: (name: string, atMost?: number) => Promise<string>
  close: () => void
}

/** @throws Problem when the file is cut off, locked, or claims more than the limits */
export async function openZip(path: string): Promise<Zip> {
  const file = await opened(path)
  try {
    const entries = await entriesOf(file)
    const names = [...entries.keys()]
    const stream = async (name: string) => bounded(await streamOf(file, entries.get(name)), entries.get(name)!)
    return {
      names,
      has: (name) => entries.has(name),
      stream,
      text: (name, atMost = 16 * 2 ** 20) => textOf(stream(name), atMost),
      close: () => file.close(),
    }
  } catch (error) {
    file.close()
    throw error
  }
}

const opened = (path: string): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false }, (error, file) =>
      error ? reject(new Problem(422, 'core/workbook-truncated')) : resolve(file),
    )
  })

function entriesOf(file: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  let inflated = 0
  return new Promise((resolve, reject) => {
    file.on('error', () => reject(new Problem(422, 'core/workbook-truncated')))
    file.on('end', () => resolve(entries))
    file.on('entry', (entry: Entry) => {
      inflated += entry.uncompressedSize
      if (entry.isEncrypted()) return reject(new Problem(415, 'core/workbook-encrypted'))
      if (entries.size >= limits.entries || inflated > limits.inflated || isBomb(entry)) return reject(tooLarge())
      entries.set(entry.fileName, entry)
      file.readEntry()
    })
    file.readEntry()
  })
}

const isBomb = ({ uncompressedSize, compressedSize }: Entry): boolean =>
  uncompressedSize > limits.harmless && uncompressedSize > compressedSize * limits.ratio
const tooLarge = () => new Problem(413, 'core/workbook-too-large')

const streamOf = (file: ZipFile, entry: Entry | undefined): Promise<Readable> =>
  new Promise((resolve, reject) => {
    if (!entry) return reject(new Problem(422, 'core/workbook-broken'))
    file.openReadStream(entry, (error, stream) => (error ? reject(new Problem(422, 'core/workbook-truncated')) : resolve(stream)))
  })

/** The sizes a zip states are checked by yauzl while inflating; this one does not trust them even so. */
function bounded(stream: Readable, entry: Entry): Readable {
  let bytes = 0
  const gate = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      if (bytes > limits.inflated || (bytes > limits.harmless && bytes > entry.compressedSize * limits.ratio)) done(tooLarge())
      else done(null, chunk)
    },
  })
  stream.on('error', () => gate.destroy(new Problem(422, 'core/workbook-truncated')))
  gate.on('close', () => stream.destroy())
  return stream.pipe(gate)
}

async function textOf(opening: Promise<Readable>, atMost: number): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of await opening) {
    text += decoder.decode(chunk as Buffer, { stream: true })
    if (text.length > atMost) throw tooLarge()
  }
  return text
}
