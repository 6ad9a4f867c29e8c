/** Blocks copied in Excel: tab-separated, cells with line breaks in quotes. */

export function cellsOf(text: string): string[][] {
  const lines: string[][] = [[]]
  const piece = /("(?:[^"]|"")*"|[^\t\r\n]*)(\t|\r\n|\n|\r|$)/y
  for (let end = '\t'; end !== ''; ) {
    const found = piece.exec(text)
    const raw = found?.[1] ?? ''
    end = found?.[2] ?? ''
    lines.at(-1)?.push(/^".*"$/s.test(raw) ? raw.slice(1, -1).replaceAll('""', '"') : raw)
    if (end !== '' && end !== '\t') lines.push([])
  }
  return lines.filter((line) => line.some((cell) => cell.trim() !== ''))
}

/** A block that begins at a cell: its columns are those shown from there on. */
export function blockOf<Column extends string>(text: string, into: Column[]): Partial<Record<Column, string>>[] {
  return cellsOf(text).map(
    (line) =>
      Object.fromEntries(line.slice(0, into.length).map((cell, i) => [into[i], cell.trim()])) as Partial<Record<Column, string>>,
  )
}
