/** The one stylesheet as pages send it: comments and blanks left out, named by its content so that it is kept for ever. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

let made: { name: string; text: string } | undefined

export function stylesheet(): { name: string; text: string } {
  if (made) return made
  const text = minified(readFileSync(new URL('../../../web/look/senda.css', import.meta.url), 'utf8'))
  made = { name: `senda-${createHash('sha256').update(text).digest('hex').slice(0, 12)}.css`, text }
  return made
}

/** Strings are kept as they are; everywhere else blanks shrink to what the grammar needs (around + and - in calc they stay). */
export function minified(css: string): string {
  return css
    .split(/("[^"]*")/)
    .map((part, i) =>
      i % 2 === 1
        ? part
        : part
            .replace(/\/\*[\s\S]*?\*\//g, '')
            .replace(/\s+/g, ' ')
            .replace(/ ?([{};,>]) ?/g, '$1')
            .replace(/: /g, ':')
            .replace(/;}/g, '}'),
    )
    .join('')
    .trim()
}
