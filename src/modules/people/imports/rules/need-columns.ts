/** A column that is called as a need is: yes and no below it. Decided by its header, once for all its rows. */
import { fold } from '../../../../core/text.ts'
import { isNothing, yesOrNo } from './values.ts'

/** @returns the code of the need that bears this code or this name, in any language */
export type NeedNamed = (written: string) => string | undefined

/** `Embarazada`, `pregnant (yes/no)`, `miembros/embarazada`: of a group of questions only where it is of persons. */
export function needCalled(header: string, needNamed: NeedNamed): string | undefined {
  const bare = header.replace(/\s*\([^()]*\)\s*$/, '').trim()
  const parts = bare.split('/')
  const isOfPersons = ofPersons.test(fold(parts.at(-2) ?? ''))
  return needNamed(bare) ?? (isOfPersons ? needNamed(parts.at(-1)!) : undefined)
}
const ofPersons = /^(member|miembro|membro|membre|person|persona|pessoa|personne|head|hoh|jefe|jefa|chefe?)/

/** What a need is called, somewhere in the header: `¿Está embarazada?`. */
export function needLike(header: string, needNamed: NeedNamed): string | undefined {
  for (const run of runsOf(header)) {
    const need = needNamed(run)
    if (need !== undefined) return need
  }
  return undefined
}

/** The runs of words of a header, the longest first, the last of them first. */
export function* runsOf(header: string): Generator<string> {
  const words = fold(header).split(' ').slice(-12)
  for (const length of [4, 3, 2, 1])
    for (let at = words.length - length; at >= 0; at--) {
      const run = words.slice(at, at + length).join('')
      if (run.length > 2) yield run
    }
}

/** @returns undefined where it says neither yes nor no */
export function isAnswered(written: string, header: string): boolean | undefined {
  if (isNothing(written) || notApplicable.has(fold(written))) return false
  return yesOrNo(written) ?? (fold(written) === fold(header) ? true : undefined)
}
const notApplicable = new Set(['no aplica', 'not applicable', 'nao se aplica', 'nao aplica', 'non applicable', 'sans objet'])
