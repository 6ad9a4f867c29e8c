/** Rows for COPY's binary form at the least cost: one row is a pattern, of which each copy gets its own values. */

const [signature, end] = [Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1'), Buffer.from([0xff, 0xff])]
const together = 4096

export type Pattern = { row: Buffer; at: number[] }

/** Each field with its length before it; `at`: where the values begin. */
export function patternOf(fields: readonly Buffer[]): Pattern {
  const at: number[] = []
  let size = 2
  for (const field of fields) {
    at.push(size + 4)
    size += 4 + field.length
  }
  const row = Buffer.alloc(size)
  row.writeInt16BE(fields.length)
  for (const [i, field] of fields.entries()) {
    row.writeInt32BE(field.length, at[i]! - 4)
    field.copy(row, at[i])
  }
  return { row, at }
}

/** @param fill writes the values of row n, which begins at `start` */
export function* rowsOf({ row }: Pattern, rows: number, fill: (piece: Buffer, start: number, n: number) => void) {
  yield signature
  for (let from = 0; from < rows; from += together) {
    const size = Math.min(together, rows - from)
    const piece = Buffer.allocUnsafe(size * row.length)
    for (let i = 0; i < size; i++) {
      row.copy(piece, i * row.length)
      fill(piece, i * row.length, from + i)
    }
    yield piece
  }
  yield end
}

export const number = (bytes: 2 | 4 | 8): Buffer => Buffer.alloc(bytes)
export const text = (value: string): Buffer => Buffer.from(value)
export const truth = (value: boolean): Buffer => Buffer.from([value ? 1 : 0])
export const uuid = (kind: string): Buffer => Buffer.from(`${kind}00000000007000800000000000000000`.slice(0, 32), 'hex')
/** The numeric 1: one digit, of weight 0, positive, nothing behind the point. */
export const one = Buffer.from([0, 1, 0, 0, 0, 0, 0, 0, 0, 1])

const epoch = Date.UTC(2000, 0, 1)
const half = 2 ** 32
/** A moment in microseconds since 2000. */
export function writeMoment(piece: Buffer, milliseconds: number, at: number): void {
  const micros = (milliseconds - epoch) * 1000
  piece.writeInt32BE(Math.floor(micros / half), at)
  piece.writeUInt32BE(micros % half, at + 4)
}
