/** A service as it is being written, and what of it is sent. Pure. */
import type { NewService, Question, Service } from '../../modules/delivery/contract.ts'
import type { Language } from '../languages.ts'

export type Word = { name: string; one: string; other: string }
export type QuestionDraft = Omit<Question, 'choices' | 'names'> & { names: Record<Language, string>; choices: string }
export type Draft = Omit<NewService, 'names' | 'unit' | 'questions'> & {
  words: Record<Language, Word>
  questions: QuestionDraft[]
  isRetired: boolean
}

export const tongues: Language[] = ['en', 'es', 'pt', 'fr']
const inEach = <V>(make: (language: Language) => V) =>
  Object.fromEntries(tongues.map((language) => [language, make(language)])) as Record<Language, V>

export const emptyDraft: Draft = {
  code: '',
  words: inEach(() => ({ name: '', one: '', other: '' })),
  sector: 'food',
  modality: 'in-kind',
  counts: 'one',
  per: 'person',
  intervalDays: 0,
  times: 1,
  forGroups: false,
  hasValue: false,
  isConfidential: false,
  defaultQuantity: 1,
  questions: [],
  givenBy: null,
  position: 0,
  isRetired: false,
}

export function draftOf(service: Service | undefined): Draft {
  if (!service) return emptyDraft
  const { names, unit, questions, indicators: _, id: __, ...rest } = service
  return {
    ...rest,
    words: inEach((language) => ({
      name: names[language] ?? '',
      one: unit[language]?.one ?? '',
      other: unit[language]?.other ?? '',
    })),
    questions: questions.map((question) => ({
      ...question,
      names: inEach((language) => question.names[language] ?? ''),
      choices: textOfChoices(question.choices),
    })),
  }
}

/** A choice a line, its names by language: `English | Español | Português | Français`. */
export const textOfChoices = (choices: Question['choices']): string =>
  choices.map(({ names }) => tongues.map((language) => names[language] ?? '').join(' | ')).join('\n')

/** The code of a choice stays with its line, so that answers given before keep their meaning. */
export function choicesOf(text: string, before: Question['choices']): Question['choices'] {
  const lines = text.split('\n').filter((line) => line.trim())
  return lines.map((line, at) => {
    const parts = line.split('|').map((part) => part.trim())
    const names = filledIn((language) => parts[tongues.indexOf(language)] ?? '')
    const known = before.find((choice) =>
      tongues.some((language) => names[language] && choice.names[language] === names[language]),
    )
    return { code: known?.code ?? (codeOf(Object.values(names)[0] ?? '') || `choice-${at + 1}`), names }
  })
}

const filledIn = (read: (language: Language) => string) =>
  Object.fromEntries(
    tongues.flatMap((language) => (read(language).trim() ? [[language, read(language).trim()]] : [])),
  ) as Partial<Record<Language, string>>

/** `Hygiene kit (large)` → `hygiene-kit-large` */
export const codeOf = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+|-+$/g, '')
    .slice(0, 40)

export function serviceOf({ words, questions, isRetired: _, code, ...rest }: Draft, before: Question[] = []): NewService {
  const names = filledIn((language) => words[language].name)
  const unit = Object.fromEntries(
    tongues.flatMap((language) => {
      const { one, other } = words[language]
      return one.trim() && other.trim() ? [[language, { one: one.trim(), other: other.trim() }]] : []
    }),
  )
  return {
    ...rest,
    code: code || codeOf(names.en ?? Object.values(names)[0] ?? ''),
    names,
    unit,
    questions: questions.map((question, at) => questionOf(question, before, at)),
  }
}

function questionOf({ choices, names, code, ...rest }: QuestionDraft, before: Question[], at: number): Question {
  const filled = filledIn((language) => names[language])
  const known = before.find((one) => one.code === code)
  return {
    ...rest,
    code: code || codeOf(filled.en ?? Object.values(filled)[0] ?? '') || `question-${at + 1}`,
    names: filled,
    choices: rest.kind === 'choice' ? choicesOf(choices, known?.choices ?? []) : [],
  }
}

/** What is still missing: keys of sentences. */
export function missingIn(draft: Draft): string[] {
  const service = serviceOf(draft)
  return [
    ...(Object.keys(service.names).length === 0 ? ['name'] : []),
    ...(Object.keys(service.unit).length === 0 ? ['unit'] : []),
    ...(service.questions.some((one) => Object.keys(one.names).length === 0) ? ['question'] : []),
    ...(service.questions.some((one) => one.kind === 'choice' && one.choices.length === 0) ? ['choices'] : []),
  ]
}
