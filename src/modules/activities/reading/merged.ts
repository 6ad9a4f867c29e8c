/** Merged cells: the file keeps one value for all of them. A name holds for each row; a number of people belongs to none of them alone. */
import type { Readable } from 'node:stream'
import type { RawRow } from '../../../core/tables/cells.ts'
import { type Column, numberColumns } from '../contract.ts'
import { textOf, type Written } from '../rules/place.ts'

export type Merge = { top: number; bottom: number; left: number }
const mostMerges = 100_000

/** One look through the sheet's XML, without parsing it: merges stand after the rows they concern. */
export async function mergesAndRows(stream: Readable): Promise<{ merges: Merge[]; rows: number }> {
  const merges: Merge[] = []
  let rows = 0
  let rest = ''
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    rows += countOf(chunk, '<row ')
    if (merges.length === 0 && rest === '' && !chunk.includes('<mergeCell') && !endsInTag(chunk)) continue
    const text = rest + chunk.toString('latin1')
    for (const [, left, top, bottom] of text.matchAll(/<(?:\w+:)?mergeCell\s+ref="([A-Z]+)(\d+):[A-Z]+(\d+)"/g))
      if (Number(bottom) > Number(top) && merges.length < mostMerges)
        merges.push({ top: Number(top), bottom: Number(bottom), left: columnAt(left!) })
    rest = text.slice(Math.max(text.lastIndexOf('<'), text.length - 200))
    if (rest.includes('>')) rest = ''
  }
  return { merges: merges.sort((a, b) => a.top - b.top), rows }
}

/** A tag cut in two by the end of a chunk. */
const endsInTag = (chunk: Buffer): boolean => chunk.lastIndexOf('<') > chunk.lastIndexOf('>')

function countOf(chunk: Buffer, what: string): number {
  let found = 0
  for (let at = chunk.indexOf(what); at >= 0; at = chunk.indexOf(what, at + 1)) found++
  return found
}

const columnAt = (letters: string): number => [...letters].reduce((at, letter) => at * 26 + letter.charCodeAt(0) - 64, 0) - 1

/** Gives each row its share of the cells merged downwards. */
export async function* fillMerged(
  rows: AsyncIterable<RawRow[]>,
  merges: readonly Merge[],
  columns: readonly (Column | null)[],
): AsyncGenerator<RawRow[]> {
  let next = 0
  let open: { merge: Merge; value: Written }[] = []
  for await (const some of rows) {
    if (merges.length > 0)
      for (const row of some) {
        open = open.filter(({ merge }) => merge.bottom >= row.number)
        for (const { merge, value } of open) row.values[merge.left] = shareOf(value, columns[merge.left] ?? null)
        while (next < merges.length && merges[next]!.top <= row.number) {
          const merge = merges[next++]!
          if (merge.top === row.number) open.push({ merge, value: row.values[merge.left] ?? null })
        }
      }
    yield some
  }
}

const isNumber = (column: Column | null): boolean => (numberColumns as readonly (Column | null)[]).includes(column)

const shareOf = (value: Written, column: Column | null): Written => {
  const text = textOf(value)
  return text === null || !isNumber(column) ? value : { unreadable: `↑ ${text}` }
}
