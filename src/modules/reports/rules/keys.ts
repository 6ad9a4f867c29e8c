/** The name of a figure inside a document: in addresses, in anchors, the same in every language. Also in the browser. */
import { defaultMethod, type Period, type Reference } from './references.ts'

/** `people.s3.cPE.i12`; what equals the overview's own period, rows and method is left out. */
export function keyOf(reference: Reference, period: Period): string {
  const part = (letter: string, value: string | number | undefined) => (value === undefined ? '' : `.${letter}${value}`)
  const own = (key: 'from' | 'until' | 'include', letter: string) =>
    part(letter, reference[key] === period[key] ? undefined : reference[key])
  const { measure, sector, country, admin1, indicator, organisation, method, of } = reference
  return [
    measure,
    part('s', sector),
    part('c', country),
    part('a', admin1),
    part('i', indicator),
    part('o', organisation),
    own('from', 'f'),
    own('until', 'u'),
    own('include', 'n'),
    part('m-', method === defaultMethod(sector) ? undefined : method),
    part('of-', of),
  ].join('')
}
