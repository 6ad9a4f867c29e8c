/** What is due from the person who looks: what waits among the people, rows to mend, months to send, reviews; beside it the month's state and who reported. */
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import type { Completeness } from '../../modules/activities/desk/contract.ts'
import type { PlanDue } from '../../modules/plan/review/contract.ts'
import { get } from '../api.ts'
import { latestReported, useCompleteness } from '../completeness/months.ts'
import { sentencesOf, useFormat, useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { useScope } from '../scope.ts'
import { Answer } from '../ui/Answer.tsx'
import { Go } from '../ui/Go.tsx'
import { Head } from '../ui/Head.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useScopeWords } from '../ui/ScopeWords.tsx'
import { WithPlan } from '../ui/WithPlan.tsx'
import { DueList, PlanDueList, type TodayAnswer } from './DueList.tsx'

// What is due comes first, on a slow line too.
const later = async <Part,>(load: Promise<Part>, says: 'beside' | 'front' = 'beside'): Promise<Part> =>
  (await Promise.all([load, sentencesOf(says)]))[0]
const Beside = lazy(() => later(import('./Beside.tsx')))
const PeopleDue = lazy(() => later(import('./PeopleDue.tsx'), 'front'))
const WhoReported = lazy(() => later(import('./WhoReported.tsx')))

function useToday(plan: string) {
  const enabled = useMay()('activities.read')
  return useQuery({ queryKey: ['today', plan], queryFn: () => get<TodayAnswer>(`/plans/${plan}/today`), enabled })
}
const usePlanDue = (plan: string) =>
  useQuery({ queryKey: ['plan-due', plan], queryFn: () => get<PlanDue[]>(`/plans/${plan}/review/today`) })

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
  return <WithPlan>{(plan) => <Board plan={plan} />}</WithPlan>
}

function Board({ plan }: { plan: string }) {
  const t = useT()
  const format = useFormat()
  const today = useToday(plan)
  const inPlan = usePlanDue(plan).data ?? []
  const may = useMay()
  const readsRows = may('activities.read')
  const words = useScopeWords()
  const who = useWho(plan)
  const { country, organisation, month: chosen, from, until } = useScope()
  const month = monthOf(chosen, who.data, today.data?.month)
  const counted = today.data && t('web.today.counted', { at: format.moment(today.data.countedAt) })
  const isNarrowed = [country, organisation, chosen, from, until].some((part) => part !== undefined)
  return (
    <>
      <Head title={t('web.today.title')} actions={<Actions month={today.data && today.data.rows > 0 ? month : undefined} />}>
        {[...words, ...(counted ? [counted] : [])].join(' · ')}
      </Head>
      <div className="split">
        <div className="stack">
          {isNarrowed && <p className="quiet">{t('web.today.due.everything')}</p>}
          {may('people.write') && (
            <Suspense>
              <PeopleDue />
            </Suspense>
          )}
          <PlanDueList due={inPlan} isAll={!readsRows} />
          {readsRows && (
            <>
              <Answer query={today}>{(answer) => <DueList today={answer} others={inPlan.length > 0} />}</Answer>
              <Suspense>
                <WhoReported who={who} month={month} />
              </Suspense>
            </>
          )}
        </div>
        {readsRows && (
          <aside className="stack" aria-label={t('web.today.aside')}>
            <Suspense>
              <Beside plan={plan} who={who.data} month={month} />
            </Suspense>
          </aside>
        )}
      </div>
    </>
  )
}

function Actions({ month }: { month: string | undefined }) {
  const t = useT()
  const format = useFormat()
  const may = useMay()
  return (
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
}
