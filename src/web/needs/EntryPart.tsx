/** Entering people in need or targets of one country, cell by cell: a sector over all places, or a place over all sectors. */
import type { PlanLists } from '../../modules/plan/contract.ts'
import type { PeopleTables, What } from '../../modules/plan/needs/contract.ts'
import { useT } from '../languages.ts'
import { useOwnScope } from '../me.ts'
import { useChangeSearch } from '../scope.ts'
import { Answer } from '../ui/Answer.tsx'
import { Empty } from '../ui/Empty.tsx'
import { AddLine } from './AddLine.tsx'
import { Choices } from './Choices.tsx'
import { Grid } from './Grid.tsx'
import { useEntry } from './useEntry.ts'
import { useChoice, useTables } from './useNeeds.ts'
import { useLevelName } from './words.ts'

export function EntryPart({ lists }: { lists: PlanLists }) {
  const t = useT()
  const choice = useChoice()
  const own = useOwnScope()
  const country = choice.country ?? own.country
  const tables = useTables(lists.plan.code, country)
  return (
    <div className="stack">
      <p className="quiet">{t('web.needs.entry.words')}</p>
      {country === undefined ? (
        <>
          <Choices lists={lists} countries={countriesOf(lists)} of={{ sector: choice.sector, canBeAll: true, country }} />
          <Empty icon="pin" title={t('web.needs.entry.choose')}>
            <p>{t('web.needs.entry.choose.words')}</p>
          </Empty>
        </>
      ) : (
        <Answer query={tables}>
          {(all) => <Lines key={`${country} ${choice.shown}`} lists={lists} tables={all} country={country} />}
        </Answer>
      )}
    </div>
  )
}

const countriesOf = (lists: PlanLists) => [
  ...new Map(lists.places.filter((p) => p.level === 0).map((p) => [p.code, { code: p.code, name: p.countryName }])).values(),
]

/** What is typed lives here: choosing another sector or place loses nothing of it. */
function Lines({ lists, tables, country }: { lists: PlanLists; tables: PeopleTables; country: string }) {
  const t = useT()
  const levelName = useLevelName()
  const change = useChangeSearch()
  const choice = useChoice()
  const what: What = choice.shown === 'target' ? 'target' : 'need'
  const mine = tables.rows.filter((row) => row.what === what)
  const entry = useEntry(lists.plan.code, country, what, mine)
  const places = new Map(mine.map((row) => [`${row.level}-${row.place}`, levelName(row.level, row.written[2] ?? row.place)]))
  // A sector or a place at a time: all of both would be some hundred lines.
  const place = choice.place !== undefined && places.has(choice.place) ? choice.place : undefined
  const sector = choice.sector || (place === undefined ? (mine[0]?.sectorId ?? lists.sectors[0]?.id ?? 0) : 0)
  const isShown = (row: (typeof mine)[number]) =>
    (sector === 0 || row.sectorId === sector) && (place === undefined || `${row.level}-${row.place}` === place)
  const rows = mine.filter(isShown)
  return (
    <>
      <Choices lists={lists} countries={countriesOf(lists)} of={{ sector, canBeAll: place !== undefined, country }}>
        <label>
          {t('web.needs.place')}
          <select value={place ?? ''} onChange={(e) => change({ place: e.target.value || undefined, sector: undefined })}>
            <option value="">{t('web.needs.all-places')}</option>
            {[...places].map(([key, name]) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </Choices>
      {rows.length === 0 ? (
        <p className="quiet">{t('web.needs.entry.no-lines')}</p>
      ) : (
        <Grid lists={lists} rows={rows} entry={entry} byPlace={place === undefined} table={tables[what]} />
      )}
      {tables.may.edit && <AddLine lists={lists} country={country} what={what} sector={sector} rows={mine} />}
    </>
  )
}
