/** Along what a table is made; it stands in the address. */
import { useT } from '../languages.ts'
import { useChangeSearch } from '../scope.ts'

type Props<By extends string> = { by: By; bys: readonly By[]; name: (by: By) => string }

export function ByChoice<By extends string>({ by, bys, name }: Props<By>) {
  const t = useT()
  const change = useChangeSearch()
  return (
    <label>
      {t('web.figures.by')}
      <select value={by} onChange={(e) => change({ by: e.target.value })}>
        {bys.map((one) => (
          <option key={one} value={one}>
            {name(one)}
          </option>
        ))}
      </select>
    </label>
  )
}
