/** Who may give it: anybody, or these organisations. */
import { useState } from 'react'
import { useT } from '../languages.ts'
import { useOrganisationNames } from '../people/organisations.ts'
import { BodyPicker } from '../settings/BodyPicker.tsx'
import { Icon } from '../ui/Icon.tsx'

type Props = { givenBy: number[] | null; onChange: (givenBy: number[] | null) => void }

export function GivenBy({ givenBy, onChange }: Props) {
  const t = useT()
  const name = useOrganisationNames(givenBy ?? [])
  // The picker begins anew after each choice.
  const [round, setRound] = useState(0)
  const add = (id: string | null) => {
    if (id === null) return
    onChange([...new Set([...(givenBy ?? []), Number(id)])])
    setRound(round + 1)
  }
  return (
    <fieldset>
      <legend>{t('web.services.given-by')}</legend>
      {givenBy === null && <p>{t('web.services.given-by.any')}</p>}
      {givenBy !== null && (
        <ul className="bodies">
          {givenBy.map((id) => (
            <li key={id}>
              {name(id)}
              <button
                type="button"
                className="plain"
                aria-label={t('web.services.given-by.remove', { name: name(id) })}
                onClick={() => onChange(givenBy.length > 1 ? givenBy.filter((one) => one !== id) : null)}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="row">
        <span className="quiet">{t('web.services.given-by.add')}</span>
        <BodyPicker key={round} id={null} onChoose={add} />
      </div>
    </fieldset>
  )
}
