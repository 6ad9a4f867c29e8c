/** People reached by country, largest first, beside the people each country hosts. */
import type { Dashboard } from '../../modules/figures/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { Go } from '../ui/Go.tsx'
import { Table } from '../ui/Table.tsx'
import { BarCell } from './BarCell.tsx'
import { useFigureScope } from './scope.ts'

export function CountryTable({ figures }: { figures: Dashboard }) {
  const t = useT()
  const format = useFormat()
  const { rows } = useFigureScope()
  const countries = figures.countries.toSorted((a, b) => b.people - a.people || a.name.localeCompare(b.name, format.language))
  const most = Math.max(...countries.map((country) => country.people), 1)
  return (
    <Table label={t('web.figures.by-country')} className="bars">
      <caption>
        {t('web.figures.by-country')} <small>{t(`web.figures.method.${figures.method}`)}</small>
      </caption>
      <thead>
        <tr>
          <th>{t('web.ui.scope.country')}</th>
          <th className="n">{t('web.figures.persons')}</th>
          <th>
            <span className="hide">{t('web.figures.length')}</span>
          </th>
          <th className="n">{t('web.figures.hosted')}</th>
        </tr>
      </thead>
      <tbody>
        {countries.map((country) => (
          <tr key={country.code}>
            <th scope="row">
              <Go to="." search={{ country: country.code }}>
                {country.name}
              </Go>
            </th>
            {country.people > 0 ? (
              <td className="n">
                <Go to="/activities" search={rows({ country: country.code })}>
                  {format.number(Math.round(country.people))}
                </Go>
              </td>
            ) : (
              <td className="n quiet">{t('web.figures.nothing-reported')}</td>
            )}
            <BarCell value={country.people} most={most} />
            <td className="n quiet">{country.hosted === null ? '–' : format.number(country.hosted)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('web.figures.all')}</th>
          <td className="n">{format.number(Math.round(figures.people))}</td>
          <td />
          <td />
        </tr>
      </tfoot>
    </Table>
  )
}
