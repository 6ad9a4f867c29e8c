/** The dashboard: who was reached, where, with what, since when, and how these numbers are made. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Dashboard } from '../../modules/figures/contract.ts'
import { get } from '../api.ts'
import { useFormat, useT } from '../languages.ts'
import { Answer } from '../ui/Answer.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Go } from '../ui/Go.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Breakdown } from './Breakdown.tsx'
import { CountedLine } from './CountedLine.tsx'
import { CountryTable } from './CountryTable.tsx'
import { FiguresFrame } from './FiguresFrame.tsx'
import { Headline } from './Headline.tsx'
import { MapPicture } from './MapPicture.tsx'
import { MonthTrend } from './MonthTrend.tsx'
import { SectorBars } from './SectorBars.tsx'
import { useFigureScope } from './scope.ts'

export function FiguresScreen() {
  return (
    <FiguresFrame>
      <DashboardOf />
    </FiguresFrame>
  )
}

function DashboardOf() {
  const { plan, query } = useFigureScope()
  const dashboard = useQuery({
    queryKey: ['dashboard', plan, query],
    queryFn: () => get<Dashboard>(`/plans/${plan}/figures/dashboard`, query),
    placeholderData: keepPreviousData,
  })
  return (
    <Answer query={dashboard}>
      {(figures) => (figures.people === 0 && figures.rows === 0 ? <Nothing /> : <Figures figures={figures} />)}
    </Answer>
  )
}

function Figures({ figures }: { figures: Dashboard }) {
  const t = useT()
  const format = useFormat()
  const { include } = useFigureScope()
  return (
    <div className="stack dashboard">
      {include !== 'accepted' && <Notice tone="attention" title={t(`web.figures.checking.${include}`)} />}
      <Headline figures={figures} />
      <CountedLine />
      <div className="dashboard-pair">
        <MapPicture figures={figures} />
        <CountryTable figures={figures} />
      </div>
      <SectorBars figures={figures} />
      <div className="dashboard-pair">
        <MonthTrend figures={figures} />
        <section className="stack">
          <Breakdown name="age-gender" cells={figures.ageGender} />
          <Breakdown name="population" cells={figures.population} />
        </section>
      </div>
      <p className="quiet">
        <Go to="/completeness">{t('web.figures.completeness')}</Go> ·{' '}
        {t('web.figures.counted', { at: format.moment(figures.countedAt) })}
      </p>
    </div>
  )
}

/** Rows that nobody accepted yet are not nothing: the next step leads to them. */
function Nothing() {
  const t = useT()
  const { include, rows } = useFigureScope()
  return (
    <Empty icon="figures" title={t('web.figures.nothing')}>
      <p>{t(`web.figures.nothing.${include}`)}</p>
      <div className="row">
        {include !== 'drafts' && (
          <Go to="/figures" search={{ include: 'drafts' }} className="button">
            {t('web.figures.nothing.look')}
          </Go>
        )}
        <Go to="/activities" search={{ ...rows(), kind: undefined }} className="button">
          {t('web.figures.rows')}
        </Go>
      </div>
    </Empty>
  )
}
