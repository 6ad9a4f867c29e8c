/** One plan year: its lists, and what each says. */
import { useParams, useSearch } from '@tanstack/react-router'
import type { PlanLists } from '../../modules/plan/contract.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { usePlanLists } from '../plans.ts'
import type { Search } from '../scope.ts'
import { Answer } from '../ui/Answer.tsx'
import { Go } from '../ui/Go.tsx'
import { Head } from '../ui/Head.tsx'
import { IndicatorsTab } from './IndicatorsTab.tsx'
import { ListsTab } from './ListsTab.tsx'
import { MethodsTab } from './MethodsTab.tsx'
import { NewNamesTab } from './NewNamesTab.tsx'
import { newNames } from './newNames.ts'
import { ProportionsTab } from './ProportionsTab.tsx'
import './plan.css'
import { SectorsTab } from './SectorsTab.tsx'

const tabs = {
  lists: ListsTab,
  sectors: SectorsTab,
  indicators: IndicatorsTab,
  methods: MethodsTab,
  proportions: ProportionsTab,
  new: NewNamesTab,
} as const
type TabName = keyof typeof tabs

export function PlanScreen() {
  const { code } = useParams({ strict: false })
  const lists = usePlanLists(code)
  return <Answer query={lists}>{(all) => <OnePlan lists={all} />}</Answer>
}

function OnePlan({ lists }: { lists: PlanLists }) {
  const t = useT()
  const text = useText()
  const format = useFormat()
  const search: Search = useSearch({ strict: false })
  const { plan } = lists
  const fresh = newNames(lists).length
  const named = (Object.keys(tabs) as TabName[]).filter((name) => name !== 'new' || fresh > 0)
  const tab = named.find((name) => name === search.tab) ?? 'lists'
  const Tab = tabs[tab]
  const asks = plan.asks.map((asked) => t(`web.plan.asks.${asked}`))
  return (
    <>
      <nav className="crumbs" aria-label={t('web.plan.where')}>
        <ol>
          <li>
            <Go to="/plan">{t('web.plan.title')}</Go>
          </li>
          <li aria-current="page">{plan.code}</li>
        </ol>
      </nav>
      <Head title={text(plan.names, plan.code)}>
        {t('web.plan.head', {
          first: format.month(plan.firstMonth),
          last: format.month(plan.lastMonth),
          asks: format.list(asks),
          day: plan.dueDay,
        })}
      </Head>
      <nav className="tabs" aria-label={t('web.plan.parts')}>
        {named.map((name) => (
          <Go key={name} to={`/plan/${plan.code}`} search={{ tab: name }} current={name === tab ? 'page' : undefined}>
            {name === 'new' ? t('web.plan.tab.new', { count: fresh }) : t(`web.plan.tab.${name}`)}
          </Go>
        ))}
      </nav>
      <Tab lists={lists} />
    </>
  )
}
