/** Who was found, a line each; some of them chosen to print their cards. */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { HouseholdLine } from '../../modules/people/contract.ts'
import { useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { Badge } from '../ui/Badge.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Go } from '../ui/Go.tsx'
import { Icon } from '../ui/Icon.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { More, pagesBy } from '../ui/pages.tsx'
import { Wait } from '../ui/Wait.tsx'
import { useFacts } from './Facts.tsx'
import { find } from './find.ts'
import { PrintCards } from './PrintCards.tsx'

export function Found({ words, site }: { words: string; site: string }) {
  const t = useT()
  const query = useInfiniteQuery({
    queryKey: ['households', words, site],
    ...pagesBy((after, signal) => find(words, site, after, signal)),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  })
  if (query.isError) return <ProblemNotice error={query.error} again={() => void query.refetch()} />
  if (!query.data) return <Wait />
  const lines = query.data.pages.flatMap((page) => page.households)
  const isHere = query.data.pages.some((page) => page.isHere)
  return (
    <section className="stack" aria-label={t('web.people.found')} aria-busy={query.isPlaceholderData}>
      <p role="status" className="quiet">
        {isHere && <Badge icon="offline">{t('web.people.here')}</Badge>}{' '}
        {words && t('web.people.found.count', { n: lines.length, more: query.hasNextPage ? 'yes' : 'no' })}
      </p>
      {lines.length === 0 ? (
        <Nobody words={words} isHere={isHere} />
      ) : (
        <Lines key={`${words} ${site}`} lines={lines} isHere={isHere} />
      )}
      <More pages={query} />
    </section>
  )
}

function Nobody({ words, isHere }: { words: string; isHere: boolean }) {
  const t = useT()
  const may = useMay()
  return (
    <Empty icon="people" title={t(words ? 'web.people.nobody' : isHere ? 'web.people.none-here' : 'web.people.none')}>
      <p>{t(words ? 'web.people.nobody.words' : 'web.people.none.words')}</p>
      {may('people.write') && (
        <Go to="/people/new" className="button primary">
          {t('web.people.new')}
        </Go>
      )}
    </Empty>
  )
}

function Lines({ lines, isHere }: { lines: HouseholdLine[]; isHere: boolean }) {
  const t = useT()
  const facts = useFacts()
  const [chosen, setChosen] = useState<string[]>()
  const turn = (id: string, on: boolean) =>
    setChosen((before = []) => (on ? [...before, id] : before.filter((one) => one !== id)))
  return (
    <>
      {!isHere && <PrintCards chosen={chosen} onChoose={setChosen} all={lines.map((line) => line.id)} />}
      <ul className="due">
        {lines.map((line) => {
          const { name, facts: words } = facts(line)
          return (
            <li key={line.id}>
              {chosen ? (
                <input
                  type="checkbox"
                  aria-label={t('web.people.choose.one', { name })}
                  checked={chosen.includes(line.id)}
                  onChange={(e) => turn(line.id, e.target.checked)}
                />
              ) : (
                <Icon name={line.size > 1 ? 'people' : 'person'} />
              )}
              <strong>{name}</strong>
              <span className="quiet">{words}</span>
              <Go to={`/people/${line.id}`} className="button">
                {t('web.people.open')}
                <span className="hide"> {name}</span>
              </Go>
            </li>
          )
        })}
      </ul>
    </>
  )
}
