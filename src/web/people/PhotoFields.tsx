/** A picture of a person or a paper, taken with the camera of the phone; the field library makes it small. */
import { useState } from 'react'
import type { PersonContent } from '../../modules/people/contract.ts'
import { useT } from '../languages.ts'
import { Field } from '../ui/Field.tsx'
import { OneOfField } from '../ui/OneOfField.tsx'
import { nameOf } from './words.ts'

export type Taken = { person: string; kind: 'person' | 'document'; blob: Blob }
type Props = { persons: PersonContent[]; disabled?: boolean; onTaken: (taken: Taken) => void }

export function PhotoFields({ persons, disabled = false, onTaken }: Props) {
  const t = useT()
  const [chosen, setChosen] = useState('')
  const person = persons.find((one) => one.id === chosen) ?? persons[0]
  return (
    <>
      <OneOfField
        label={t('web.people.photo.of')}
        choices={persons.map((one) => [one.id, nameOf(one, t)])}
        value={person?.id ?? ''}
        onChange={setChosen}
      />
      {(['person', 'document'] as const).map((kind) => (
        <Field key={kind} label={t(`web.people.photo.${kind}`)}>
          {(control) => (
            <input
              {...control}
              type="file"
              accept="image/*"
              capture="environment"
              disabled={disabled}
              onChange={(e) => {
                const blob = e.target.files?.[0]
                if (blob && person) onTaken({ person: person.id, kind, blob })
                e.target.value = ''
              }}
            />
          )}
        </Field>
      ))}
    </>
  )
}
