/** It is written: the card to hand over, and something to give now. */
import { cardOf, cardText } from '../../modules/people/rules/card.ts'
import type { Done } from '../field/field.ts'
import { useT } from '../languages.ts'
import { Badge } from '../ui/Badge.tsx'
import { Go } from '../ui/Go.tsx'
import { Head } from '../ui/Head.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Card } from './Card.tsx'
import { type Draft, headOf } from './draft.ts'
import { nameOf, useTotalWords } from './words.ts'

export function Registered({ draft, done, onNext }: { draft: Draft; done: Done; onNext: () => void }) {
  const t = useT()
  const totals = useTotalWords()
  const { id, content } = draft
  const name = nameOf(headOf(content), t)
  const isRefused = done.outcome === 'refused'
  return (
    <>
      <Head title={t(isRefused ? 'web.people.registered.refused' : 'web.people.registered')}>{totals(content.persons)}</Head>
      <div className="registering stack">
        {isRefused ? (
          <Notice tone="wrong" title={done.problem?.title ?? t('web.people.registered.refused')} says />
        ) : (
          <Notice tone="good" title={t('web.people.registered.words', { name, card: cardOf(id) })} says>
            {done.outcome === 'waiting' && (
              <p>
                <Badge icon="offline">{t('web.people.waiting')}</Badge>
              </p>
            )}
          </Notice>
        )}
        {!isRefused && (
          <>
            <Card card={cardOf(id)} text={cardText(id)} />
            <Go to={`/deliver/${id}`} className="button primary huge">
              <Icon name="deliver" />
              {t('web.people.give')}
            </Go>
            <Go to={`/people/${id}`} className="button">
              {t('web.people.open')}
            </Go>
          </>
        )}
        <button type="button" onClick={onNext}>
          <Icon name="plus" />
          {t('web.people.next')}
        </button>
      </div>
    </>
  )
}
