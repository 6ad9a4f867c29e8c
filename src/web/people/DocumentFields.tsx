/** The papers of a person: kind, who issued it, number. */
import { v7 as newId } from 'uuid'
import { documentKinds, type PersonDocument } from '../../modules/people/contract.ts'
import { useT } from '../languages.ts'
import { Field } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'
import { OneOfField } from '../ui/OneOfField.tsx'
import { CountryField } from './CountryField.tsx'

type Props = {
  documents: PersonDocument[]
  country: string
  onChange: (documents: PersonDocument[]) => void
  onLeave: () => void
}

export function DocumentFields({ documents, country, onChange, onLeave }: Props) {
  const t = useT()
  const change = (id: string, part: Partial<PersonDocument>) =>
    onChange(documents.map((document) => (document.id === id ? { ...document, ...part } : document)))
  const add = () => onChange([...documents, { id: newId(), kind: 'national-id', country, number: '', validUntil: null }])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears that one of its fields was left
    <div className="stack" onBlur={onLeave}>
      {documents.map((document, i) => (
        <OneDocument
          key={document.id}
          number={i + 1}
          document={document}
          onChange={(part) => change(document.id, part)}
          onRemove={() => onChange(documents.filter((one) => one.id !== document.id))}
        />
      ))}
      <p>
        <button type="button" onClick={add}>
          <Icon name="plus" />
          {t('web.people.document.add')}
        </button>
      </p>
    </div>
  )
}

type OneProps = {
  number: number
  document: PersonDocument
  onChange: (part: Partial<PersonDocument>) => void
  onRemove: () => void
}

function OneDocument({ number, document, onChange, onRemove }: OneProps) {
  const t = useT()
  return (
    <fieldset className="cells">
      <legend>{t('web.people.document', { n: number })}</legend>
      <OneOfField
        label={t('web.people.document.kind')}
        choices={documentKinds.map((kind) => [kind, t(`web.people.document.${kind}`)])}
        value={document.kind}
        onChange={(kind) => onChange({ kind })}
      />
      <CountryField
        label={t('web.people.document.country')}
        value={document.country}
        onChange={(country) => onChange({ country })}
      />
      <Field label={t('web.people.document.number')}>
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={60}
            value={document.number}
            onChange={(e) => onChange({ number: e.target.value })}
          />
        )}
      </Field>
      <p>
        <button type="button" onClick={onRemove}>
          <Icon name="close" />
          {t('web.people.document.remove')}
        </button>
      </p>
    </fieldset>
  )
}
