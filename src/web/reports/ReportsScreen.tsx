/** The overviews: being written and published. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Overview } from '../../modules/reports/contract.ts'
import { get } from '../api.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { useMay } from '../me.ts'
import { usePlans } from '../plans.ts'
import { Answer } from '../ui/Answer.tsx'
import { Badge } from '../ui/Badge.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Go } from '../ui/Go.tsx'
import { Head } from '../ui/Head.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Table } from '../ui/Table.tsx'
import { NewOverviewDialog } from './NewOverviewDialog.tsx'
import { usePeriodWords } from './periodWords.ts'
import './reports.css'

type Listed = Omit<Overview, 'texts' | 'may'>

export function ReportsScreen() {
  const t = useT()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const overviews = useQuery({ queryKey: ['overviews'], queryFn: () => get<Listed[]>('/overviews') })
  const add = may('reports.compose') && (
    <button type="button" className="primary" onClick={() => setAdding(true)}>
      <Icon name="plus" />
      {t('web.reports.new')}
    </button>
  )
  return (
    <>
      <Head title={t('web.reports.title')} actions={overviews.data?.length ? add : undefined}>
        {t('web.reports.words')}
      </Head>
      <Answer query={overviews}>
        {(list) =>
          list.length === 0 ? (
            <Empty icon="reports" title={t('web.reports.none')}>
              <p>{t('web.reports.none.words')}</p>
              {add}
            </Empty>
          ) : (
            <OverviewsTable list={list} />
          )
        }
      </Answer>
      {adding && <NewOverviewDialog onClose={() => setAdding(false)} />}
    </>
  )
}

function OverviewsTable({ list }: { list: Listed[] }) {
  const t = useT()
  const text = useText()
  const period = usePeriodWords()
  const plans = usePlans()
  return (
    <Table label={t('web.reports.title')}>
      <thead>
        <tr>
          <th>{t('web.reports.figure.period')}</th>
          <th>{t('web.ui.scope.plan')}</th>
          <th>{t('web.reports.state')}</th>
          <th>{t('web.reports.counts')}</th>
          <th>{t('web.reports.public-page')}</th>
        </tr>
      </thead>
      <tbody>
        {list.map((one) => (
          <tr key={one.id}>
            <th scope="row">
              <Go to={`/reports/${one.id}`}>{period(one)}</Go>
            </th>
            <td>{text(plans.data?.find((plan) => plan.code === one.plan)?.names, one.plan)}</td>
            <td>
              <State one={one} />
            </td>
            <td>{t(`web.reports.include.${one.include}`)}</td>
            <td>
              <PublicLinks one={one} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function State({ one }: { one: Listed }) {
  const t = useT()
  const format = useFormat()
  const last = one.publications.find((p) => !p.withdrawn)
  return last ? (
    <>
      <Badge tone="good">{t('web.reports.public')}</Badge>{' '}
      <span className="quiet">
        {t('web.reports.edition', { edition: last.edition })} · {format.day(last.publishedAt)}
      </span>
    </>
  ) : (
    <Badge icon="edit">{t('web.reports.draft', { edition: one.edition })}</Badge>
  )
}

function PublicLinks({ one }: { one: Listed }) {
  const languages = [...new Set(one.publications.filter((p) => !p.withdrawn).flatMap((p) => p.languages))]
  return (
    <span className="row">
      {languages.map((language) => (
        <a key={language} href={`/overviews/${one.slug}?language=${language}`} lang={language}>
          {language}
        </a>
      ))}
    </span>
  )
}
