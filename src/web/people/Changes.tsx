/** What differs between two versions of a household, field by field, in words. */
import type { PersonContent, PersonDocument } from '../../modules/people/contract.ts'
import type { FieldChange } from '../../modules/people/rules/content.ts'
import { useCountryName } from '../countries.ts'
import { useFormat, useT } from '../languages.ts'
import { useLanguageName } from './languageName.ts'
import { useSiteName } from './places.ts'
import { ageWords, nameOf } from './words.ts'

type Change = Pick<FieldChange, 'person' | 'field'> & { before?: unknown; after?: unknown }

export function Changes({ changes, persons }: { changes: Change[]; persons: PersonContent[] }) {
  const nameOfField = useFieldName(persons)
  const wordsFor = useValueWords()
  return (
    <dl className="pairs changes">
      {changes.map((change) => (
        <div key={`${change.person} ${change.field}`} className="pair">
          <dt>{nameOfField(change)}</dt>
          <dd>
            <del>{wordsFor(change.field, change.before)}</del> <ins>{wordsFor(change.field, change.after)}</ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** `Phone`, or `Rosa: birth date`. */
export function useFieldName(
  persons: PersonContent[],
): (change: Pick<Change, 'person' | 'field' | 'before' | 'after'>) => string {
  const t = useT()
  return ({ person, field, before, after }) => {
    const name = t(`web.people.field.${field}`)
    if (person === null) return name
    const who = persons.find((one) => one.id === person) ?? ((after ?? before) as PersonContent | null)
    return t('web.people.field.of', { name: who && 'given' in Object(who) ? nameOf(who, t) : '–', field: name })
  }
}

export function useValueWords(): (field: string, value: unknown) => string {
  const t = useT()
  const format = useFormat()
  const country = useCountryName()
  const siteName = useSiteName()
  const language = useLanguageName()
  const nothing = t('web.people.nothing')
  const written: Record<string, (value: never) => string> = {
    site: (id: string) => siteName(id) ?? id,
    country,
    nationality: country,
    populationGroup: (group: string) => t(`web.people.group.${group}`),
    languages: (codes: string[]) => format.list(codes.map(language)),
    sex: (sex: string) => t(`web.people.sex.${sex}`),
    relation: (relation: string) => t(`web.people.relation.${relation}`),
    birthPrecision: (precision: string) => t(`web.people.precision.${precision}`),
    birthDate: (day: string) => format.day(`${day}T12:00:00`),
    hasLeft: (left: boolean) => t(left ? 'web.people.left' : 'web.people.stays'),
    documents: (documents: PersonDocument[]) =>
      format.list(documents.map(({ kind, number }) => `${t(`web.people.document.${kind}`)} ${number}`)),
    person: (person: PersonContent) => `${nameOf(person, t)}, ${ageWords(t, person)}`,
  }
  return (field, value) => {
    const isNothing = value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
    return isNothing ? nothing : (written[field]?.(value as never) ?? String(value))
  }
}
