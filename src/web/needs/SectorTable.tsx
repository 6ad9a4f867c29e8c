/** The sectors of one place: need beside target. Sectors overlap: they are never added here. */
import type { PlanLists } from '../../modules/plan/contract.ts'
import { totalOf } from '../../modules/plan/needs/rules/numbers.ts'
import { BarCell } from '../figures/BarCell.tsx'
import { useFormat, useT } from '../languages.ts'
import { useSectorName } from '../sectors.ts'
import { Answer } from '../ui/Answer.tsx'
import { Go } from '../ui/Go.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Table } from '../ui/Table.tsx'
import { type PlaceLine, whats } from './places.ts'
import { type Shown, useSearchWith, useTables } from './useNeeds.ts'
import { useLevelName } from './words.ts'

export function SectorTable({ lists, place, shown }: { lists: PlanLists; place: PlaceLine; shown: Shown }) {
  const t = useT()
  const format = useFormat()
  const sectorName = useSectorName()
  const levelName = useLevelName()
  const within = useSearchWith()
  const tables = useTables(lists.plan.code, place.country)
  const asked = whats(shown)
  const title = t('web.needs.by-sector', { place: levelName(place.level, place.name) })
  return (
    <Answer query={tables}>
      {({ rows }) => {
        const own = rows.filter((row) => row.level === place.level && row.place === place.place && !row.isDoubled)
        const lines = lists.sectors.flatMap((sector) => {
          const of = (what: string) => own.find((row) => row.what === what && row.sectorId === sector.id)
          const people = {
            need: of('need') && totalOf(of('need')!.people),
            target: of('target') && totalOf(of('target')!.people),
          }
          return people.need === undefined && people.target === undefined ? [] : [{ sector, people }]
        })
        const most = Math.max(...lines.flatMap(({ people }) => asked.map((what) => people[what] ?? 0)), 1)
        return (
          <Table label={title} className="bars needs-places">
            <caption>
              {title} <small>{t('web.figures.sectors-overlap')}</small>
            </caption>
            <thead>
              <tr>
                <th>{t('web.figures.sector')}</th>
                {asked.map((what) => [
                  <th key={what} className="n">
                    {t(`web.needs.what.${what}`)}
                  </th>,
                  <th key={`${what} bar`}>
                    <span className="hide">{t('web.figures.length')}</span>
                  </th>,
                ])}
              </tr>
            </thead>
            <tbody>
              {lines.map(({ sector, people }) => (
                <tr key={sector.id} data-sector={sector.look}>
                  <th scope="row">
                    <Icon name={sector.look} sector />{' '}
                    <Go to="." search={within({ sector: String(sector.id) })} className="live">
                      {sectorName(sector)}
                    </Go>
                  </th>
                  {asked.map((what) => {
                    const n = people[what]
                    return [
                      <td key={what} className={n === undefined ? 'n quiet' : 'n'}>
                        {n === undefined ? '–' : format.number(n)}
                      </td>,
                      n === undefined ? <td key={`${what} bar`} /> : <BarCell key={`${what} bar`} value={n} most={most} />,
                    ]
                  })}
                </tr>
              ))}
            </tbody>
          </Table>
        )
      }}
    </Answer>
  )
}
