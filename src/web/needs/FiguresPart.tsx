/** Need beside target: countries, then the places of one, then the groups of one place; across sectors or of one sector. */
import { useMemo } from 'react'
import type { PlanLists } from '../../modules/plan/contract.ts'
import type { Intersector, PeopleTables, What } from '../../modules/plan/needs/contract.ts'
import { useT } from '../languages.ts'
import { Answer } from '../ui/Answer.tsx'
import { Choices } from './Choices.tsx'
import { CountryGaps } from './CountryGaps.tsx'
import { GroupTable } from './GroupTable.tsx'
import { PlaceTable } from './PlaceTable.tsx'
import { placeLines } from './places.ts'
import { SectorTable } from './SectorTable.tsx'
import { useChoice, useIntersector } from './useNeeds.ts'

export function FiguresPart({ lists, tables }: { lists: PlanLists; tables: PeopleTables }) {
  const { country, sector } = useChoice()
  const by = country === undefined ? 'country' : 'admin1'
  const { code } = lists.plan
  const [need, target] = [useIntersector(code, 'need', by, country, sector), useIntersector(code, 'target', by, country, sector)]
  return (
    <div className="stack">
      <Choices lists={lists} countries={tables.countries} />
      <Answer query={need}>
        {(needs) => <Answer query={target}>{(targets) => <Figures lists={lists} needs={needs} targets={targets} />}</Answer>}
      </Answer>
    </div>
  )
}

function Figures({ lists, needs, targets }: { lists: PlanLists; needs: Intersector; targets: Intersector }) {
  const t = useT()
  const { country, shown, place, sector } = useChoice()
  const lines = useMemo(() => placeLines(needs, targets), [needs, targets])
  const chosen = lines.find((line) => line.key === place) ?? (country === undefined ? undefined : lines[0])
  if (lines.length === 0) return <p className="quiet">{t('web.needs.nothing-here')}</p>
  return (
    <>
      <PlaceTable lines={lines} shown={shown} chosen={country === undefined ? undefined : chosen?.key} />
      {country === undefined && <CountryGaps gaps={[...withWhat(needs, 'need', shown), ...withWhat(targets, 'target', shown)]} />}
      {chosen && (
        <div className="needs-pair">
          <GroupTable line={chosen} shown={shown} />
          {sector === 0 && <SectorTable lists={lists} place={chosen} shown={shown} />}
        </div>
      )}
    </>
  )
}

const withWhat = ({ gaps }: Intersector, what: What, shown: string) =>
  shown === 'both' || shown === what ? gaps.filter((gap) => gap.difference !== 0).map((gap) => ({ ...gap, what })) : []
