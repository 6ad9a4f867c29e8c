/** What is due from the person who looks: rows to mend, months to send, reviews; beside it the month's state and who reported. */
import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Due, Today } from '../../modules/activities/contract.ts'
import { get } from '../api.ts'
import { useCompleteness } from '../completeness/CompletenessScreen.tsx'
import { Heat, useHeatSentence } from '../completeness/Heat.tsx'
import { hasMessage, useFormat, useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { useScope } from '../scope.ts'
import { Answer } from '../ui/Answer.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Go, GoAddress } from '../ui/Go.tsx'
import { Head } from '../ui/Head.tsx'
import { Icon } from '../ui/Icon.tsx'
import { iconOf } from '../ui/Notice.tsx'
import { useScopeWords } from '../ui/ScopeWords.tsx'
import { WithPlan } from '../ui/WithPlan.tsx'
import { MonthPanel } from './MonthPanel.tsx'
import { TrendPanel } from './TrendPanel.tsx'

export type TodayAnswer = z.infer<typeof Today>

function useToday(plan: string) {
  const { country, organisation, month } = useScope()
  const query = { country, organisation, month }
  return useQuery({ queryKey: ['today', plan, query], queryFn: () => get<TodayAnswer>(`/plans/${plan}/today`, query) })
}

export function TodayScreen() {
  const t = useT()
  return <WithPlan>{(plan) => <Board plan={plan} title={t('web.today.title')} />}</WithPlan>
}

function Board({ plan, title }: { plan: string; title: string }) {
  const t = useT()
  const format = useFormat()
  const may = useMay()
  const today = useToday(plan)
  const words = useScopeWords()
  const month = today.data?.month ?? undefined
  const counted = today.data && t('web.today.counted', { at: format.moment(today.data.countedAt) })
  const actions = (
    <>
      {may('activities.write') && (
        <Go to="/imports/new" className="button">
          <Icon name="upload" />
          {t('web.today.import')}
        </Go>
      )}
      {month !== undefined && (
        <Go to="/activities" search={{ month, from: undefined, until: undefined }} className="button">
          <Icon name="activities" />
          {t('web.today.open-month', { month: format.month(month, 'name') })}
        </Go>
      )}
    </>
  )
  return (
    <>
      <Head title={title} actions={actions}>
        {[...words, ...(counted ? [counted] : [])].join(' · ')}
      </Head>
      <div className="split">
        <div className="stack">
          <Answer query={today}>{(answer) => <DueList due={answer.due} />}</Answer>
          <WhoReported plan={plan} month={month} />
        </div>
        <aside className="stack" aria-label={t('web.today.month')}>
          {today.data && <MonthPanel today={today.data} />}
          <TrendPanel plan={plan} />
        </aside>
      </div>
    </>
  )
}

function DueList({ due }: { due: Due[] }) {
  const t = useT()
  if (due.length === 0)
    return (
      <Empty icon="check" title={t('web.today.nothing')}>
        <p>{t('web.today.nothing.words')}</p>
      </Empty>
    )
  return (
    <ul className="due" aria-label={t('web.today.due')}>
      {due.map((entry, i) => (
        <DueEntry key={`${entry.code} ${entry.link}`} due={entry} first={i === 0} />
      ))}
    </ul>
  )
}

function DueEntry({ due, first }: { due: Due; first: boolean }) {
  const t = useT()
  const format = useFormat()
  const key = `activities.due.${due.code}`
  const values = Object.fromEntries(
    Object.entries(due.values).map(([name, value]) => [
      name,
      name === 'month' && typeof value === 'string' ? format.month(value) : value,
    ]),
  )
  const sentence = t(key, values)
  return (
    <li data-tone={due.tone}>
      <Icon name={iconOf[due.tone]} />
      <strong>{sentence}</strong>
      {hasMessage(`${key}.more`) && <span className="quiet">{t(`${key}.more`, values)}</span>}
      <GoAddress address={due.link} className={first ? 'button primary' : 'button'}>
        {hasMessage(`${key}.action`) ? t(`${key}.action`, values) : t('web.today.open')}
        <span className="hide">: {sentence}</span>
      </GoAddress>
    </li>
  )
}

/** A country's officer reads the lines of organisations; the regional office those of countries. */
function WhoReported({ plan, month }: { plan: string; month: string | undefined }) {
  const t = useT()
  const { country } = useScope()
  const sentence = useHeatSentence()
  const by = country ? 'organisation' : 'country'
  const completeness = useCompleteness(plan, by)
  const title = t(country ? 'web.today.who.organisation' : 'web.today.who')
  return (
    <section className="stack" aria-labelledby="who">
      <div className="row">
        <h2 id="who">{title}</h2>
        <Go to="/completeness" search={{ by: country ? 'organisation' : undefined }}>
          {t('web.today.who.all')}
          <span className="hide">: {title}</span>
        </Go>
      </div>
      <Answer query={completeness}>
        {(found) => (
          <>
            <p className="quiet">{sentence(found, month)}</p>
            <Heat completeness={found} month={month} selected={country} />
          </>
        )}
      </Answer>
    </section>
  )
}
