/** One specific need: its code, its names, for which plan, restricted or not. Of one that is there only the names change. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { NeedKind } from '../../modules/people/contract.ts'
import { send } from '../api.ts'
import { type Language, languages, useT, useText } from '../languages.ts'
import { usePlans } from '../plans.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'

type Names = Record<Language, string>
type Draft = { code: string; names: Names; planId: number | null; isRestricted: boolean }
const noNames: Names = { en: '', es: '', pt: '', fr: '' }

export function NeedKindDialog({ kind, onClose }: { kind: NeedKind | undefined; onClose: () => void }) {
  const t = useT()
  const text = useText()
  const queries = useQueryClient()
  const [draft, setDraft] = useState<Draft>({
    code: '',
    planId: null,
    isRestricted: false,
    names: { ...noNames, ...kind?.names },
  })
  const [asked, setAsked] = useState(false)
  const save = useMutation({
    mutationFn: () =>
      kind ? send('PATCH', `/people/need-kinds/${kind.code}`, { names: draft.names }) : send('POST', '/people/need-kinds', draft),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['need-kinds'] })
      onClose()
    },
  })
  const isCoded = kind !== undefined || /^[a-z][a-z0-9-]{1,59}$/.test(draft.code)
  const isNamed = Object.values(draft.names).some((name) => name.trim() !== '')
  return (
    <Dialog title={kind ? text(kind.names, kind.code) : t('web.settings.needs.add')} onClose={onClose}>
      <form
        className="stack"
        inert={save.isPending}
        noValidate
        onSubmit={(e) => {
          e.preventDefault()
          setAsked(true)
          if (isCoded && isNamed) save.mutate()
        }}
      >
        <NameFields names={draft.names} isMissing={asked && !isNamed} onChange={(names) => setDraft({ ...draft, names })} />
        {!kind && <Rest draft={draft} isWrong={asked && !isCoded} onChange={setDraft} />}
        {save.isError && <ProblemNotice error={save.error} />}
        <p>
          <button type="submit" className="primary" disabled={save.isPending}>
            {t(kind ? 'web.settings.needs.save' : 'web.settings.needs.add.do')}
          </button>
        </p>
      </form>
    </Dialog>
  )
}

type NameProps = { names: Names; isMissing: boolean; onChange: (names: Names) => void }

function NameFields({ names, isMissing, onChange }: NameProps) {
  const t = useT()
  return (
    <fieldset className="choices stack">
      <legend>{t('web.settings.needs.names')}</legend>
      {Object.entries(languages).map(([code, language], at) => (
        <Field key={code} label={language} error={isMissing && at === 0 ? t('web.settings.needs.names.missing') : undefined}>
          {(control) => (
            <input
              {...control}
              lang={code}
              maxLength={120}
              value={names[code as Language]}
              onChange={(e) => onChange({ ...names, [code]: e.target.value })}
            />
          )}
        </Field>
      ))}
    </fieldset>
  )
}

type RestProps = { draft: Draft; isWrong: boolean; onChange: (draft: Draft) => void }

function Rest({ draft, isWrong, onChange }: RestProps) {
  const t = useT()
  const text = useText()
  const { data: plans = [] } = usePlans()
  return (
    <>
      <Field
        label={t('web.settings.needs.code')}
        help={t('web.settings.needs.code.help')}
        error={isWrong ? t('web.settings.needs.code.wrong') : undefined}
      >
        {(control) => (
          <input
            {...control}
            maxLength={60}
            autoCapitalize="none"
            spellCheck={false}
            value={draft.code}
            onChange={(e) => onChange({ ...draft, code: e.target.value.trim() })}
          />
        )}
      </Field>
      <Field label={t('web.settings.needs.plan')}>
        {(control) => (
          <select
            {...control}
            value={draft.planId ?? ''}
            onChange={(e) => onChange({ ...draft, planId: e.target.value === '' ? null : Number(e.target.value) })}
          >
            <option value="">{t('web.settings.needs.plan.every')}</option>
            {plans.map((plan) => (
              <option key={plan.id} value={plan.id}>
                {text(plan.names, plan.code)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div>
        <label className="tick">
          <input
            type="checkbox"
            checked={draft.isRestricted}
            onChange={(e) => onChange({ ...draft, isRestricted: e.target.checked })}
          />
          {t('web.settings.needs.restrict')}
        </label>
        <p className="help">{t('web.settings.needs.restrict.stays')}</p>
      </div>
    </>
  )
}
