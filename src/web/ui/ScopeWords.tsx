/** The scope in words, for the first line of a screen: “Ecuador · plan RMRP 2021 · May 2021”. */
import { useFormat, useT, useText } from '../languages.ts'
import { useOwnScope } from '../me.ts'
import { usePlanLists } from '../plans.ts'
import { useScope } from '../scope.ts'

export function useScopeWords(): string[] {
  const t = useT()
  const text = useText()
  const format = useFormat()
  const scope = useScope()
  const lists = usePlanLists(scope.plan)
  const own = useOwnScope()
  const countryCode = scope.country ?? own.country
  if (!scope.planEntry || !scope.period) return []
  const country = lists.data?.places.find((place) => place.country === countryCode)?.countryName ?? countryCode
  const organisation = lists.data?.organisations.find((o) => o.id === (scope.organisation ?? own.organisation))
  const { from, until } = scope.period
  return [
    ...(organisation ? [organisation.acronym || (organisation.names[0] ?? '')] : []),
    country ?? t('web.ui.scope.all-countries'),
    t('web.ui.scope.plan-named', { plan: text(scope.planEntry.names, scope.planEntry.code) }),
    from === until ? format.month(from) : t('web.ui.scope.months', { from: format.month(from), until: format.month(until) }),
  ]
}
