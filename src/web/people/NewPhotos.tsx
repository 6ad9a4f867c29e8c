/** Pictures that go with the registration. */
import type { PersonContent } from '../../modules/people/contract.ts'
import type { Picture } from '../field/field.ts'
import { useT } from '../languages.ts'
import { Icon } from '../ui/Icon.tsx'
import { PhotoFields, type Taken } from './PhotoFields.tsx'
import { nameOf } from './words.ts'

type Props = { persons: PersonContent[]; pictures: Picture[]; onAdd: (taken: Taken) => void; onRemove: (id: string) => void }

export function NewPhotos({ persons, pictures, onAdd, onRemove }: Props) {
  const t = useT()
  const nameOfPerson = (id: string | null) => {
    const person = persons.find((one) => one.id === id)
    return person ? nameOf(person, t) : ''
  }
  return (
    <details>
      <summary>{t('web.people.photo.add', { n: pictures.length })}</summary>
      <div className="stack">
        <ul className="plain-list">
          {pictures.map((picture) => (
            <li key={picture.id} className="row">
              {t(`web.people.photo.kind.${picture.kind}`, { name: nameOfPerson(picture.person) })}
              <button
                type="button"
                className="plain"
                onClick={() => onRemove(picture.id)}
                aria-label={t('web.people.photo.remove', { name: nameOfPerson(picture.person) })}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
        <PhotoFields persons={persons} onTaken={onAdd} />
      </div>
    </details>
  )
}
