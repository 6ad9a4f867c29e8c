/** Who it was, without a name: gender and age as they appear, population group, whether for the first time this year. */
import { useState } from 'react'
import { type Age, ages } from '../../modules/delivery/contract.ts'
import { type PopulationGroup, populationGroups } from '../../modules/people/contract.ts'
import { useT } from '../languages.ts'

type Chosen = { age?: Age; group: PopulationGroup; isNew: boolean }

export function OnePerson({ onPerson }: { onPerson: (group: PopulationGroup, age: Age, isNew: boolean) => void }) {
  const t = useT()
  const [chosen, setChosen] = useState<Chosen>({ group: 'inTransit', isNew: true })
  const choose = (part: Partial<Chosen>) => {
    const next = { ...chosen, ...part }
    setChosen(next)
    if (next.age) onPerson(next.group, next.age, next.isNew)
  }
  return (
    <>
      <p className="quiet">{t('web.deliver.one.words')}</p>
      <fieldset className="choices-big">
        <legend>{t('web.deliver.one.who')}</legend>
        <div className="pair">
          {ages.map((age) => (
            <label key={age}>
              <input type="radio" name="age" checked={chosen.age === age} onChange={() => choose({ age })} />
              {t(`web.deliver.one.${age}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset className="choices-big">
        <legend>{t('web.deliver.group.of')}</legend>
        {populationGroups.map((group) => (
          <label key={group}>
            <input type="radio" name="group" checked={chosen.group === group} onChange={() => choose({ group })} />
            {t(`web.people.group.${group}`)}
          </label>
        ))}
      </fieldset>
      <fieldset className="choices-big">
        <legend>{t('web.deliver.one.first')}</legend>
        <div className="pair">
          {[true, false].map((isNew) => (
            <label key={String(isNew)}>
              <input type="radio" name="first" checked={chosen.isNew === isNew} onChange={() => choose({ isNew })} />
              {t(isNew ? 'web.deliver.yes' : 'web.deliver.no')}
            </label>
          ))}
        </div>
      </fieldset>
    </>
  )
}
