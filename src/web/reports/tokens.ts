/** The text of a part as words and figures: `[[people sector=food]]` is one figure, everything else is words. */
import { piecesOf as parsed } from '../../modules/reports/rules/tokens.ts'

export type Piece = { words: string } | { token: string }

/** The pieces of a text in order; joined they give the text back. */
export const piecesOf = (body: string): Piece[] =>
  parsed(body).map((piece) =>
    'text' in piece ? { words: piece.text } : { token: 'token' in piece ? piece.token.raw : piece.raw },
  )

export const tokensOf = (body: string): string[] => piecesOf(body).flatMap((piece) => ('token' in piece ? [piece.token] : []))

/** The figure that ends (or begins) exactly at an offset: what Backspace (or Delete) there takes away whole. */
export function tokenBeside(body: string, offset: number, side: 'before' | 'after'): { from: number; until: number } | undefined {
  let from = 0
  for (const piece of piecesOf(body)) {
    const until = from + ('token' in piece ? piece.token : piece.words).length
    if ('token' in piece && (side === 'before' ? until === offset : from === offset)) return { from, until }
    from = until
  }
  return undefined
}

export const replaced = (body: string, from: number, until: number, by: string): string =>
  body.slice(0, from) + by + body.slice(until)

/** Makes a typed number live: the first place outside figures where it stands alone, not inside a longer number. */
export function madeLive(body: string, shown: string, token: string): string {
  let offset = 0
  for (const piece of piecesOf(body)) {
    if ('token' in piece) offset += piece.token.length
    else {
      const at = standingAlone(piece.words, shown)
      if (at >= 0) return replaced(body, offset + at, offset + at + shown.length, token)
      offset += piece.words.length
    }
  }
  return body
}

function standingAlone(words: string, shown: string): number {
  for (let at = words.indexOf(shown); at >= 0; at = words.indexOf(shown, at + 1)) {
    const before = words.slice(0, at)
    const after = words.slice(at + shown.length)
    if (!/(\d|\d[\s.,\u00a0\u202f])$/u.test(before) && !/^(\d|[\s.,\u00a0\u202f]\d)/u.test(after)) return at
  }
  return -1
}
