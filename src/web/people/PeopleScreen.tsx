/** Finding people: by a name however it is spelt, a paper, a card, a phone; with a camera; on the server or on this device. */
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { readCard } from '../../modules/people/rules/card.ts'
import { useCatalogue } from '../field/catalogue.ts'
import { FieldFrame } from '../field/FieldFrame.tsx'
import { useFormat, useT, useText } from '../languages.ts'
import { useMay } from '../me.ts'
import { Go } from '../ui/Go.tsx'
import { Head } from '../ui/Head.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Export } from './Export.tsx'
import { Found } from './Found.tsx'
import { PeopleTabs } from './PeopleTabs.tsx'
import './people.css'

const Scan = lazy(() => import('../deliver/Scan.tsx').then(({ Scan: screen }) => ({ default: screen })))

export function PeopleScreen() {
  const t = useT()
  const may = useMay()
  return (
    <>
      <Head
        title={t('web.people.title')}
        actions={
          may('people.write') && (
            <Go to="/people/new" className="button primary">
              <Icon name="plus" />
              {t('web.people.new')}
            </Go>
          )
        }
      >
        {t('web.people.words')}
      </Head>
      {may('people.read') ? (
        <>
          <PeopleTabs />
          <FieldFrame>
            <Finding />
          </FieldFrame>
        </>
      ) : (
        <Notice tone="attention" title={t('web.people.not-yours')} />
      )}
    </>
  )
}

/** What was looked for stays in this window only: never in an address, which others may see. */
let last = { words: '', site: '' }
type Ask = typeof last

function Finding() {
  const [asked, setAsked] = useState(last)
  const [isScanning, setScanning] = useState(false)
  const navigate = useNavigate()
  const words = useSettled(asked.words.trim())
  const ask = (part: Partial<Ask>) => {
    last = { ...asked, ...part }
    setAsked(last)
  }
  const read = (text: string) => {
    const card = readCard(text)
    setScanning(false)
    if (card?.id) void navigate({ to: `/people/${card.id}` })
    else ask({ words: card?.card ?? text })
  }
  return (
    <div className="stack">
      <Asked asked={asked} onAsk={ask} onScan={() => setScanning(true)} />
      <Found words={words} site={asked.site} />
      <Export site={asked.site} />
      {isScanning && (
        <Suspense>
          <Scan onRead={read} onClose={() => setScanning(false)} />
        </Suspense>
      )}
    </div>
  )
}

type AskedProps = { asked: Ask; onAsk: (part: Partial<Ask>) => void; onScan: () => void }

function Asked({ asked, onAsk, onScan }: AskedProps) {
  const t = useT()
  return (
    <search className="people-search">
      <label>
        {t('web.people.find')}
        <input
          type="search"
          autoComplete="off"
          spellCheck={false}
          value={asked.words}
          onChange={(e) => onAsk({ words: e.target.value })}
          aria-describedby="find-help"
        />
      </label>
      <button type="button" onClick={onScan}>
        <Icon name="qr" />
        {t('web.people.scan')}
      </button>
      <SiteFilter site={asked.site} onSite={(site) => onAsk({ site })} />
      <p className="help" id="find-help">
        {t('web.people.find.help')}
      </p>
    </search>
  )
}

function SiteFilter({ site, onSite }: { site: string; onSite: (site: string) => void }) {
  const t = useT()
  const text = useText()
  const format = useFormat()
  const { sites = [] } = useCatalogue()
  return (
    <label>
      {t('web.people.site')}
      <select value={site} onChange={(e) => onSite(e.target.value)}>
        <option value="">{t('web.people.site.all')}</option>
        {format
          .sorted(sites, (one) => text(one.names))
          .map((one) => (
            <option key={one.id} value={one.id}>
              {text(one.names)}
            </option>
          ))}
      </select>
    </label>
  )
}

/** Each search is written down with those it found: not every letter is one. */
function useSettled(words: string): string {
  const [settled, setSettled] = useState(words)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(words), 350)
    return () => clearTimeout(timer)
  }, [words])
  return settled
}
