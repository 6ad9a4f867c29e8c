/** The composer: one overview in one language, part by part, its figures and its tie-out beside it. */
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Overview, OverviewDocument } from '../../modules/reports/contract.ts'
import { get } from '../api.ts'
import { isLanguage, type Language, useLanguage, useT } from '../languages.ts'
import { type Search, useChangeSearch, useScope } from '../scope.ts'
import { Answer } from '../ui/Answer.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { AskPopover } from './AskPopover.tsx'
import { ComposeHead } from './ComposeHead.tsx'
import { ComposeTabs, type TabName, tabNames } from './ComposeTabs.tsx'
import {
  type Composer,
  ComposerProvider,
  chipFrom,
  type Known,
  knownFrom,
  knownPick,
  type Opened,
  type Picked,
} from './composer.ts'
import { DonorsTab } from './DonorsTab.tsx'
import { FigurePopover } from './FigurePopover.tsx'
import { MethodTab } from './MethodTab.tsx'
import { Picker } from './Picker.tsx'
import './reports.css'
import { SectorsTab } from './SectorsTab.tsx'
import { StoriesTab } from './StoriesTab.tsx'
import { SummaryTab } from './SummaryTab.tsx'
import { TieOutPanel } from './TieOutPanel.tsx'
import type { FieldHandle } from './useField.ts'

export function ComposeScreen() {
  const { id = '' } = useParams({ strict: false })
  const overview = useQuery({ queryKey: ['overview', id], queryFn: () => get<Overview>(`/overviews/${id}`) })
  return <Answer query={overview}>{(one) => <Compose overview={one} />}</Answer>
}

function Compose({ overview }: { overview: Overview }) {
  const search: Search = useSearch({ strict: false })
  const own = useLanguage()
  useScopeOf(overview)
  const language: Language = isLanguage(search.language) ? search.language : own
  const tab = tabNames.find((name) => name === search.tab) ?? 'summary'
  // Parts keep what is being written: another language or overview begins anew.
  return <ComposeIn key={`${overview.id} ${language}`} overview={overview} language={language} tab={tab} />
}

/** The scope at the top says what the screen shows: an overview brings its plan. */
function useScopeOf({ plan }: Overview): void {
  const scope = useScope()
  const change = useChangeSearch()
  const isOther = scope.plan !== undefined && scope.plan !== plan
  useEffect(() => {
    if (isOther)
      change(
        { plan, country: undefined, organisation: undefined, month: undefined, from: undefined, until: undefined },
        { replace: true },
      )
  })
}

function ComposeIn({ overview, language, tab }: { overview: Overview; language: Language; tab: TabName }) {
  const t = useT()
  const { composer, document, opened, setOpened, asked, setAsked } = useComposerOf(overview, language)
  const Tab = { summary: SummaryTab, sectors: SectorsTab, stories: StoriesTab, donors: DonorsTab, method: MethodTab }[tab]
  return (
    <ComposerProvider value={composer}>
      <ComposeHead />
      <ComposeTabs tab={tab} />
      {document.isError && <ProblemNotice error={document.error} again={() => void document.refetch()} />}
      <div className="split">
        <article className="sheet" aria-label={t('web.reports.text')}>
          <Tab />
        </article>
        <aside className="stack" aria-label={t('web.reports.aside')}>
          {composer.mayWrite && (
            <section className="panel stack" aria-labelledby="h-pick">
              <h2 id="h-pick">{t('web.reports.pick')}</h2>
              <Picker onPick={(token) => composer.active.current?.place(token)} />
              <p className="quiet">{t('web.reports.pick.words')}</p>
            </section>
          )}
          <TieOutPanel />
        </aside>
      </div>
      {opened && <FigurePopover opened={opened} onClose={() => setOpened(undefined)} />}
      {asked && <AskPopover at={asked} onClose={() => setAsked(undefined)} />}
    </ComposerProvider>
  )
}

function useComposerOf(overview: Overview, language: Language) {
  const t = useT()
  const [picked, setPicked] = useState<ReadonlyMap<string, Known>>(new Map())
  const [opened, setOpened] = useState<Opened>()
  const [asked, setAsked] = useState<DOMRect>()
  const active = useRef<FieldHandle>(undefined)
  const document = useQuery({
    queryKey: ['overview', overview.id, 'document', language],
    queryFn: () => get<OverviewDocument>(`/overviews/${overview.id}/document`, { language }),
    placeholderData: (before) => before,
  })
  const remembered = useRef<ReadonlyMap<string, Known>>(new Map())
  // While the document is counted anew, figures keep the value they had.
  const known = useMemo(() => {
    remembered.current = new Map([...remembered.current, ...picked, ...(document.data ? knownFrom(overview, document.data) : [])])
    return remembered.current
  }, [picked, overview, document.data])
  const learn = useCallback(
    (figure: Picked) => setPicked((before) => new Map(before).set(figure.token, knownPick(figure, language))),
    [language],
  )
  const chipOf = useCallback((token: string) => chipFrom(known.get(token), token, t), [known, t])
  const composer: Composer = {
    overview,
    language,
    document: document.data,
    known,
    learn,
    chipOf,
    open: setOpened,
    ask: setAsked,
    active,
    mayWrite: overview.may.compose,
  }
  return { composer, document, opened, setOpened, asked, setAsked }
}
