/** Does it tie out? Each total printed before beside the sum of the rows; each difference wants its sentence. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import type { TieOutLine } from '../../modules/reports/contract.ts'
import { signed } from '../../modules/reports/rules/numbers.ts'
import { get } from '../api.ts'
import { useFormat, useT } from '../languages.ts'
import { Answer } from '../ui/Answer.tsx'
import { Badge } from '../ui/Badge.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Table } from '../ui/Table.tsx'
import { useComposer } from './composer.ts'
import { PartEditor } from './PartEditor.tsx'

export type Line = z.infer<typeof TieOutLine>
type Gap = { line: Line; what: 'people' | 'countries'; printed: number; counted: number }

export function useTieOut() {
  const { overview, language } = useComposer()
  return useQuery({
    queryKey: ['overview', overview.id, 'tie-out', language],
    queryFn: () => get<Line[]>(`/overviews/${overview.id}/tie-out`, { language }),
  })
}

const gapsOf = (lines: Line[]): Gap[] =>
  lines
    .flatMap((line) => [
      { line, what: 'people' as const, printed: line.printedPeople, counted: line.countedPeople },
      { line, what: 'countries' as const, printed: line.printedCountries, counted: line.countedCountries },
    ])
    .filter((gap) => gap.printed !== gap.counted)

export function TieOutPanel() {
  const t = useT()
  const lines = useTieOut()
  const differ = lines.data?.filter((line) => !line.agrees).length ?? 0
  return (
    <section className="panel stack" aria-labelledby="h-tie">
      <div className="row">
        <h2 id="h-tie">{t('web.reports.tie')}</h2>
        {lines.data !== undefined &&
          lines.data.length > 0 &&
          (differ > 0 ? (
            <Badge tone="attention" icon="nottie">
              {t('web.reports.tie.not', { count: differ })}
            </Badge>
          ) : (
            <Badge tone="good">{t('web.reports.tie.all')}</Badge>
          ))}
      </div>
      <Answer query={lines}>
        {(all) => (all.length === 0 ? <p className="quiet">{t('web.reports.tie.nothing')}</p> : <Differences lines={all} />)}
      </Answer>
    </section>
  )
}

function Differences({ lines }: { lines: Line[] }) {
  const t = useT()
  const agreeing = lines.filter((line) => line.agrees).length
  return (
    <>
      <TieOutTable lines={lines} />
      {agreeing > 0 && (
        <p className="tied">
          <Icon name="check" /> {t('web.reports.tie.agree', { count: agreeing })}
        </p>
      )}
      {agreeing < lines.length && <p className="quiet">{t('web.reports.tie.words')}</p>}
      {lines
        .filter((line) => !line.agrees)
        .map((line) => (
          <Sentence key={line.sector} line={line} />
        ))}
    </>
  )
}

export function TieOutTable({ lines }: { lines: Line[] }) {
  const t = useT()
  const format = useFormat()
  const gaps = gapsOf(lines)
  if (gaps.length === 0) return null
  return (
    <Table label={t('web.reports.tie.table')} className="dense">
      <thead>
        <tr>
          <th>{t('web.reports.tie.total')}</th>
          <th className="n">{t('web.reports.tie.printed')}</th>
          <th className="n">{t('web.reports.tie.rows')}</th>
          <th className="n">{t('web.reports.tie.gap')}</th>
        </tr>
      </thead>
      <tbody>
        {gaps.map(({ line, what, printed, counted }) => (
          <tr key={`${line.sector} ${what}`}>
            <th scope="row">
              {line.name}, {t(`web.reports.tie.${what}`)}
            </th>
            <td className="n">{format.number(printed)}</td>
            <td className="n">{format.number(counted)}</td>
            <td className="n">{signed(counted - printed, format.language)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function Sentence({ line }: { line: Line }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  return (
    <details className="sentence" onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>
        {line.name}{' '}
        <Badge tone={line.sentence ? 'good' : 'attention'}>
          {line.sentence ? t('web.reports.tie.said') : t('web.reports.tie.unsaid')}
        </Badge>
      </summary>
      {open && (
        <PartEditor part={`tie-out:${line.sector}`} label={t('web.reports.tie.sentence', { sector: line.name })} hideLabel />
      )}
    </details>
  )
}
