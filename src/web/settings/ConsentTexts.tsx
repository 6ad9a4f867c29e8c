/** What people are asked to agree to: the words of today, the versions before, and a new one in four languages. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Purpose, purposes } from '../../modules/people/contract.ts'
import type { ConsentText } from '../../modules/people/privacy/contract.ts'
import { get, send } from '../api.ts'
import { type Language, languages, useFormat, useLanguage, useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { Answer } from '../ui/Answer.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'

export function ConsentTexts() {
  const t = useT()
  const texts = useQuery({ queryKey: ['consent-texts', 'list'], queryFn: () => get<ConsentText[]>('/people/consent-texts') })
  const [writing, setWriting] = useState<Purpose>()
  const mayWrite = useMay()('services.edit')
  return (
    <section className="stack">
      <h2>{t('web.settings.consent')}</h2>
      <p>{t('web.settings.consent.words')}</p>
      <Answer query={texts}>
        {(list) => (
          <>
            {purposes.map((purpose) => (
              <OnePurpose
                key={purpose}
                purpose={purpose}
                texts={list.filter((text) => text.purpose === purpose)}
                onWrite={mayWrite ? () => setWriting(purpose) : undefined}
              />
            ))}
            {writing && (
              <WriteDialog
                purpose={writing}
                before={list.find((text) => text.purpose === writing && text.isCurrent)}
                onClose={() => setWriting(undefined)}
              />
            )}
          </>
        )}
      </Answer>
    </section>
  )
}

type PurposeProps = { purpose: Purpose; texts: ConsentText[]; onWrite: (() => void) | undefined }

function OnePurpose({ purpose, texts, onWrite }: PurposeProps) {
  const t = useT()
  const format = useFormat()
  const language = useLanguage()
  const said = (text: ConsentText) => text.texts[language] ?? text.texts.en ?? ''
  const current = texts.find((text) => text.isCurrent)
  const before = texts.filter((text) => !text.isCurrent)
  const about = (text: ConsentText) => t('web.settings.consent.version', { n: text.version, day: format.day(text.since) })
  return (
    <div className="panel stack">
      <div className="row">
        <h3>{t(`web.settings.consent.${purpose}`)}</h3>
        {onWrite && (
          <button
            type="button"
            className="end"
            onClick={onWrite}
            aria-label={`${t('web.settings.consent.write')}: ${t(`web.settings.consent.${purpose}`)}`}
          >
            {t('web.settings.consent.write')}
          </button>
        )}
      </div>
      {current ? (
        <>
          <p>{said(current)}</p>
          <p className="quiet">{about(current)}</p>
        </>
      ) : (
        <p className="quiet">{t('web.settings.consent.none')}</p>
      )}
      {before.length > 0 && (
        <details>
          <summary>{t('web.settings.consent.before', { n: before.length })}</summary>
          {before.map((text) => (
            <div key={text.version}>
              <p className="quiet">{about(text)}</p>
              <p>{said(text)}</p>
            </div>
          ))}
        </details>
      )}
    </div>
  )
}

type WriteProps = { purpose: Purpose; before: ConsentText | undefined; onClose: () => void }

function WriteDialog({ purpose, before, onClose }: WriteProps) {
  const t = useT()
  const queries = useQueryClient()
  const [texts, setTexts] = useState<Record<Language, string>>({ en: '', es: '', pt: '', fr: '', ...before?.texts })
  const version = (before?.version ?? 0) + 1
  const save = useMutation({
    mutationFn: () => send('POST', '/people/consent-texts', { purpose, version, texts }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['consent-texts'] })
      onClose()
    },
  })
  const isWhole = Object.values(texts).every((text) => text.trim().length >= 20)
  const isNew = JSON.stringify(texts) !== JSON.stringify({ en: '', es: '', pt: '', fr: '', ...before?.texts })
  return (
    <Dialog
      wide
      title={`${t(`web.settings.consent.${purpose}`)} · ${t('web.settings.consent.next', { n: version })}`}
      onClose={onClose}
    >
      <form
        className="stack"
        inert={save.isPending}
        onSubmit={(e) => {
          e.preventDefault()
          if (isWhole && isNew) save.mutate()
        }}
      >
        <p>{t('web.settings.consent.next.words')}</p>
        {save.isError && <ProblemNotice error={save.error} />}
        {Object.entries(languages).map(([code, name]) => (
          <Field
            key={code}
            label={name}
            error={texts[code as Language].trim().length < 20 ? t('web.settings.consent.short') : undefined}
          >
            {(control) => (
              <textarea
                {...control}
                rows={4}
                maxLength={4000}
                lang={code}
                value={texts[code as Language]}
                onChange={(e) => setTexts({ ...texts, [code]: e.target.value })}
              />
            )}
          </Field>
        ))}
        <p>
          <button type="submit" className="primary" disabled={!isWhole || !isNew || save.isPending}>
            {t('web.settings.consent.publish', { n: version })}
          </button>
        </p>
      </form>
    </Dialog>
  )
}
