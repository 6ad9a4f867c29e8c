/** The first figures: people reached with their method and range; cash, trained and outputs stand apart. */
import type { ReactNode } from 'react'
import type { Dashboard } from '../../modules/figures/contract.ts'
import { useFormat, useT } from '../languages.ts'
import type { Search } from '../scope.ts'
import { Go } from '../ui/Go.tsx'
import { useFigureScope } from './scope.ts'

export function Headline({ figures }: { figures: Dashboard }) {
  const t = useT()
  const format = useFormat()
  const { rows } = useFigureScope()
  const method = t(`web.figures.method.${figures.method}`)
  const countries = figures.countries.filter((country) => country.people > 0).length
  const range =
    figures.range.least === figures.range.most
      ? []
      : [
          t('web.figures.range', {
            least: format.number(Math.round(figures.range.least)),
            most: format.number(Math.round(figures.range.most)),
          }),
        ]
  return (
    <section className="stack" aria-label={t('web.figures.headline')}>
      <div className="figures">
        <Big
          value={format.number(Math.round(figures.people))}
          unit={t('web.figures.people')}
          search={rows()}
          method={[
            method,
            t('web.figures.in-countries', { count: countries }),
            t('web.figures.of-rows', { count: figures.rows }),
            ...range,
          ].join(' · ')}
        />
        <Big
          value={format.number(Math.round(figures.cashPeople))}
          unit={t('web.figures.cash-people')}
          method={t('web.figures.cash-value', { value: format.number(Math.round(figures.cashValueUsd)) })}
        />
        <Big
          value={format.number(Math.round(figures.trained))}
          unit={t('web.figures.trained')}
          search={rows({ kind: 'capacity' })}
          method={t('web.figures.apart')}
        />
        <Big
          value={format.number(Math.round(figures.output))}
          unit={t('web.figures.output')}
          search={rows({ kind: 'output' })}
          method={t('web.figures.apart')}
        />
      </div>
      <details className="made">
        <summary>{t('web.figures.made')}</summary>
        <p>{t('web.figures.made.words', { method })}</p>
        <p>
          <Go to="/figures/table" search={{ by: 'country' }}>
            {t('web.figures.made.compare')}
          </Go>
        </p>
      </details>
    </section>
  )
}

/** A figure that opens to its rows. */
function Big({ value, unit, method, search }: { value: string; unit: string; method: ReactNode; search?: Search }) {
  return (
    <p className="figure big">
      <b>
        {search ? (
          <Go to="/activities" search={search} className="live">
            {value}
          </Go>
        ) : (
          value
        )}
      </b>
      {unit}
      <span className="method">{method}</span>
    </p>
  )
}
