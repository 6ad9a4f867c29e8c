/** What somebody of the household needs, since when; what only few may read is marked. */
import { useState } from 'react'
import { v7 as newId } from 'uuid'
import type { Household, Need, NewNeed } from '../../modules/people/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { Badge } from '../ui/Badge.tsx'
import { Icon } from '../ui/Icon.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { today } from './day.ts'
import { NeedDialog } from './NeedDialog.tsx'
import { useNeedName } from './needs.ts'
import { useDoing } from './useHousehold.ts'
import { nameOf } from './words.ts'

export function NeedsPart({ household }: { household: Household }) {
  const t = useT()
  const [isAdding, setAdding] = useState(false)
  const doing = useDoing(household.id)
  const standing = household.needs.filter((need) => need.until === null || need.until >= today())
  const end = ({ id, personId, need, detail, since }: Need) => {
    const body: NewNeed = { id, personId, need, detail, since, until: today() }
    void doing.start({ kind: 'need.record', id: newId(), household: household.id, body })
  }
  return (
    <section className="stack" aria-labelledby="needs">
      <h2 id="needs">{t('web.people.needs')}</h2>
      {standing.length === 0 && <p className="quiet">{t('web.people.needs.none')}</p>}
      {standing.length > 0 && (
        <ul className="facts">
          {standing.map((need) => (
            <OneNeed key={need.id} need={need} household={household} onEnd={household.may.change ? () => end(need) : undefined} />
          ))}
        </ul>
      )}
      {doing.error !== undefined && <ProblemNotice error={doing.error} />}
      {household.may.change && (
        <p>
          <button type="button" onClick={() => setAdding(true)}>
            <Icon name="plus" />
            {t('web.people.needs.add')}
          </button>
        </p>
      )}
      {isAdding && <NeedDialog household={household} onClose={() => setAdding(false)} />}
    </section>
  )
}

function OneNeed({ need, household, onEnd }: { need: Need; household: Household; onEnd: (() => void) | undefined }) {
  const t = useT()
  const format = useFormat()
  const name = useNeedName()(need.need)
  const person = household.persons.find((one) => one.id === need.personId)
  const who = person ? nameOf(person, t) : ''
  return (
    <li data-tone={need.isRestricted ? 'sensitive' : undefined}>
      <span>
        <b>{name}</b> · {who} <small>{t('web.people.since', { day: format.day(`${need.since}T12:00:00`) })}</small>{' '}
        {need.isRestricted && <Badge tone="sensitive">{t('web.people.needs.restricted')}</Badge>}
      </span>
      {onEnd && (
        <button
          type="button"
          className="plain"
          onClick={onEnd}
          aria-label={t('web.people.needs.end.named', { need: name, name: who })}
        >
          {t('web.people.needs.end')}
        </button>
      )}
    </li>
  )
}
