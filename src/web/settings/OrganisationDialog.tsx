/** One body: its names by language, its acronym, other ways it is written. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Organisation } from '../../modules/organisations/contract.ts'
import { send } from '../api.ts'
import { type Language, languages, useT } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'

type Draft = { names: Partial<Record<Language, string>>; acronym: string; kind: string; isDonor: boolean; also: string }

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
const filled = (names: Draft['names']) =>
  Object.fromEntries(Object.entries(names).flatMap(([code, name]) => (name.trim() ? [[code, name.trim()]] : [])))

export function OrganisationDialog({ body, onClose }: { body: Organisation | undefined; onClose: () => void }) {
  const t = useT()
  const queries = useQueryClient()
  const [draft, setDraft] = useState<Draft>({
    names: body?.names ?? {},
    acronym: body?.acronym ?? '',
    kind: body?.kind ?? '',
    isDonor: body?.isDonor ?? false,
    also: '',
  })
  const save = useMutation({
    mutationFn: () => {
      const entry = { ...draft, names: filled(draft.names), also: linesOf(draft.also) }
      return body ? send('PATCH', `/organisations/${body.id}`, entry) : send('POST', '/organisations', entry)
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['organisations'] })
      onClose()
    },
  })
  const isNamed = Object.keys(filled(draft.names)).length > 0
  return (
    <Dialog title={body ? t('web.settings.bodies.change') : t('web.settings.bodies.add')} onClose={onClose}>
      <form
        className="stack"
        inert={save.isPending}
        noValidate
        onSubmit={(e) => {
          e.preventDefault()
          if (isNamed) save.mutate()
        }}
      >
        {Object.entries(languages).map(([code, name]) => (
          <Field key={code} label={t('web.settings.bodies.name-in', { language: name })}>
            {(control) => (
              <input
                {...control}
                maxLength={300}
                lang={code}
                value={draft.names[code as Language] ?? ''}
                onChange={(e) => setDraft({ ...draft, names: { ...draft.names, [code]: e.target.value } })}
              />
            )}
          </Field>
        ))}
        <Field label={t('web.settings.bodies.acronym')}>
          {(control) => (
            <input
              {...control}
              maxLength={60}
              value={draft.acronym}
              onChange={(e) => setDraft({ ...draft, acronym: e.target.value })}
            />
          )}
        </Field>
        <Field label={t('web.settings.bodies.kind')} help={t('web.settings.bodies.kind.help')}>
          {(control) => (
            <input
              {...control}
              maxLength={60}
              value={draft.kind}
              onChange={(e) => setDraft({ ...draft, kind: e.target.value })}
            />
          )}
        </Field>
        <Field label={t('web.settings.bodies.also')} help={t('web.settings.bodies.also.help')}>
          {(control) => (
            <textarea {...control} rows={3} value={draft.also} onChange={(e) => setDraft({ ...draft, also: e.target.value })} />
          )}
        </Field>
        <label className="check">
          <input type="checkbox" checked={draft.isDonor} onChange={(e) => setDraft({ ...draft, isDonor: e.target.checked })} />{' '}
          {t('web.settings.bodies.is-donor')}
        </label>
        {save.isError && <ProblemNotice error={save.error} />}
        <p>
          <button type="submit" className="primary" disabled={save.isPending || !isNamed}>
            {body ? t('web.settings.bodies.save') : t('web.settings.bodies.add.do')}
          </button>
        </p>
      </form>
    </Dialog>
  )
}
