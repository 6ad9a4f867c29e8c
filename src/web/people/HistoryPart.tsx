/** What happened to a household, and who looked at it. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Household } from '../../modules/people/contract.ts'
import type { HouseholdHappening } from '../../modules/people/households/contract.ts'
import type { Reading } from '../../modules/people/privacy/contract.ts'
import { address, get } from '../api.ts'
import { hasMessage, useFormat, useT } from '../languages.ts'
import { Answer } from '../ui/Answer.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Changes } from './Changes.tsx'

export function HistoryPart({ household }: { household: Household }) {
  const t = useT()
  const [open, setOpen] = useState<{ history: boolean; readings: boolean }>({ history: false, readings: false })
  return (
    <section className="stack" aria-labelledby="known">
      <h2 id="known">{t('web.people.known')}</h2>
      <details onToggle={(e) => e.currentTarget.open && setOpen((now) => ({ ...now, history: true }))}>
        <summary>{t('web.people.history')}</summary>
        {open.history && <History household={household} />}
      </details>
      <details onToggle={(e) => e.currentTarget.open && setOpen((now) => ({ ...now, readings: true }))}>
        <summary>{t('web.people.readings')}</summary>
        {open.readings && <Readings id={household.id} />}
      </details>
      <p className="help">{t('web.people.own-data.words')}</p>
      <p className="row">
        {(['pdf', 'json'] as const).map((kind) => (
          <a key={kind} className="button" href={address(`/people/households/${household.id}/own-data.${kind}`)} download>
            <Icon name="download" />
            {t('web.people.own-data', { kind: kind.toUpperCase() })}
          </a>
        ))}
      </p>
    </section>
  )
}

function History({ household }: { household: Household }) {
  const t = useT()
  const format = useFormat()
  const query = useQuery({
    queryKey: ['household', household.id, 'history'],
    queryFn: () => get<HouseholdHappening[]>(`/people/households/${household.id}/history`),
  })
  return (
    <Answer query={query}>
      {(happenings) => (
        <ol className="history">
          {happenings.map((one) => {
            const key = `web.people.happened.${one.what}`
            return (
              <li key={one.id}>
                <b>{hasMessage(key) ? t(key) : one.what}</b>{' '}
                <span className="quiet">{[one.byName || one.by, format.moment(one.at)].join(' · ')}</span>
                {one.reason && <p>{one.reason}</p>}
                {one.what !== 'registered' && one.changes.length > 0 && (
                  <Changes changes={one.changes} persons={household.persons} />
                )}
              </li>
            )
          })}
        </ol>
      )}
    </Answer>
  )
}

function Readings({ id }: { id: string }) {
  const t = useT()
  const format = useFormat()
  const query = useQuery({
    queryKey: ['household', id, 'readings'],
    queryFn: () => get<Reading[]>(`/people/households/${id}/readings`),
  })
  return (
    <Answer query={query}>
      {(readings) => (
        <ul className="plain-list">
          {readings.map((reading) => (
            <li key={`${reading.at} ${reading.by}`}>
              {reading.byName || reading.by}{' '}
              <span className="quiet">
                {t(`web.people.read.${reading.how}`)} · {format.moment(reading.at)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Answer>
  )
}
