/** The activities of one line: looked at one by one, chosen by boxes, decided together. */
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { PlanLists } from '../../modules/plan/contract.ts'
import type { QueueLine, ReviewStep, WaitingActivity } from '../../modules/plan/review/contract.ts'
import { useCountryName } from '../countries.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { type Search, useChangeSearch } from '../scope.ts'
import { useSectorName } from '../sectors.ts'
import { Answer } from '../ui/Answer.tsx'
import { Badge } from '../ui/Badge.tsx'
import { Go } from '../ui/Go.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Table } from '../ui/Table.tsx'
import { LastDay } from './Queue.tsx'
import { StepDialog } from './StepDialog.tsx'
import { type Outcome, useWaiting } from './useReview.ts'

type Props = { line: QueueLine; lists: PlanLists; onBack: () => void; onDone: (outcome: Outcome) => void }

export function Activities({ line, lists, onBack, onDone }: Props) {
  const t = useT()
  const sectorName = useSectorName()
  const waiting = useWaiting(lists.plan.code, line)
  const sector = lists.sectors.find((s) => s.id === line.sectorId)
  const countryName = useCountryName()
  const country = line.country === null ? t('web.review.no-country') : countryName(line.country)
  return (
    <section className="stack" aria-labelledby="review-line">
      <p>
        <button type="button" className="plain" onClick={onBack}>
          ← {t('web.review.back')}
        </button>
      </p>
      <div className="row">
        <h2 id="review-line" data-sector={sector?.look}>
          {sector && <Icon name={sector.look} sector />}{' '}
          {[sector ? sectorName(sector) : t('web.review.no-sector'), line.organisation, country].join(' · ')}
        </h2>
        <LastDay line={line} />
      </div>
      <Answer query={waiting}>
        {({ rows, hasMore }) => <Choice line={line} rows={rows} hasMore={hasMore} lists={lists} onDone={onDone} />}
      </Answer>
    </section>
  )
}

type ChoiceProps = Omit<Props, 'onBack'> & { rows: WaitingActivity[]; hasMore: boolean }

function Choice({ line, rows, hasMore, lists, onDone }: ChoiceProps) {
  const t = useT()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [asked, setAsked] = useState<ReviewStep>()
  const here = rows.filter((row) => chosen.has(row.id))
  const all = here.length === rows.length && rows.length > 0
  const toggle = (id: string) =>
    setChosen((before) => new Set(before.has(id) ? [...before].filter((b) => b !== id) : [...before, id]))
  const other: ReviewStep = line.step === 'submit' ? 'withdraw' : 'return'
  return (
    <>
      <div className="row review-steps">
        <label className="nowrap">
          <input type="checkbox" checked={all} onChange={() => setChosen(new Set(all ? [] : rows.map((row) => row.id)))} />{' '}
          {t('web.review.all', { n: rows.length })}
        </label>
        <button type="button" className="primary end" disabled={here.length === 0} onClick={() => setAsked(line.step)}>
          <Icon name="check" />
          {t(`web.review.do.${line.step}`, { n: here.length })}
        </button>
        <button type="button" disabled={here.length === 0} onClick={() => setAsked(other)}>
          <Icon name="undo" />
          {t(`web.review.do.${other}`, { n: here.length })}
        </button>
      </div>
      {hasMore && <p className="quiet">{t('web.review.more', { n: rows.length })}</p>}
      <Table label={t(`web.review.queue.${line.step}`)} className="review-list">
        <thead>
          <tr>
            <th>
              <span className="hide">{t('web.review.choose')}</span>
            </th>
            <th>{t('web.review.activity')}</th>
            <th>{t('web.review.place')}</th>
            <th className="n">{t('web.review.people')}</th>
            <th className="n">{t('web.review.usd')}</th>
            <th>{t('web.review.remarks')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} lists={lists} isChosen={chosen.has(row.id)} onToggle={() => toggle(row.id)} />
          ))}
        </tbody>
      </Table>
      {asked && (
        <StepDialog
          plan={lists.plan.code}
          step={asked}
          rows={here}
          line={line}
          onClose={(done) => {
            setAsked(undefined)
            if (done) {
              onDone(done)
              setChosen(new Set())
            }
          }}
        />
      )}
    </>
  )
}

type RowProps = { row: WaitingActivity; lists: PlanLists; isChosen: boolean; onToggle: () => void }

function Row({ row, lists, isChosen, onToggle }: RowProps) {
  const t = useT()
  const text = useText()
  const format = useFormat()
  const search: Search = useSearch({ strict: false })
  const change = useChangeSearch()
  const indicator = lists.indicators.find((i) => i.id === row.indicatorId)
  const place = lists.places.find((p) => p.code === row.admin1)?.names[0] ?? row.admin1 ?? '–'
  const title = row.title || t('web.review.untitled')
  return (
    <tr aria-current={search.row === row.id ? 'true' : undefined}>
      <td>
        <input type="checkbox" checked={isChosen} onChange={onToggle} aria-label={title} />
      </td>
      <th scope="row">
        <button type="button" className="link" onClick={() => change({ row: row.id })}>
          {title}
        </button>
        <br />
        <small className="quiet">{text(indicator?.names, indicator?.name)}</small>
      </th>
      <td>{place}</td>
      <td className="n">{row.people === null ? '–' : format.number(row.people)}</td>
      <td className="n">{format.number(Math.round(row.usd))}</td>
      <td>
        {row.state === 'returned' && <Badge tone="attention">{t('web.review.state.returned')}</Badge>}{' '}
        {row.findings.length > 0 && (
          <Badge tone={row.isBlocked ? 'wrong' : 'attention'}>{t('web.review.findings', { n: row.findings.length })}</Badge>
        )}{' '}
        {row.comments > 0 && <Badge icon="feedback">{t('web.review.comments', { n: row.comments })}</Badge>}{' '}
        {row.findings.includes('target-above-need') && (
          <Go to={`/plan/${lists.plan.code}/targets`} search={{ country: row.country ?? undefined }}>
            {t('web.review.check-target')}
          </Go>
        )}
      </td>
    </tr>
  )
}
