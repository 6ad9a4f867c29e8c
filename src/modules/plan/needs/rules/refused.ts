/** A file of the lines refused, as they were written, with the reason beside each. Also runs in the browser. */

export const refusedRows = (
  headers: string[],
  refused: { line: number; cells: string[]; sentence: string }[],
  titles: [string, string],
): string[][] => [[...titles, ...headers], ...refused.map((r) => [String(r.line), r.sentence, ...r.cells])]
