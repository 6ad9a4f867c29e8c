/** One plan year: its lists, and what each says. */
import { useLocation, useSearch } from '@tanstack/react-router'
import type { PlanLists } from '../../modules/plan/contract.ts'
import { useFormat, useT } from '../languages.ts'
import type { Search } from '../scope.ts'
import { Go } from '../ui/Go.tsx'
import { IndicatorsTab } from './IndicatorsTab.tsx'
import { ListsTab } from './ListsTab.tsx'
import { MethodsTab } from './MethodsTab.tsx'
import { NewNamesTab } from './NewNamesTab.tsx'
import { newNames } from './newNames.ts'
import { PlanFrame } from './PlanFrame.tsx'
import { ProportionsTab } from './ProportionsTab.tsx'
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
  const t = useT()
  const format = useFormat()
  return (
    <PlanFrame
      section="lists"
      says={({ plan }) =>
        t('web.plan.head', {
          first: format.month(plan.firstMonth),
          last: format.month(plan.lastMonth),
          asks: format.list(plan.asks.map((asked) => t(`web.plan.asks.${asked}`))),
          day: plan.dueDay,
        })
      }
    >
      {(lists) => <OnePlan lists={lists} />}
    </PlanFrame>
  )
}

function OnePlan({ lists }: { lists: PlanLists }) {
  const t = useT()
  const search: Search = useSearch({ strict: false })
  const { pathname } = useLocation()
  const fresh = newNames(lists).length
  const named = (Object.keys(tabs) as TabName[]).filter((name) => name !== 'new' || fresh > 0)
  const tab = named.find((name) => name === search.tab) ?? 'lists'
  const Tab = tabs[tab]
  return (
    <>
      <nav className="tabs" aria-label={t('web.plan.lists-of')}>
        {named.map((name) => (
          <Go key={name} to={pathname} search={{ tab: name }} current={name === tab ? 'page' : undefined}>
            {name === 'new' ? t('web.plan.tab.new', { count: fresh }) : t(`web.plan.tab.${name}`)}
          </Go>
        ))}
      </nav>
      <Tab lists={lists} />
    </>
  )
}
