/** The same money by country, sector, organisation and donor: tables whose bars are coverage. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import type { Coverage, CoverageLine, Donor, Overview } from '../../modules/plan/funding/contract.ts'
import { get } from '../api.ts'
import { BarCell } from '../figures/BarCell.tsx'
import { useT } from '../languages.ts'
import { Answer } from '../ui/Answer.tsx'
import { Go } from '../ui/Go.tsx'
import { Table } from '../ui/Table.tsx'
import { useAmounts } from './amount.ts'

const cuts = ['country', 'sector', 'organisation', 'donor'] as const

export function Cuts({ plan, money, by: asked }: { plan: string; money: Overview; by: string | undefined }) {
  const t = useT()
  const { pathname } = useLocation()
  const by = cuts.find((one) => one === asked) ?? 'country'
  return (
    <section className="stack" aria-label={t('web.money.cuts')}>
      <nav className="tabs" aria-label={t('web.money.cuts')}>
        {cuts.map((one) => (
          <Go key={one} to={pathname} search={{ by: one }} current={one === by ? 'page' : undefined}>
            {t(`web.money.by.${one}`)}
          </Go>
        ))}
      </nav>
      {by === 'donor' ? <Donors donors={money.donors} /> : <CoverageOf plan={plan} by={by} />}
    </section>
  )
}

function CoverageOf({ plan, by }: { plan: string; by: Coverage['by'] }) {
  const coverage = useQuery({
    queryKey: ['money', plan, 'coverage', by],
    queryFn: () => get<Coverage>(`/plans/${plan}/funding/coverage`, { by }),
    placeholderData: keepPreviousData,
  })
  return <Answer query={coverage}>{(table) => <CoverageTable table={table} />}</Answer>
}

const isBlank = (line: CoverageLine) =>
  [line.requirement, line.given, line.received, line.passedOn, line.pledged].every((amount) => amount === '0.00')

function CoverageTable({ table }: { table: Coverage }) {
  const t = useT()
  const { whole } = useAmounts()
  const lines = table.lines.filter((line) => !isBlank(line)).toSorted((a, b) => order(a) - order(b))
  const passed = table.by === 'organisation'
  const columns = ['asked', 'contributed', ...(passed ? ['received', 'passed-on'] : []), 'missing', 'pledged']
  const label = t('web.money.coverage-by', { by: t(`web.money.by.${table.by}`).toLowerCase() })
  return (
    <>
      <Table label={label} className="bars">
        <caption>
          {label} <small>{t('web.money.in-usd')}</small>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t(`web.money.by.${table.by}`)}</th>
            {columns.slice(0, 2).map((column) => (
              <th scope="col" key={column} className="n">
                {t(`web.money.column.${column}`)}
              </th>
            ))}
            <th scope="col" className="n">
              {t('web.money.coverage')}
            </th>
            <th scope="col">
              <span className="hide">{t('web.money.length')}</span>
            </th>
            {columns.slice(2).map((column) => (
              <th scope="col" key={column} className="n">
                {t(`web.money.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Line key={line.key ?? line.name} line={line} passed={passed} />
          ))}
        </tbody>
        <tfoot>
          <Line line={table.total} passed={passed} />
        </tfoot>
      </Table>
      {passed && table.total.passedOn !== '0.00' && (
        <p className="quiet">{t('web.money.passed-on.words', { usd: whole(table.total.passedOn) })}</p>
      )}
    </>
  )
}

/** The largest requirement first, then what only received; what is not specified stands last. */
const order = (line: CoverageLine): number =>
  line.key === null && line.requirement === '0.00' ? 1 : -Number(line.requirement) - Number(line.contributed) / 1e6 - 2

function Line({ line, passed }: { line: CoverageLine; passed: boolean }) {
  const t = useT()
  const { whole, share } = useAmounts()
  const isNegative = line.contributed.startsWith('-')
  return (
    <tr>
      <th scope="row">
        {line.name}
        {isNegative && <small className="quiet block">{t('web.money.passed-more')}</small>}
      </th>
      <td className="n">{whole(line.requirement)}</td>
      <td className="n">{whole(line.contributed)}</td>
      <td className="n">{line.coverage === null ? '–' : share(line.coverage)}</td>
      <BarCell value={Math.min(Math.max(line.coverage ?? 0, 0), 1)} most={1} />
      {passed && <td className="n quiet">{whole(line.received)}</td>}
      {passed && <td className="n quiet">{whole(line.passedOn)}</td>}
      <td className="n">{line.gap.startsWith('-') ? t('web.money.none-missing') : whole(line.gap)}</td>
      <td className="n quiet">{whole(line.pledged)}</td>
    </tr>
  )
}

function Donors({ donors }: { donors: Donor[] }) {
  const t = useT()
  const { whole, share } = useAmounts()
  const most = Math.max(...donors.map((donor) => Number(donor.given)), 1)
  if (donors.length === 0) return <p>{t('web.money.no-donors')}</p>
  return (
    <Table label={t('web.money.by.donor')} className="bars">
      <caption>
        {t('web.money.donors')} <small>{t('web.money.in-usd')}</small>
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('web.money.by.donor')}</th>
          <th scope="col" className="n">
            {t('web.money.column.contributed')}
          </th>
          <th scope="col" className="n">
            {t('web.money.share')}
          </th>
          <th scope="col">
            <span className="hide">{t('web.money.length')}</span>
          </th>
          <th scope="col" className="n">
            {t('web.money.column.pledged')}
          </th>
        </tr>
      </thead>
      <tbody>
        {donors.map((donor) => (
          <tr key={donor.id ?? donor.name}>
            <th scope="row">{donor.name || t('web.money.donor-unnamed')}</th>
            <td className="n">{whole(donor.given)}</td>
            <td className="n">{donor.share === null ? '–' : share(donor.share)}</td>
            <BarCell value={Number(donor.given)} most={most} />
            <td className="n quiet">{whole(donor.pledged)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
