/** A figure opened in the text: its value, unit and method, whether it ties out, and the way down to its rows. */
import { type ReactNode, useEffect, useRef } from 'react'
import type { OverviewFigure } from '../../modules/reports/contract.ts'
import { useCountryName } from '../countries.ts'
import { useFormat, useT } from '../languages.ts'
import { Go } from '../ui/Go.tsx'
import { Icon } from '../ui/Icon.tsx'
import { type Opened, useComposer } from './composer.ts'
import { keepBeside } from './placeBeside.ts'
import { rowsSearch } from './rowsSearch.ts'

export function FigurePopover({ opened, onClose }: { opened: Opened; onClose: () => void }) {
  const t = useT()
  const { known, active, ask, mayWrite } = useComposer()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = box.current
    if (!element) return
    element.showPopover()
    element.focus()
    return keepBeside(element, opened.chip.getBoundingClientRect())
  }, [opened])
  const found = known.get(opened.token)
  const replace = () => {
    box.current?.hidePopover()
    active.current?.choose(opened.chip)
    ask(opened.chip.getBoundingClientRect())
  }
  return (
    <div
      ref={box}
      popover="auto"
      role="dialog"
      tabIndex={-1}
      aria-label={found?.label ?? opened.token}
      className="beside"
      onToggle={(e) => {
        if (e.newState === 'closed') {
          onClose()
          opened.chip.focus()
        }
      }}
    >
      <div className="stack">
        {found?.figure ? (
          <FigureWords figure={found.figure} shown={found.shown} agrees={found.agrees} />
        ) : (
          <p>{found?.broken ?? t('web.reports.chip.waiting')}</p>
        )}
        {mayWrite && (
          <p>
            <button type="button" onClick={replace}>
              {t('web.reports.figure.replace')}
            </button>
          </p>
        )}
        <p className="quiet as-written">{opened.token}</p>
      </div>
    </div>
  )
}

function FigureWords({ figure, shown, agrees }: { figure: OverviewFigure; shown: string; agrees: boolean | null }) {
  const t = useT()
  const format = useFormat()
  const country = useCountryName()
  const { overview } = useComposer()
  const { reference } = figure
  return (
    <>
      <p className="figure">
        <b>{shown}</b> {t(`web.reports.measure.${reference.measure}`)}
        <span className="method">
          {figure.label} · {t(`web.reports.method.${reference.method}`)}
        </span>
      </p>
      <dl className="pairs">
        <Pair name={t('web.reports.figure.period')}>
          {reference.from === reference.until
            ? format.month(reference.from)
            : t('web.ui.scope.months', { from: format.month(reference.from), until: format.month(reference.until) })}
        </Pair>
        <Pair name={t('web.reports.figure.rows')}>{format.number(figure.rows)}</Pair>
        {figure.countries.length > 0 && (
          <Pair name={t('web.reports.figure.countries')}>{format.list(figure.countries.map(country))}</Pair>
        )}
        {figure.whole !== null && <Pair name={t('web.reports.figure.whole')}>{format.number(figure.whole)}</Pair>}
        <Pair name={t('web.reports.figure.counted')}>{format.moment(figure.countedAt)}</Pair>
        {agrees !== null && (
          <Pair name={t('web.reports.figure.ties')}>
            {agrees ? t('web.reports.figure.ties.yes') : t('web.reports.figure.ties.no')}
          </Pair>
        )}
      </dl>
      <p>
        <Go to="/activities" search={rowsSearch(overview, reference)} className="button" fresh>
          <Icon name="activities" />
          {t('web.reports.figure.open')}
        </Go>
      </p>
    </>
  )
}

const Pair = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
)
