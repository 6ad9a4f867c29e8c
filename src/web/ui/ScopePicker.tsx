/** The scope picker of the top bar: plan, country, organisation, period. What is chosen stands in the address. */
import { useLocation, useNavigate, useParams } from '@tanstack/react-router'
import { useFormat, useT, useText } from '../languages.ts'
import { useMe } from '../me.ts'
import { usePlanLists, usePlans } from '../plans.ts'
import { periodsOf, rememberPlan, type Search, useChangeSearch, useScope } from '../scope.ts'

export default function ScopePicker() {
  const t = useT()
  const text = useText()
  const plans = usePlans()
  const { plan } = useScope()
  const choose = usePlanChoice()
  if (!plans.data || plans.data.length === 0) return null
  return (
    <form className="scope" aria-label={t('web.ui.scope')}>
      <label>
        {t('web.ui.scope.plan')}
        <select value={plan ?? ''} onChange={(e) => choose(e.target.value)}>
          {plans.data.map((p) => (
            <option key={p.code} value={p.code}>
              {text(p.names, p.code)}
            </option>
          ))}
        </select>
      </label>
      <CountrySelect />
      <OrganisationSelect />
      <PeriodSelect />
    </form>
  )
}

/** The screens of one plan name it in their path: another plan is the same screen of that plan. */
function usePlanChoice(): (plan: string) => void {
  const { code } = useParams({ strict: false })
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const change = useScopeChange()
  return (plan) => {
    rememberPlan(plan)
    if (code) void navigate({ to: pathname.replace(`/plan/${code}`, `/plan/${plan}`), search: { plan } as never })
    else change({ plan, organisation: undefined, month: undefined, from: undefined, until: undefined })
  }
}

/** A change of scope begins at the first page again. */
function useScopeChange(): (change: Search) => void {
  const change = useChangeSearch()
  return (search) => change({ ...search, after: undefined, before: undefined, last: undefined, row: undefined })
}

function CountrySelect() {
  const t = useT()
  const format = useFormat()
  const { plan, country } = useScope()
  const me = useMe()
  const lists = usePlanLists(plan)
  const change = useScopeChange()
  const own = me.data?.countries
  const all = new Map(lists.data?.places.map((place) => [place.country, place.countryName]))
  const countries = format.sorted(
    [...all].filter(([code]) => !own?.length || own.includes(code)),
    ([, name]) => name,
  )
  return (
    <label>
      {t('web.ui.scope.country')}
      <select value={country ?? ''} onChange={(e) => change({ country: e.target.value || undefined, admin1: undefined })}>
        {own?.length !== 1 && <option value="">{t('web.ui.scope.all-countries')}</option>}
        {countries.map(([code, name]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

function OrganisationSelect() {
  const t = useT()
  const format = useFormat()
  const { plan, organisation } = useScope()
  const me = useMe()
  const lists = usePlanLists(plan)
  const change = useScopeChange()
  const own = me.data?.organisations
  const mine = lists.data?.organisations.filter((o) => o.appealing && (!own?.length || own.includes(o.id))) ?? []
  const name = (o: { acronym: string; names: string[] }) => o.acronym || (o.names[0] ?? '')
  return (
    <label>
      {t('web.ui.scope.organisation')}
      <select value={organisation ?? ''} onChange={(e) => change({ organisation: e.target.value || undefined })}>
        {mine.length !== 1 && <option value="">{t('web.ui.scope.all-organisations')}</option>}
        {format.sorted(mine, name).map((o) => (
          <option key={o.id} value={o.id} title={o.names[0]}>
            {name(o)}
          </option>
        ))}
      </select>
    </label>
  )
}

function PeriodSelect() {
  const t = useT()
  const format = useFormat()
  const { planEntry, month, from, until } = useScope()
  const change = useScopeChange()
  if (!planEntry) return null
  const { months, quarters } = periodsOf(planEntry)
  const chosen = month ?? (from || until ? `${from ?? planEntry.firstMonth}..${until ?? planEntry.lastMonth}` : '')
  const named = (a: string, b: string) =>
    t('web.ui.scope.months', { from: format.month(a, 'short'), until: `${format.month(b, 'short')} ${b.slice(0, 4)}` })
  const isListed = chosen === '' || months.includes(chosen) || quarters.some((q) => `${q.from}..${q.until}` === chosen)
  const choose = (value: string) => {
    const [first, last] = value.split('..')
    change(
      last ? { month: undefined, from: first, until: last } : { month: value || undefined, from: undefined, until: undefined },
    )
  }
  return (
    <label>
      {t('web.ui.scope.period')}
      <select value={chosen} onChange={(e) => choose(e.target.value)}>
        <option value="">{t('web.ui.scope.whole-plan')}</option>
        {!isListed && <option value={chosen}>{named(chosen.slice(0, 7), chosen.slice(9))}</option>}
        <optgroup label={t('web.ui.scope.by-month')}>
          {months.map((m) => (
            <option key={m} value={m}>
              {format.month(m)}
            </option>
          ))}
        </optgroup>
        <optgroup label={t('web.ui.scope.by-quarter')}>
          {quarters.map((q) => (
            <option key={q.from} value={`${q.from}..${q.until}`}>
              {named(q.from, q.until)}
            </option>
          ))}
        </optgroup>
      </select>
    </label>
  )
}
