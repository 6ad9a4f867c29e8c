/** Who belongs to a household, and how it is reached. */
import type { Household, PersonContent } from '../../modules/people/contract.ts'
import { eachOnce, headFirst } from '../../modules/people/rules/members.ts'
import { useCountryName } from '../countries.ts'
import { useFormat, useT } from '../languages.ts'
import { Badge } from '../ui/Badge.tsx'
import { useLanguageName } from './languageName.ts'
import { ageWords, nameOf, sexWords, useBornWords } from './words.ts'

export function MembersPart({ household }: { household: Household }) {
  const t = useT()
  return (
    <section className="stack" aria-labelledby="members">
      <h2 id="members">{t('web.people.members')}</h2>
      <ul className="members-list">
        {headFirst(household.persons).map((person) => (
          <Member key={person.id} person={person} />
        ))}
      </ul>
      <Contact household={household} />
    </section>
  )
}

function Member({ person }: { person: PersonContent }) {
  const t = useT()
  const country = useCountryName()
  const born = useBornWords()
  const facts = [
    t(`web.people.relation.${person.relation}`),
    sexWords(t, person.sex),
    ageWords(t, person),
    ...(person.birthDate ? [born(person)] : []),
    ...(person.nationality ? [country(person.nationality)] : []),
    ...(person.populationGroup ? [t(`web.people.group.${person.populationGroup}`)] : []),
  ]
  return (
    <li>
      <b>{nameOf(person, t)}</b> {person.also && <span className="quiet">({person.also})</span>}{' '}
      {person.hasLeft && <Badge>{t('web.people.left')}</Badge>}
      <p className="quiet">{facts.join(' · ')}</p>
      {eachOnce(person.documents).map((document) => (
        <p key={document.id} className="quiet">
          {t(`web.people.document.${document.kind}`)} {document.country} {document.number}
        </p>
      ))}
    </li>
  )
}

const shown = ['phone', 'email', 'address', 'origin', 'destination'] as const

function Contact({ household }: { household: Household }) {
  const t = useT()
  const format = useFormat()
  const languageName = useLanguageName()
  const country = useCountryName()
  // A list from elsewhere may say the country by its code.
  const said = (words: string) => (/^[A-Z]{2}$/.test(words) ? country(words) : words)
  const rows = [
    ...shown.flatMap((name) => (household[name] ? [[t(`web.people.${name}`), said(household[name])] as const] : [])),
    ...(household.languages.length > 0
      ? [[t('web.people.languages'), format.list(household.languages.map(languageName))] as const]
      : []),
    ...(household.note ? [[t('web.people.note'), household.note] as const] : []),
  ]
  if (rows.length === 0) return null
  return (
    <dl className="pairs">
      {rows.map(([name, value]) => (
        <div key={name} className="pair">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
