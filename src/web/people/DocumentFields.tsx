/** The papers of a person: kind, who issued it, number. */
import { v7 as newId } from 'uuid'
import { documentKinds, type PersonDocument } from '../../modules/people/contract.ts'
import { useT } from '../languages.ts'
import { Field } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'
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
        <fieldset key={document.id} className="cells">
          <legend>{t('web.people.document', { n: i + 1 })}</legend>
          <Field label={t('web.people.document.kind')}>
            {(control) => (
              <select
                {...control}
                value={document.kind}
                onChange={(e) => change(document.id, { kind: e.target.value as PersonDocument['kind'] })}
              >
                {documentKinds.map((kind) => (
                  <option key={kind} value={kind}>
                    {t(`web.people.document.${kind}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <CountryField
            label={t('web.people.document.country')}
            value={document.country}
            onChange={(code) => change(document.id, { country: code })}
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
                onChange={(e) => change(document.id, { number: e.target.value })}
              />
            )}
          </Field>
          <p>
            <button type="button" onClick={() => onChange(documents.filter((one) => one.id !== document.id))}>
              <Icon name="close" />
              {t('web.people.document.remove')}
            </button>
          </p>
        </fieldset>
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
