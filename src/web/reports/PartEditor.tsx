/** One part of the overview: its text, how it is kept, what is typed and could be live, and what somebody else wrote meanwhile. */
import { type MouseEvent, useId, useRef, useState } from 'react'
import type { z } from 'zod'
import type { TypedNumber } from '../../modules/reports/contract.ts'
import { languages, useT } from '../languages.ts'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { Conflict } from './Conflict.tsx'
import { bodyOf, paragraphsIn, useComposer } from './composer.ts'
import { Editor } from './Editor.tsx'
import { HistoryDialog } from './HistoryDialog.tsx'
import { Runs } from './Runs.tsx'
import { madeLive } from './tokens.ts'
import type { FieldHandle } from './useField.ts'
import { type PartText, usePartText } from './usePartText.ts'

type Typed = z.infer<typeof TypedNumber>
type Props = { part: string; label: string; help?: string; oneLine?: boolean; typed?: Typed[]; hideLabel?: boolean }

export function PartEditor({ part, label, help, oneLine = false, typed = [], hideLabel = false }: Props) {
  const t = useT()
  const { overview, language, chipOf, open, ask, active, mayWrite } = useComposer()
  const text = usePartText(overview, language, part)
  const [history, setHistory] = useState(false)
  const helpId = useId()
  const handle = useRef<FieldHandle>(undefined)
  const place = (e: MouseEvent) => {
    active.current = handle.current
    ask(e.currentTarget.getBoundingClientRect())
  }
  const mine = typed.filter((one) => one.part === part && one.language === language)
  return (
    <section className="part" aria-label={label}>
      <div className="row">
        {!hideLabel && <h2>{label}</h2>}
        <SaveLine text={text} />
        {mayWrite && (
          <button
            type="button"
            className="plain"
            onClick={place}
            aria-label={t('web.reports.pick.in', { part: label })}
            title={t('web.reports.pick')}
          >
            <Icon name="figures" />
          </button>
        )}
        {text.savedAt !== undefined && (
          <button
            type="button"
            className="plain"
            onClick={() => setHistory(true)}
            aria-label={t('web.reports.history.of', { part: label })}
          >
            <Icon name="history" />
          </button>
        )}
      </div>
      {help !== undefined && (
        <p className="help" id={helpId}>
          {help}
        </p>
      )}
      {mayWrite ? (
        <Editor
          label={`${label}, ${languages[language]}`}
          language={language}
          placeholder={t('web.reports.write-here')}
          describedBy={help === undefined ? undefined : helpId}
          oneLine={oneLine}
          handle={handle}
          value={text.body}
          chipOf={chipOf}
          onChange={text.write}
          onOpen={(token, chip) => open({ token, chip })}
          onAsk={ask}
          onFocus={(handle) => {
            active.current = handle
          }}
        />
      ) : (
        <PartWords part={part} />
      )}
      {text.body === '' && <Automatic part={part} onTake={mayWrite ? text.write : undefined} />}
      {text.state === 'refused' && <ProblemNotice error={text.error} />}
      {text.state === 'conflict' && text.theirs && <Conflict mine={text.body} theirs={text.theirs} onSettle={text.settle} />}
      {mine.map((one) => (
        <TypedNotice key={one.shown} typed={one} onLive={(token) => text.write(madeLive(text.body, one.shown, token))} />
      ))}
      {history && <HistoryDialog part={part} label={label} onTake={text.write} onClose={() => setHistory(false)} />}
    </section>
  )
}

/** Silent while nothing is written here: when it was saved stands in the first lines of the screen. */
function SaveLine({ text }: { text: PartText }) {
  const t = useT()
  return (
    <span className="quiet end" role="status">
      {text.state === 'same' ? '' : t(`web.reports.part.${text.state}`)}
    </span>
  )
}

/** Nobody wrote this part: what stands there instead is made from the figures. */
function Automatic({ part, onTake }: { part: string; onTake: ((body: string) => void) | undefined }) {
  const t = useT()
  const { document } = useComposer()
  if (!document?.automatic.includes(part)) return null
  return (
    <details className="made">
      <summary>{t('web.reports.automatic')}</summary>
      <PartWords part={part} />
      {onTake && (
        <p>
          <button type="button" onClick={() => onTake(bodyOf(document, part))}>
            {t('web.reports.automatic.take')}
          </button>
        </p>
      )}
    </details>
  )
}

function PartWords({ part }: { part: string }) {
  const { document } = useComposer()
  return document ? <Runs paragraphs={paragraphsIn(document, part)} /> : null
}

function TypedNotice({ typed, onLive }: { typed: Typed; onLive: (token: string) => void }) {
  const t = useT()
  return (
    <Notice tone="attention" title={t('web.reports.typed', { shown: typed.shown })}>
      <p>{t('web.reports.typed.words', { count: typed.candidates.length })}</p>
      <ul className="plain-list">
        {typed.candidates.slice(0, 4).map((one) => (
          <li key={one.reference}>
            {one.label}{' '}
            <button type="button" className="plain" onClick={() => onLive(one.reference)}>
              {t('web.reports.typed.live')}
            </button>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
