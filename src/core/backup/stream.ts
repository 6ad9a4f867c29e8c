/**
 * The form of a backup, inside zstd: the words «SENDA BACKUP 1», then lines of JSON; after a line that names a table come its rows
 * in COPY's text form, in pieces that begin with their length in a line, the last of length 0. The last line holds the SHA-256 of all before.
 */
import { createHash } from 'node:crypto'

export const title = 'SENDA BACKUP 1'

/** Ends the file: a frame that zstd skips. Where it is missing, the file was cut off. */
export const tail = Buffer.concat([Buffer.from('502a4d1808000000', 'hex'), Buffer.from('SENDAEND')])

/** Reads lines and pieces from a stream of bytes, and hashes what went by. */
export class Reader {
  private readonly source: AsyncIterator<Buffer>
  private rest: Buffer = Buffer.alloc(0)
  private hash = createHash('sha256')

  constructor(source: AsyncIterable<Buffer>) {
    this.source = source[Symbol.asyncIterator]()
  }

  /** The hash of everything read before the line that is read next. */
  soFar(): string {
    return this.hash.copy().digest('hex')
  }

  async line(): Promise<string> {
    for (;;) {
      const end = this.rest.indexOf(10)
      if (end >= 0) return this.take(end + 1).toString('utf8', 0, end)
      if (this.rest.length > 2 ** 20) throw new Error('no line end')
      await this.more()
    }
  }

  /** The pieces of one table. */
  async *pieces(): AsyncGenerator<Buffer> {
    for (;;) {
      const length = Number(await this.line())
      if (!Number.isSafeInteger(length) || length < 0) throw new Error('no length')
      if (length === 0) return
      while (this.rest.length < length) await this.more()
      yield this.take(length)
    }
  }

  /** Nothing may follow, and the packing must end as it should. */
  async end(): Promise<void> {
    const { done } = await this.source.next()
    if (!done || this.rest.length > 0) throw new Error('something follows the end')
  }

  private take(length: number): Buffer {
    const taken = this.rest.subarray(0, length)
    this.rest = this.rest.subarray(length)
    this.hash.update(taken)
    return taken
  }

  private async more(): Promise<void> {
    const { done, value } = await this.source.next()
    if (done) throw new Error('the end is missing')
    this.rest = this.rest.length === 0 ? value : Buffer.concat([this.rest, value])
  }
}
