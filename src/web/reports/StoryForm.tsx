/** One story: its text in this language, where, whose picture, and how the person agreed. */
import { useMutation } from '@tanstack/react-query'
import { type ComponentProps, useState } from 'react'
import { send } from '../api.ts'
import { useCountryName } from '../countries.ts'
import { languages, useFormat, useT } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { useComposer } from './composer.ts'
import { StoryPicture } from './StoryPicture.tsx'
import type { Story } from './story.ts'
import { useStoryDraft } from './useStoryDraft.ts'

type Props = { story: Story; isKept: boolean; onChange: () => void; onDrop: () => void }
type Words = 'title' | 'body' | 'caption' | 'alt'

export function StoryForm({ story, isKept, onChange, onDrop }: Props) {
  const t = useT()
  const { overview, language, mayWrite } = useComposer()
  const [leaving, setLeaving] = useState(false)
  const path = `/overviews/${overview.id}/stories/${story.id}`
  const { draft, isDirty, change, save, leave, form } = useStoryDraft(story, path, onChange)
  const words = draft.texts[language] ?? {}
  const write = (name: Words, value: string) => change({ texts: { ...draft.texts, [language]: { ...words, [name]: value } } })
  const text = (name: Words, extra: Partial<ComponentProps<'textarea'>> = {}) => ({
    value: words[name] ?? '',
    lang: language,
    readOnly: !mayWrite,
    onChange: (e: { target: { value: string } }) => write(name, e.target.value),
    ...extra,
  })
  const title = words.title || t('web.reports.stories.untitled')
  return (
    <form
      ref={form}
      className="story"
      aria-label={title}
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        save.mutate(draft)
      }}
      onBlur={(e) => {
        if (!e.currentTarget.contains(e.relatedTarget)) leave()
      }}
    >
      <div className="row">
        <h2>{title}</h2>
        <span className="quiet end" role="status">
          {save.isPending ? t('web.reports.part.saving') : isDirty ? t('web.reports.stories.waiting') : ''}
        </span>
      </div>
      <Field label={t('web.reports.stories.title', { language: languages[language] })}>
        {(control) => (
          <input
            {...control}
            maxLength={200}
            value={words.title ?? ''}
            lang={language}
            readOnly={!mayWrite}
            onChange={(e) => write('title', e.target.value)}
          />
        )}
      </Field>
      <Field label={t('web.reports.stories.body')} help={t('web.reports.stories.body.help')}>
        {(control) => <textarea {...control} rows={7} {...text('body')} />}
      </Field>
      <CountryField value={draft.country} onChange={(country) => change({ country })} />
      <Field label={t('web.reports.stories.consent')} help={t('web.reports.stories.consent.help')}>
        {(control) => (
          <textarea
            {...control}
            rows={2}
            maxLength={2000}
            readOnly={!mayWrite}
            value={draft.consent}
            onChange={(e) => change({ consent: e.target.value })}
          />
        )}
      </Field>
      <StoryPicture
        story={{ ...draft, picture: story.picture }}
        isReady={isKept && !isDirty && draft.consent.trim() !== ''}
        path={path}
        onChange={onChange}
      />
      {story.picture && (
        <>
          <Field
            label={t('web.reports.stories.alt')}
            help={t('web.reports.stories.alt.help')}
            error={(words.alt ?? '').trim() ? undefined : t('web.reports.stories.alt.missing')}
          >
            {(control) => <textarea {...control} rows={2} {...text('alt')} />}
          </Field>
          <Field label={t('web.reports.stories.caption')}>
            {(control) => <textarea {...control} rows={2} {...text('caption')} />}
          </Field>
          <Field label={t('web.reports.stories.credit')}>
            {(control) => (
              <input
                {...control}
                maxLength={300}
                readOnly={!mayWrite}
                value={draft.credit}
                onChange={(e) => change({ credit: e.target.value })}
              />
            )}
          </Field>
        </>
      )}
      {save.isError && <ProblemNotice error={save.error} />}
      {mayWrite && (
        <div className="row">
          <button type="submit" disabled={!isDirty || save.isPending}>
            {t('web.reports.stories.save')}
          </button>
          <button type="button" className="danger" onClick={() => (isKept ? setLeaving(true) : onDrop())}>
            {t('web.reports.stories.remove')}
          </button>
        </div>
      )}
      {leaving && <RemoveDialog title={title} path={path} onClose={() => setLeaving(false)} onDone={onDrop} />}
    </form>
  )
}

function CountryField({ value, onChange }: { value: string | null; onChange: (country: string | null) => void }) {
  const t = useT()
  const format = useFormat()
  const name = useCountryName()
  const { document, mayWrite } = useComposer()
  const codes = document?.countries.map((country) => country.code) ?? []
  return (
    <Field label={t('web.ui.scope.country')}>
      {(control) => (
        <select {...control} value={value ?? ''} disabled={!mayWrite} onChange={(e) => onChange(e.target.value || null)}>
          <option value="">{t('web.reports.stories.no-country')}</option>
          {format.sorted(codes, name).map((code) => (
            <option key={code} value={code}>
              {name(code)}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

function RemoveDialog({
  title,
  path,
  onClose,
  onDone,
}: {
  title: string
  path: string
  onClose: () => void
  onDone: () => void
}) {
  const t = useT()
  const remove = useMutation({
    mutationFn: () => send('DELETE', path),
    onSuccess: () => {
      onClose()
      onDone()
    },
  })
  return (
    <Dialog title={t('web.reports.stories.remove.title', { title })} onClose={onClose}>
      <p>{t('web.reports.stories.remove.words')}</p>
      {remove.isError && <ProblemNotice error={remove.error} />}
      <div className="row">
        <button type="button" className="danger" disabled={remove.isPending} onClick={() => remove.mutate()}>
          {t('web.reports.stories.remove')}
        </button>
        <button type="button" onClick={onClose}>
          {t('web.reports.not-yet')}
        </button>
      </div>
    </Dialog>
  )
}
