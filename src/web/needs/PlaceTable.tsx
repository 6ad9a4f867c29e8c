/** Countries, or the places of a country: need and target as numbers and bars, and how much of the need is targeted. */
import type { What } from '../../modules/plan/needs/contract.ts'
import { useCountryName } from '../countries.ts'
import { BarCell } from '../figures/BarCell.tsx'
import { useFormat, useT } from '../languages.ts'
import { Go } from '../ui/Go.tsx'
import { Table } from '../ui/Table.tsx'
import { type PlaceLine, partsOf, whats } from './places.ts'
import { type Shown, useSearchWith } from './useNeeds.ts'
import { useLevelName } from './words.ts'

type Props = { lines: PlaceLine[]; shown: Shown; chosen: string | undefined }

export function PlaceTable({ lines, shown, chosen }: Props) {
  const t = useT()
  const format = useFormat()
  const levelName = useLevelName()
  const countryName = useCountryName()
  const asked = whats(shown)
  const within = useSearchWith()
  const isOfCountry = chosen !== undefined
  // The country's own row would leave nothing to see of its places.
  const measured = lines.filter((line) => !isOfCountry || lines.length === 1 || line.level !== 'country')
  const most = Math.max(...measured.flatMap((line) => asked.map((what) => line.total[what]?.total ?? 0)), 1)
  const title = t(isOfCountry ? 'web.needs.by-place' : 'web.needs.by-country')
  return (
    <Table label={title} className="bars needs-places" tall={lines.length > 20}>
      <caption>
        {title} <small>{t('web.needs.persons')}</small>
      </caption>
      <thead>
        <tr>
          <th>{t(isOfCountry ? 'web.needs.place' : 'web.ui.scope.country')}</th>
          {asked.map((what) => [
            <th key={what} className="n">
              {t(`web.needs.what.${what}`)}
            </th>,
            <th key={`${what} bar`}>
              <span className="hide">{t('web.figures.length')}</span>
            </th>,
          ])}
          {shown === 'both' && <th className="n">{t('web.needs.share')}</th>}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.key} aria-selected={line.key === chosen}>
            <th scope="row">
              <Go
                to="."
                search={within(isOfCountry ? { place: line.key } : { country: line.country, place: undefined })}
                className="live"
                current={line.key === chosen ? 'page' : undefined}
              >
                {isOfCountry ? levelName(line.level, line.name) : countryName(line.country)}
              </Go>
            </th>
            {asked.map((what) => {
              const people = line.total[what]?.total
              return [
                <td key={what} className={people === undefined ? 'n quiet' : 'n'}>
                  {people === undefined ? '–' : format.number(people)}
                </td>,
                people === undefined || !measured.includes(line) ? (
                  <td key={`${what} bar`} />
                ) : (
                  <BarCell key={`${what} bar`} value={people} most={most} />
                ),
              ]
            })}
            {shown === 'both' && <td className="n quiet">{shareOf(line, format)}</td>}
          </tr>
        ))}
      </tbody>
      {isOfCountry ? <Parts lines={lines} shown={shown} /> : <Sum lines={lines} shown={shown} />}
    </Table>
  )
}

function shareOf({ total: { need, target } }: PlaceLine, format: ReturnType<typeof useFormat>): string {
  return need && target && need.total > 0 ? format.number(target.total / need.total, { style: 'percent' }) : '–'
}

const Sum = ({ lines, shown }: Pick<Props, 'lines' | 'shown'>) => (
  <tfoot>
    <Foot
      name="web.figures.all"
      shown={shown}
      value={(what) => lines.reduce((sum, line) => sum + (line.total[what]?.total ?? 0), 0)}
    />
  </tfoot>
)

/** The country's own row counts; beside it what its places add up to, and the gap. */
function Parts({ lines, shown }: Pick<Props, 'lines' | 'shown'>) {
  if (whats(shown).every((what) => partsOf(lines, what) === undefined)) return null
  const difference = (what: What) => {
    const both = partsOf(lines, what)
    return both && both.own - both.parts
  }
  return (
    <tfoot>
      <Foot name="web.needs.gaps.parts" shown={shown} value={(what) => partsOf(lines, what)?.parts} />
      <Foot name="web.needs.gap" shown={shown} value={difference} signed />
    </tfoot>
  )
}

type FootProps = { name: string; shown: Shown; value: (what: What) => number | undefined; signed?: boolean }

function Foot({ name, shown, value, signed = false }: FootProps) {
  const t = useT()
  const format = useFormat()
  const said = (n: number | undefined) => (n === undefined ? '–' : format.number(n, signed ? { signDisplay: 'exceptZero' } : {}))
  return (
    <tr>
      <th scope="row">{t(name)}</th>
      {whats(shown).map((what) => [
        <td key={what} className="n">
          {said(value(what))}
        </td>,
        <td key={`${what} bar`} />,
      ])}
      {shown === 'both' && <td />}
    </tr>
  )
}
