/** Each sector as a short story: its two numbers, which come from the rows, and its text. */
import type { OverviewDocument } from '../../modules/reports/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { Empty } from '../ui/Empty.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Wait } from '../ui/Wait.tsx'
import { useComposer } from './composer.ts'
import { PartEditor } from './PartEditor.tsx'
import { useTypedNumbers } from './useTypedNumbers.ts'

type Sector = OverviewDocument['sectors'][number]

export function SectorsTab() {
  const t = useT()
  const typed = useTypedNumbers()
  const { document } = useComposer()
  if (!document) return <Wait />
  if (document.sectors.length === 0)
    return (
      <Empty icon="activities" title={t('web.reports.sectors.none')}>
        <p>{t('web.reports.sectors.none.words')}</p>
      </Empty>
    )
  return (
    <div className="parts">
      {document.sectors.map((sector) => (
        <section key={sector.id} data-sector={sector.look}>
          <h2>
            <Icon name={sector.look} sector /> {sector.name}
          </h2>
          <SectorFigures sector={sector} />
          <PartEditor part={`sector:${sector.id}`} label={sector.name} hideLabel typed={typed} />
        </section>
      ))}
    </div>
  )
}

function SectorFigures({ sector }: { sector: Sector }) {
  const t = useT()
  const format = useFormat()
  const { document } = useComposer()
  const line = document?.tieOut.find((one) => one.sector === sector.id)
  return (
    <div className="figures">
      <Total
        value={format.number(sector.people)}
        unit={t('web.reports.measure.people')}
        printed={line && line.printedPeople !== sector.people ? format.number(line.printedPeople) : undefined}
      />
      <Total
        value={format.number(sector.countries)}
        unit={t('web.reports.measure.countries')}
        printed={line && line.printedCountries !== sector.countries ? format.number(line.printedCountries) : undefined}
      />
      {sector.trained > 0 && (
        <Total value={format.number(sector.trained)} unit={t('web.reports.measure.trained')} printed={undefined} />
      )}
    </div>
  )
}

function Total({ value, unit, printed }: { value: string; unit: string; printed: string | undefined }) {
  const t = useT()
  return (
    <p className="figure">
      <b>{value}</b>
      {unit}
      {printed !== undefined && (
        <span className="method finding" data-tone="attention">
          <Icon name="nottie" /> {t('web.reports.printed', { printed })}
        </span>
      )}
    </p>
  )
}
