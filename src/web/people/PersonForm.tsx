/** One person of a household: what is asked of everybody first, papers and needs below. */
import { type NewNeed, type PersonContent, relations, type Sex } from '../../modules/people/contract.ts'
import { useT } from '../languages.ts'
import { Field } from '../ui/Field.tsx'
import { BirthFields } from './BirthFields.tsx'
import { Choice } from './Choice.tsx'
import { CountryField } from './CountryField.tsx'
import { DocumentFields } from './DocumentFields.tsx'
import { NeedFields } from './NeedFields.tsx'

const sexes = ['female', 'male', 'other'] as const satisfies readonly Sex[]

export type PersonFormProps = {
  person: PersonContent
  isHead: boolean
  onChange: (person: PersonContent) => void
  onLeave: () => void
  /** What is wrong, by field. */
  wrong: Record<string, string | undefined>
  /** Undefined: needs are not asked here. */
  needs?: NewNeed[]
  onNeeds?: (needs: NewNeed[]) => void
}

export function PersonForm(props: PersonFormProps) {
  const { person, isHead, onChange, onLeave, wrong } = props
  const t = useT()
  const change = (part: Partial<PersonContent>) => onChange({ ...person, ...part })
  return (
    <div className="person-form stack">
      <Name name="given" {...props} />
      <Name name="family" {...props} />
      <Choice
        legend={t('web.people.sex')}
        options={sexes.map((sex) => ({ value: sex, name: t(`web.people.sex.${sex}`) }))}
        value={person.sex}
        onChange={(sex) => change({ sex })}
        error={wrong.sex}
      />
      <BirthFields born={person} onChange={change} onLeave={onLeave} error={wrong.birthDate} />
      {!isHead && (
        <Field label={t('web.people.relation')} error={wrong.relation}>
          {(control) => (
            <select
              {...control}
              value={person.relation}
              onBlur={onLeave}
              onChange={(e) => change({ relation: e.target.value as PersonContent['relation'] })}
            >
              {relations
                .filter((relation) => relation !== 'head')
                .map((relation) => (
                  <option key={relation} value={relation}>
                    {t(`web.people.relation.${relation}`)}
                  </option>
                ))}
            </select>
          )}
        </Field>
      )}
      <More {...props} />
    </div>
  )
}

function Name({ name, person, onChange, onLeave, wrong }: PersonFormProps & { name: 'given' | 'family' | 'also' }) {
  const t = useT()
  return (
    <Field label={t(`web.people.${name}`)} error={wrong[name]} help={name === 'also' ? t('web.people.also.help') : undefined}>
      {(control) => (
        <input
          {...control}
          autoComplete="off"
          autoCapitalize="words"
          spellCheck={false}
          maxLength={200}
          value={person[name]}
          onBlur={onLeave}
          onChange={(e) => onChange({ ...person, [name]: e.target.value })}
        />
      )}
    </Field>
  )
}

function More(props: PersonFormProps) {
  const { person, onChange, onLeave, needs, onNeeds, wrong } = props
  const t = useT()
  return (
    <details open={person.documents.length > 0 || undefined}>
      <summary>{t(onNeeds ? 'web.people.more' : 'web.people.more.papers')}</summary>
      <div className="stack">
        <CountryField
          label={t('web.people.nationality')}
          value={person.nationality}
          onChange={(nationality) => onChange({ ...person, nationality })}
        />
        <DocumentFields
          documents={person.documents}
          country={person.nationality}
          onChange={(documents) => onChange({ ...person, documents })}
          onLeave={onLeave}
        />
        {wrong.documents !== undefined && <p className="error">{wrong.documents}</p>}
        <Name name="also" {...props} />
        {onNeeds && <NeedFields personId={person.id} needs={needs ?? []} onChange={onNeeds} />}
      </div>
    </details>
  )
}
