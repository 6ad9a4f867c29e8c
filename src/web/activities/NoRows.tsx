/** Nothing to show: because nothing was reported, or because of the filter. */
import { useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { useChangeSearch } from '../scope.ts'
import { Empty } from '../ui/Empty.tsx'
import { Go } from '../ui/Go.tsx'
import { filterNames, firstPage } from './filter.ts'

export function NoRows({ isNarrowed }: { isNarrowed: boolean }) {
  const t = useT()
  const may = useMay()
  const change = useChangeSearch()
  const clear = Object.fromEntries(filterNames.map((name) => [name, undefined]))
  if (isNarrowed)
    return (
      <Empty icon="filter" title={t('web.activities.empty.filtered')}>
        <p>{t('web.activities.empty.filtered.words')}</p>
        <button type="button" onClick={() => change({ ...clear, ...firstPage })}>
          {t('web.activities.filter.clear')}
        </button>
      </Empty>
    )
  return (
    <Empty icon="activities" title={t('web.activities.empty')}>
      <p>{t(may('activities.write') ? 'web.activities.empty.words' : 'web.activities.empty.words.reader')}</p>
      {may('activities.write') && (
        <Go to="/imports/new" className="button primary">
          {t('web.imports.new')}
        </Go>
      )}
    </Empty>
  )
}
