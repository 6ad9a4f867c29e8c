/** Pictures of people and papers; a new one is taken when they agree to it. */
import { useState } from 'react'
import { v7 as newId } from 'uuid'
import type { Household, NewConsent } from '../../modules/people/contract.ts'
import { address } from '../api.ts'
import { useCatalogue } from '../field/catalogue.ts'
import { useLanguage, useT } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { textOf } from './consents.ts'
import { PhotoFields, type Taken } from './PhotoFields.tsx'
import { ofNow } from './totals.ts'
import { useDoing } from './useHousehold.ts'
import { nameOf } from './words.ts'

export function PhotosPart({ household, isHere }: { household: Household; isHere: boolean }) {
  const t = useT()
  const [isTaking, setTaking] = useState(false)
  const ofPeople = household.photos.filter((photo) => photo.kind === 'person' || photo.kind === 'document')
  const words = (photo: Household['photos'][number]) => {
    const person = household.persons.find((one) => one.id === photo.personId)
    return t(`web.people.photo.kind.${photo.kind}`, { name: person ? nameOf(person, t) : '' })
  }
  return (
    <section className="stack" aria-labelledby="photos">
      <h2 id="photos">{t('web.people.photo')}</h2>
      {ofPeople.length === 0 && <p className="quiet">{t('web.people.photo.none')}</p>}
      {isHere && ofPeople.length > 0 && <p className="quiet">{t('web.people.photo.elsewhere', { n: ofPeople.length })}</p>}
      {!isHere && ofPeople.length > 0 && (
        <ul className="photos">
          {ofPeople.map((photo) => (
            <li key={photo.id}>
              <img src={address(`/people/households/${household.id}/photos/${photo.id}`)} alt={words(photo)} loading="lazy" />
            </li>
          ))}
        </ul>
      )}
      {household.may.change && (
        <p>
          <button type="button" onClick={() => setTaking(true)}>
            <Icon name="plus" />
            {t('web.people.photo.take')}
          </button>
        </p>
      )}
      {isTaking && <PhotoDialog household={household} onClose={() => setTaking(false)} />}
    </section>
  )
}

/** That they agreed is written with the picture. */
function PhotoDialog({ household, onClose }: { household: Household; onClose: () => void }) {
  const t = useT()
  const language = useLanguage()
  const { consentTexts } = useCatalogue()
  const doing = useDoing(household.id)
  const [agreed, setAgreed] = useState(false)
  const text = textOf(consentTexts, 'photo', language)
  const take = async ({ person, kind, blob }: Taken) => {
    const body: NewConsent = {
      id: newId(),
      personId: person,
      purpose: 'photo',
      isGiven: true,
      textVersion: text?.version ?? 1,
      language,
      how: 'spoken',
      guardianId: null,
      guardianName: '',
      until: null,
      at: new Date().toISOString(),
    }
    const picture = { id: newId(), household: household.id, person, kind, blob }
    if (await doing.start({ kind: 'consent.record', id: newId(), household: household.id, body }, [picture])) onClose()
  }
  return (
    <Dialog title={t('web.people.photo.take')} onClose={onClose}>
      {text && <blockquote lang={text.language}>{text.body}</blockquote>}
      <label className="tick">
        <input type="checkbox" checked={agreed} onChange={(e) => setAgreed(e.target.checked)} />
        {t('web.people.photo.agreed')}
      </label>
      {agreed && <PhotoFields persons={ofNow(household.persons)} disabled={doing.isBusy} onTaken={(taken) => void take(taken)} />}
      {!agreed && <Notice tone="info" title={t('web.people.photo.ask-first')} />}
      {doing.error !== undefined && <ProblemNotice error={doing.error} />}
    </Dialog>
  )
}
