/** It was given already: what, when and by whom, as far as one may know. Not giving is the easy way; giving all the same asks why. */
import { useState } from 'react'
import type { Service } from '../../modules/delivery/contract.ts'
import type { Household } from '../../modules/people/contract.ts'
import { type Format, type T, useFormat, useT, useText } from '../languages.ts'
import { useSiteName } from '../people/places.ts'
import { nameOf } from '../people/words.ts'
import { useGo } from '../scope.ts'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import type { Draft } from './giving.ts'
import { ReasonChoice } from './ReasonChoice.tsx'
import { useAmount } from './useAmount.ts'
import type { Stop } from './useDouble.ts'
import type { Giving } from './useGiving.ts'

export const doubleReasons = ['lost', 'another', 'not-them', 'instructed'].map((why) => `web.deliver.reason.${why}`)

type Props = { stop: Stop; given: Draft; giving: Giving; household: Household | undefined }

export function Stopped({ stop, given, giving, household }: Props) {
  const t = useT()
  const go = useGo()
  const [reason, setReason] = useState('')
  const amountOf = useAmount(given.service)
  return (
    <>
      <StopNotice stop={stop} service={given.service} household={household} />
      <button type="button" className="huge" onClick={() => void go('/deliver')}>
        {t('web.deliver.stop.not')}
      </button>
      <button type="button" className="wide" onClick={giving.begin}>
        {t('web.deliver.stop.else')}
      </button>
      <ReasonChoice label={t('web.deliver.stop.why')} reasons={doubleReasons} onReason={setReason} />
      {giving.error !== undefined && <ProblemNotice error={giving.error} />}
      <button
        type="button"
        className="danger wide"
        disabled={reason === ''}
        aria-busy={giving.isGiving}
        onClick={() => void giving.giveAllTheSame(given, reason)}
      >
        {t('web.deliver.stop.all-the-same', { amount: amountOf(given.quantity) })}
      </button>
      <p className="quiet">{t('web.deliver.stop.once')}</p>
    </>
  )
}

type NoticeProps = { stop: Stop; service: Service; household: Household | undefined }

export function StopNotice({ stop, service, household }: NoticeProps) {
  const t = useT()
  const text = useText()
  const format = useFormat()
  const siteName = useSiteName()
  const amountOf = useAmount(service)
  const person = household?.persons.find((one) => one.id === stop.personId)
  const what = text(service.names, service.code)
  const details = [
    ...(stop.quantity ? [amountOf(stop.quantity)] : []),
    ...(stop.at ? [stop.isOurs ? format.moment(stop.at) : format.day(stop.at)] : []),
    ...(siteName(stop.site) ? [siteName(stop.site)!] : []),
    ...(stop.isOurs ? (stop.by ? [stop.by] : []) : [t('web.deliver.stop.others')]),
  ]
  const title = person
    ? t('web.deliver.stop.person', { name: nameOf(person, t), what })
    : t('web.deliver.stop.household', { what })
  return (
    <Notice tone="attention" title={title} says>
      {details.length > 0 && <p>{details.join(' · ')}</p>}
      <p>
        {[ruleWords(service, t, format), t('web.deliver.again', { day: format.day(`${stop.again.slice(0, 10)}T12:00:00`) })].join(
          ' ',
        )}
      </p>
    </Notice>
  )
}

/** `One every 30 days.` */
const ruleWords = ({ intervalDays, times }: Pick<Service, 'intervalDays' | 'times'>, t: T, format: Format): string =>
  intervalDays === 0 ? t('web.deliver.rule.none') : t('web.deliver.rule', { times, n: format.number(times), days: intervalDays })
