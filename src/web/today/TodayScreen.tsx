/** What is due from the person who looks: rows to mend, months to send, reviews; beside it the month's state and who reported. */
import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Completeness, Due, Today } from '../../modules/activities/contract.ts'
import { get } from '../api.ts'
import { useCompleteness } from '../completeness/CompletenessScreen.tsx'
import { Heat, latestReported, untilReported, useHeatSentence } from '../completeness/Heat.tsx'
import { type Format, hasMessage, useFormat, useT } from '../languages.ts'
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

const useToday = (plan: string) =>
  useQuery({ queryKey: ['today', plan], queryFn: () => get<TodayAnswer>(`/plans/${plan}/today`) })

/** A country's officer reads the lines of organisations; the regional office those of countries. */
function useWho(plan: string) {
  const { country, organisation } = useScope()
  const answer = useCompleteness(plan, country || organisation ? 'organisation' : 'country')
  if (!organisation || !answer.data) return answer
  return {
    ...answer,
    data: { ...answer.data, lines: answer.data.lines.filter((line) => line.key === String(organisation)) },
  } as typeof answer
}

/** The month the screen is about: the one chosen, else the latest with rows, else the one that is due. */
function monthOf(chosen: string | undefined, who: Completeness | undefined, due: string | null | undefined): string | undefined {
  const reported = who && latestReported(who)
  return chosen ?? reported ?? due ?? undefined
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
  const who = useWho(plan)
  const month = monthOf(useScope().month, who.data, today.data?.month)
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
          <WhoReported who={who} month={month} />
        </div>
        <aside className="stack" aria-label={t('web.today.month')}>
          {who.data && <MonthPanel who={who.data} month={month} />}
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

/** Months and days of the sentence in the words of the language. */
function inWords(name: string, value: string | number, format: Format): string | number {
  if (typeof value !== 'string') return value
  if (name === 'month') return format.month(value)
  return name === 'on' && /^\d{4}-\d\d-\d\d$/.test(value) ? format.day(value) : value
}

function DueEntry({ due, first }: { due: Due; first: boolean }) {
  const t = useT()
  const format = useFormat()
  const key = `activities.due.${due.code}`
  const values = Object.fromEntries(Object.entries(due.values).map(([name, value]) => [name, inWords(name, value, format)]))
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

function WhoReported({ who, month }: { who: ReturnType<typeof useWho>; month: string | undefined }) {
  const t = useT()
  const { country, organisation } = useScope()
  const sentence = useHeatSentence()
  const isByOrganisation = country !== undefined || organisation !== undefined
  const title = t(isByOrganisation ? 'web.today.who.organisation' : 'web.today.who')
  return (
    <section className="stack" aria-labelledby="who">
      <div className="row">
        <h2 id="who">{title}</h2>
        <Go to="/completeness" search={{ by: isByOrganisation ? 'organisation' : undefined }}>
          {t('web.today.who.all')}
          <span className="hide">: {title}</span>
        </Go>
      </div>
      <Answer query={who}>
        {(found) => (
          <>
            <p className="quiet">{sentence(untilReported(found), month)}</p>
            <Heat completeness={untilReported(found)} month={month} selected={country} tall={found.lines.length > 20} />
          </>
        )}
      </Answer>
    </section>
  )
}
