/** Contributions one by one, the newest first: filtered, paged, each with what it was before and, if typed in, the way to take it back. */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { PlanLists } from '../../modules/plan/contract.ts'
import type { Contribution, ContributionPage, Overview } from '../../modules/plan/funding/contract.ts'
import { get } from '../api.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { type Search, useChangeSearch } from '../scope.ts'
import { Answer } from '../ui/Answer.tsx'
import { Badge } from '../ui/Badge.tsx'
import { More, pagesBy } from '../ui/pages.tsx'
import { Table } from '../ui/Table.tsx'
import { useAmounts } from './amount.ts'
import { ReverseDialog } from './ReverseDialog.tsx'

const views = ['incoming', 'internal', 'outgoing', 'shared', 'awaiting'] as const
const statuses = ['pledge', 'commitment', 'paid'] as const

export function ContributionList({ lists, money }: { lists: PlanLists; money: Overview }) {
  const t = useT()
  const search: Search = useSearch({ strict: false })
  const [reversing, setReversing] = useState<Contribution>()
  const view = views.find((one) => one === search.view)
  const query = {
    words: search.words,
    status: statuses.find((one) => one === search.status),
    direction: view === 'awaiting' ? undefined : view,
    awaiting: view === 'awaiting' ? 'true' : undefined,
    donor: /^\d+$/.test(search.donor ?? '') ? search.donor : undefined,
  }
  const path = `/plans/${lists.plan.code}/funding/contributions`
  const pages = useInfiniteQuery({
    queryKey: ['money', lists.plan.code, 'list', query],
    ...pagesBy((after) => get<ContributionPage>(path, { ...query, after, limit: 50 })),
    placeholderData: keepPreviousData,
  })
  const found = pages.data?.pages.flatMap((page) => page.contributions) ?? []
  return (
    <div className="stack">
      <h2>{t('web.money.contributions')}</h2>
      <Filters money={money} />
      <Answer query={pages as never}>
        {() =>
          found.length === 0 ? (
            <p>{t('web.money.nothing-found')}</p>
          ) : (
            <Rows lists={lists} rows={found} onReverse={setReversing} />
          )
        }
      </Answer>
      <More pages={pages} />
      {reversing && <ReverseDialog plan={lists.plan.code} contribution={reversing} onClose={() => setReversing(undefined)} />}
    </div>
  )
}

function Filters({ money }: { money: Overview }) {
  const t = useT()
  const search: Search = useSearch({ strict: false })
  const change = useChangeSearch()
  const pick = (name: string) => (e: { target: { value: string } }) =>
    change({ [name]: e.target.value || undefined }, { replace: true })
  return (
    <search className="filters row">
      <label>
        {t('web.money.find')}
        <input type="search" defaultValue={search.words ?? ''} onChange={pick('words')} />
      </label>
      <label>
        {t('web.money.status')}
        <select value={search.status ?? ''} onChange={pick('status')}>
          <option value="">{t('web.money.any')}</option>
          {statuses.map((one) => (
            <option key={one} value={one}>
              {t(`web.money.status.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('web.money.view')}
        <select value={search.view ?? ''} onChange={pick('view')}>
          <option value="">{t('web.money.any')}</option>
          {views.map((one) => (
            <option key={one} value={one}>
              {t(`web.money.view.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('web.money.by.donor')}
        <select value={search.donor ?? ''} onChange={pick('donor')}>
          <option value="">{t('web.money.any')}</option>
          {money.donors
            .filter((donor) => donor.id !== null)
            .map((donor) => (
              <option key={donor.id} value={String(donor.id)}>
                {donor.name}
              </option>
            ))}
        </select>
      </label>
    </search>
  )
}

function Rows({ lists, rows, onReverse }: { lists: PlanLists; rows: Contribution[]; onReverse: (row: Contribution) => void }) {
  const t = useT()
  return (
    <Table label={t('web.money.contributions')}>
      <thead>
        <tr>
          {['day', 'donor', 'recipient', 'where', 'amount', 'usd', 'state'].map((column) => (
            <th scope="col" key={column} className={column === 'amount' || column === 'usd' ? 'n' : undefined}>
              {t(`web.money.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} lists={lists} row={row} onReverse={onReverse} />
        ))}
      </tbody>
    </Table>
  )
}

function Row({ lists, row, onReverse }: { lists: PlanLists; row: Contribution; onReverse: (row: Contribution) => void }) {
  const t = useT()
  const text = useText()
  const format = useFormat()
  const { exact } = useAmounts()
  const country = lists.places.find((place) => place.code === row.country && place.level === 0)?.names[0] ?? row.country
  const sector = lists.sectors.find((one) => one.id === row.sectorId)
  const where = [country ?? row.countries, sector ? text(sector.names, sector.name) : row.sectors].filter(Boolean).join(' · ')
  const isBack = row.reverses !== null || row.reversedBy !== null
  return (
    <tr className={isBack ? 'quiet' : undefined}>
      <td className="nowrap">{row.decidedOn === null ? '–' : format.day(row.decidedOn)}</td>
      <th scope="row">{row.donor || t('web.money.donor-unnamed')}</th>
      <td>
        {row.recipient || t('plan.funding.not-specified')}
        {row.description && <small className="quiet block clip">{row.description}</small>}
      </td>
      <td>{where || t('plan.funding.not-specified')}</td>
      <td className="n">{row.amount === null ? '–' : exact(row.amount, row.currency ?? '')}</td>
      <td className="n">{row.usd === null ? <Badge tone="attention">{t('web.money.waits')}</Badge> : exact(row.usd, '')}</td>
      <td>
        {isBack
          ? t(row.reverses === null ? 'web.money.reversed' : 'web.money.reversal', { reason: row.reason })
          : t(`web.money.status.${row.status}`)}
        {!isBack && row.direction !== 'incoming' && <small className="quiet block">{t(`web.money.view.${row.direction}`)}</small>}
        {row.rate !== null && row.currency !== 'USD' && (
          <small className="quiet block">
            {t('web.money.rate-said', { rate: row.rate, day: row.rateDay ?? '–', source: row.rateSource ?? '–' })}
          </small>
        )}
        {row.changes > 0 && <small className="quiet block">{t('web.money.changed', { count: row.changes })}</small>}
        {row.mayReverse && (
          <button type="button" className="plain" onClick={() => onReverse(row)}>
            {t('web.money.reverse')}
          </button>
        )}
      </td>
    </tr>
  )
}
