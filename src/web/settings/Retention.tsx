/** How long households are kept after they were last seen: for everybody, and for organisations that settled it otherwise. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PeopleRules } from '../../modules/people/privacy/contract.ts'
import { get, send } from '../api.ts'
import { useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { useOrganisationNames, useOwnOrganisations } from '../people/organisations.ts'
import { Answer } from '../ui/Answer.tsx'
import { Field } from '../ui/Field.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'

const queryKey = ['people-rules']

export function Retention() {
  const t = useT()
  const may = useMay()
  const own = useOwnOrganisations()
  const rules = useQuery({ queryKey, queryFn: () => get<PeopleRules[]>('/people/rules') })
  const editable = may('people.manage') ? own : []
  return (
    <section className="stack">
      <h2>{t('web.settings.retention')}</h2>
      <p>{t('web.settings.retention.words')}</p>
      <Answer query={rules}>
        {(list) => {
          const shown = [...new Set([0, ...list.map((rule) => rule.organisation), ...editable])]
          return <RuleList organisations={shown} rules={list} editable={editable} />
        }}
      </Answer>
    </section>
  )
}

type ListProps = { organisations: number[]; rules: PeopleRules[]; editable: number[] }

function RuleList({ organisations, rules, editable }: ListProps) {
  const t = useT()
  const bodyName = useOrganisationNames(organisations.filter((id) => id !== 0))
  const whole = rules.find((rule) => rule.organisation === 0)?.retentionMonths
  const name = (id: number) => (id === 0 ? t('web.settings.retention.all') : bodyName(id))
  return organisations.map((id) => {
    const months = rules.find((rule) => rule.organisation === id)?.retentionMonths ?? whole
    return editable.includes(id) ? (
      <RuleForm key={id} organisation={id} name={name(id)} months={months} />
    ) : (
      <p key={id}>
        <b>{name(id)}</b>: {months === undefined ? '–' : t('web.settings.retention.months', { n: months })}
      </p>
    )
  })
}

type FormProps = { organisation: number; name: string; months: number | undefined }

function RuleForm({ organisation, name, months }: FormProps) {
  const t = useT()
  const queries = useQueryClient()
  const [typed, setTyped] = useState(String(months ?? ''))
  const save = useMutation({
    mutationFn: () => send('PUT', '/people/rules', { organisation, retentionMonths: Number(typed) }),
    onSuccess: () => queries.invalidateQueries({ queryKey }),
  })
  const isSound = /^\d+$/.test(typed) && Number(typed) >= 1 && Number(typed) <= 240
  return (
    <form
      className="stack"
      onSubmit={(e) => {
        e.preventDefault()
        if (isSound) save.mutate()
      }}
    >
      <Field label={name} error={isSound ? undefined : t('web.settings.retention.wrong')}>
        {(control) => (
          <span className="unit">
            <input {...control} inputMode="numeric" size={5} value={typed} onChange={(e) => setTyped(e.target.value.trim())} />
            <span>{t('web.settings.retention.unit')}</span>
            <button type="submit" disabled={!isSound || save.isPending || Number(typed) === months}>
              {t('web.settings.retention.save')}
            </button>
          </span>
        )}
      </Field>
      {save.isSuccess && <Notice tone="good" title={t('web.settings.saved')} says />}
      {save.isError && <ProblemNotice error={save.error} />}
    </form>
  )
}
