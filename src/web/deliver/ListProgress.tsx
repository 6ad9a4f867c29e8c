/** How many came, and of a list of cash how much was handed over. */
import { useFormat, useT } from '../languages.ts'
import { type Line, moneyOfList } from './expected.ts'
import { useUsd } from './useAmount.ts'

export function ListProgress({ lines }: { lines: Line[] }) {
  const t = useT()
  const format = useFormat()
  const usd = useUsd()
  const came = lines.filter((one) => one.came).length
  const money = moneyOfList(lines)
  return (
    <div>
      <p role="status">
        {t('web.deliver.list.progress', { came: format.number(came), n: lines.length, expected: format.number(lines.length) })}
      </p>
      {money && <p>{t('web.deliver.list.money', { given: usd(money.given), planned: usd(money.planned) })}</p>}
      <progress max={Math.max(1, lines.length)} value={came} aria-label={t('web.deliver.list.progress-of')} />
    </div>
  )
}
