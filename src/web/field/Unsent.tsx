/** What was done here and is not with the server: what waits, what was refused and why, what stands beside somebody else's change. */
import { useT } from '../languages.ts'
import { Go } from '../ui/Go.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { householdOf } from './applied.ts'
import './field.css'
import type { Done } from './field.ts'
import { dismiss } from './outbox.ts'
import { whyNot } from './sending.ts'
import { useOutbox } from './useOutbox.ts'
import { useDoneWords } from './words.ts'

const shown = 50

export function Unsent() {
  const t = useT()
  const { all, waiting, pictures, isSending, sendNow } = useOutbox()
  const of = (outcome: Done['outcome']) => all.filter((done) => done.outcome === outcome).toReversed()
  const refused = all
    .filter(({ outcome, problem }) => outcome === 'refused' || (outcome === 'done' && problem !== null))
    .toReversed()
  const blocked = whyNot()
  return (
    <section className="stack" aria-labelledby="unsent">
      <h2 id="unsent">{t('web.field.unsent.title')}</h2>
      <div className="row" role="status">
        <p>{waiting + pictures === 0 ? t('web.field.unsent.none') : t('web.field.unsent.waiting', { n: waiting, pictures })}</p>
        {waiting + pictures > 0 && (
          <button type="button" className="end" disabled={isSending} onClick={sendNow}>
            <Icon name="send" />
            {isSending ? t('web.field.unsent.sending') : t('web.field.unsent.send')}
          </button>
        )}
      </div>
      {blocked && <Notice tone="attention" title={t(`web.field.blocked.${blocked}`)} />}
      <Listed title={t('web.field.refused.title')} icon="wrong" tone="wrong" done={refused}>
        {(one) => <Refused done={one} />}
      </Listed>
      <Listed title={t('web.field.conflicts.title')} icon="attention" tone="attention" done={of('conflict')}>
        {(one) => <Beside done={one} />}
      </Listed>
      <Listed title={t('web.field.waits.title')} icon="offline" done={of('waiting')} />
    </section>
  )
}

type ListedProps = { title: string; icon: string; tone?: string; done: Done[]; children?: (one: Done) => React.ReactNode }

function Listed({ title, icon, tone, done, children }: ListedProps) {
  const t = useT()
  const words = useDoneWords()
  if (done.length === 0) return null
  return (
    <>
      <h3>{title}</h3>
      <ul className="due field-done">
        {done.slice(0, shown).map((one) => (
          <li key={one.id} data-tone={tone}>
            <Icon name={icon} />
            <strong>{words.what(one)}</strong>
            <span className="quiet">{words.when(one)}</span>
            {children?.(one)}
          </li>
        ))}
      </ul>
      {done.length > shown && <p className="quiet">{t('web.field.more', { n: done.length - shown })}</p>}
    </>
  )
}

/** The server's own sentence, and what may be done about it. */
function Refused({ done }: { done: Done }) {
  const t = useT()
  const household = householdOf(done.operation)
  return (
    <div className="field-answer stack">
      <p>{done.problem?.title || t('web.field.refused.unsaid')}</p>
      <p className="quiet">{t(done.isDouble ? 'web.field.refused.double' : 'web.field.refused.words')}</p>
      <div className="row">
        {household && (
          <Go
            to={done.operation.kind === 'delivery.record' ? `/deliver/${household}` : `/people/${household}`}
            className="button"
          >
            {t('web.field.open-household')}
          </Go>
        )}
        <Seen done={done} />
      </div>
    </div>
  )
}

function Beside({ done }: { done: Done }) {
  const t = useT()
  return (
    <div className="field-answer stack">
      <p className="quiet">{t('web.field.conflicts.words')}</p>
      <div className="row">
        <Go to="/people/conflicts" className="button">
          {t('web.field.conflicts.open')}
        </Go>
        <Seen done={done} />
      </div>
    </div>
  )
}

/** Takes it out of this list. */
function Seen({ done }: { done: Done }) {
  const t = useT()
  return (
    <button type="button" onClick={() => void dismiss(done.id)}>
      {t('web.field.refused.seen')}
    </button>
  )
}
