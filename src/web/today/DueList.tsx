/** What is due, in groups, the most important first: about seven lines, the rest one step away. */
import type { z } from 'zod'
import type { Due, Today } from '../../modules/activities/desk/contract.ts'
import type { PlanDue } from '../../modules/plan/review/contract.ts'
import { type Format, hasMessage, useFormat, useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { Empty } from '../ui/Empty.tsx'
import { Go, GoAddress } from '../ui/Go.tsx'
import { Icon } from '../ui/Icon.tsx'
import { iconOf } from '../ui/Notice.tsx'

export type TodayAnswer = z.infer<typeof Today>
type Group = (typeof groups)[number]['key']

/** In their order, with how many lines of each are shown where there are many in all. */
const groups = [
  { key: 'back', shown: 2 },
  { key: 'mend', shown: 2 },
  { key: 'send', shown: 2 },
  { key: 'review', shown: 2 },
  { key: 'imports', shown: 1 },
] as const
const allShown = 7

function groupOf({ code }: Due): Group {
  if (code === 'returned' || code === 'import-failed') return 'back'
  if (code.startsWith('mend-')) return 'mend'
  if (code.startsWith('send') || code.startsWith('report')) return 'send'
  return code.startsWith('import') ? 'imports' : 'review'
}

/** What is due in the plan itself: decisions that wait, activities that came back. @param isAll nothing else can be due from this person */
export function PlanDueList({ due, isAll }: { due: PlanDue[]; isAll: boolean }) {
  const t = useT()
  const meetsPeople = useMay()('people.read')
  if (due.length === 0) return !isAll ? null : meetsPeople ? <NothingInPlan /> : <NothingDue isUnused={false} />
  return (
    <section aria-labelledby="due-plan">
      <h2 className="due-name" id="due-plan">
        {t('web.today.due.plan')}
      </h2>
      <ul className="due">
        {due.map((entry, i) => (
          <Line key={entry.code} due={entry} room="plan" isFirst={i === 0} />
        ))}
      </ul>
    </section>
  )
}

/** @param others whether something else is due already */
export function DueList({ today, others }: { today: TodayAnswer; others: boolean }) {
  const t = useT()
  if (today.due.length === 0) return others ? null : <NothingDue isUnused={today.rows === 0} />
  const of = Map.groupBy(today.due, groupOf)
  const isShort = today.due.length <= allShown
  const filled = groups.filter(({ key }) => of.has(key))
  return (
    <div className="stack">
      {filled.map(({ key, shown }, i) => (
        <section key={key} aria-labelledby={`due-${key}`}>
          <h2 className="due-name" id={`due-${key}`}>
            {t(`web.today.due.${key}`)}
          </h2>
          <Lines due={of.get(key) ?? []} shown={isShort ? allShown : shown} isFirst={i === 0 && !others} />
        </section>
      ))}
    </div>
  )
}

function Lines({ due, shown, isFirst }: { due: Due[]; shown: number; isFirst: boolean }) {
  const t = useT()
  const entries = due.map((entry, i) => <Line key={`${entry.code} ${entry.link}`} due={entry} isFirst={isFirst && i === 0} />)
  return (
    <>
      <ul className="due">{entries.slice(0, shown)}</ul>
      {entries.length > shown && (
        <details>
          <summary>{t('web.today.due.more', { n: entries.length - shown })}</summary>
          <ul className="due">{entries.slice(shown)}</ul>
        </details>
      )}
    </>
  )
}

/** Who registers and gives sends no rows: that all of them are sent would say that nothing waits among the people either. */
function NothingInPlan() {
  const t = useT()
  return (
    <Empty icon="check" title={t('web.today.nothing.people')}>
      <p>{t('web.today.nothing.people.words')}</p>
      <div className="row">
        <Go to="/deliver" className="button primary">
          <Icon name="deliver" />
          {t('web.ui.job.deliver')}
        </Go>
        <Go to="/people" className="button">
          <Icon name="people" />
          {t('web.ui.job.people')}
        </Go>
      </div>
    </Empty>
  )
}

function NothingDue({ isUnused }: { isUnused: boolean }) {
  const t = useT()
  const mayWrite = useMay()('activities.write')
  if (!isUnused)
    return (
      <Empty icon="check" title={t('web.today.nothing')}>
        <p>{t('web.today.nothing.words')}</p>
      </Empty>
    )
  return (
    <Empty icon="activities" title={t('web.today.unused')}>
      <p>{t(mayWrite ? 'web.today.unused.words' : 'web.today.unused.words.reader')}</p>
      {mayWrite && (
        <Go to="/imports/new" className="button primary">
          <Icon name="upload" />
          {t('web.today.import')}
        </Go>
      )}
    </Empty>
  )
}

/** Months and days of the sentence in the words of the language. */
function inWords(name: string, value: string | number, format: Format): string | number {
  if (typeof value !== 'string') return value
  if (name === 'month') return format.month(value)
  return name === 'on' && /^\d{4}-\d\d-\d\d$/.test(value) ? format.day(value) : value
}

/** Where nobody at all has sent the month, no partner is behind the others. */
const isNobody = ({ code, values }: Due | PlanDue): boolean => code === 'silent' && values.partners === values.known

function Line({ due, isFirst, room = 'activities' }: { due: Due | PlanDue; isFirst: boolean; room?: 'activities' | 'plan' }) {
  const t = useT()
  const format = useFormat()
  const key = `${room}.due.${due.code}`
  const values = Object.fromEntries(Object.entries(due.values).map(([name, value]) => [name, inWords(name, value, format)]))
  const sentence = isNobody(due) ? t('web.today.due.nobody', values) : t(key, values)
  const tone = isNobody(due) ? 'info' : due.tone
  return (
    <li data-tone={tone}>
      <Icon name={iconOf[tone]} />
      <span>{sentence}</span>
      {hasMessage(`${key}.more`) && <span className="quiet">{t(`${key}.more`, values)}</span>}
      <GoAddress address={due.link} className={isFirst ? 'button primary' : 'button'}>
        {hasMessage(`${key}.action`) ? t(`${key}.action`, values) : t('web.today.open')}
        <span className="hide">: {sentence}</span>
      </GoAddress>
    </li>
  )
}
