/** What they agreed to, how and with whom; a new answer, and the way back. */
import { useState } from 'react'
import { v7 as newId } from 'uuid'
import type { Consent, Household } from '../../modules/people/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { Badge } from '../ui/Badge.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { ConsentDialog } from './ConsentDialog.tsx'
import { standing } from './consents.ts'
import { today } from './day.ts'
import { useDoing } from './useHousehold.ts'
import { nameOf } from './words.ts'

export function ConsentsPart({ household }: { household: Household }) {
  const t = useT()
  const [open, setOpen] = useState<'new' | Consent>()
  const answers = standing(household.consents, today())
  return (
    <section className="stack" aria-labelledby="consents">
      <h2 id="consents">{t('web.people.consents')}</h2>
      {answers.length === 0 && <p className="quiet">{t('web.people.consents.none')}</p>}
      {answers.length > 0 && (
        <ul className="facts">
          {answers.map(({ consent, holds }) => (
            <Answered
              key={consent.id}
              consent={consent}
              holds={holds}
              household={household}
              onWithdraw={() => setOpen(consent)}
            />
          ))}
        </ul>
      )}
      {household.may.change && (
        <p>
          <button type="button" onClick={() => setOpen('new')}>
            <Icon name="plus" />
            {t('web.people.consents.ask')}
          </button>
        </p>
      )}
      {open === 'new' && <ConsentDialog household={household} onClose={() => setOpen(undefined)} />}
      {open && open !== 'new' && <WithdrawDialog household={household} consent={open} onClose={() => setOpen(undefined)} />}
    </section>
  )
}

type AnsweredProps = { consent: Consent; holds: boolean; household: Household; onWithdraw: () => void }

function Answered({ consent, holds, household, onWithdraw }: AnsweredProps) {
  const t = useT()
  const format = useFormat()
  const person = household.persons.find((one) => one.id === consent.personId)
  const state = holds ? 'given' : consent.withdrawnAt ? 'withdrawn' : consent.isGiven ? 'over' : 'refused'
  const words = [
    person ? nameOf(person, t) : '',
    t(`web.people.consent.how.${consent.how}`),
    format.day(consent.withdrawnAt ?? consent.at),
    ...(consent.guardianName ? [t('web.people.consent.by-guardian', { name: consent.guardianName })] : []),
    ...(consent.until ? [t('web.people.until', { day: format.day(`${consent.until}T12:00:00`) })] : []),
  ]
  const purpose = t(`web.people.purpose.${consent.purpose}`)
  return (
    <li>
      <span>
        <b>{purpose}</b>{' '}
        <Badge tone={holds ? 'good' : undefined} icon={holds ? 'check' : 'close'}>
          {t(`web.people.consent.${state}`)}
        </Badge>
        <br />
        <small>{words.filter(Boolean).join(' · ')}</small>
      </span>
      {holds && household.may.change && (
        <button
          type="button"
          className="plain"
          onClick={onWithdraw}
          aria-label={t('web.people.consent.withdraw.named', { purpose })}
        >
          {t('web.people.consent.withdraw')}
        </button>
      )}
    </li>
  )
}

function WithdrawDialog({ household, consent, onClose }: { household: Household; consent: Consent; onClose: () => void }) {
  const t = useT()
  const doing = useDoing(household.id)
  const purpose = t(`web.people.purpose.${consent.purpose}`)
  const withdraw = async () => {
    const operation = { kind: 'consent.withdraw', id: newId(), household: household.id, consent: consent.id } as const
    if (await doing.start(operation)) onClose()
  }
  return (
    <ConfirmDialog
      title={t('web.people.consent.withdraw.named', { purpose })}
      does={t('web.people.consent.withdraw.do')}
      disabled={doing.isBusy}
      onDo={() => void withdraw()}
      onClose={onClose}
    >
      {doing.error !== undefined && <ProblemNotice error={doing.error} />}
      <p>{t(`web.people.withdrawn.${consent.purpose}`)}</p>
    </ConfirmDialog>
  )
}
