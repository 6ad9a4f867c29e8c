/** Opens a plan year: its name, its short name in addresses and files, its months. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { isMonth } from '../../core/dates.ts'
import { fold } from '../../core/text.ts'
import type { Plan } from '../../modules/plan/contract.ts'
import { send } from '../api.ts'
import { useLanguage, useT } from '../languages.ts'
import { rememberPlan, type Search } from '../scope.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { methods } from './methods.ts'

const codeOf = (name: string) =>
  fold(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
const isCode = (code: string) => /^[a-z0-9][a-z0-9-]{1,59}$/.test(code)

export function NewPlanDialog({ onClose }: { onClose: () => void }) {
  const t = useT()
  const language = useLanguage()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const year = new Date().getFullYear()
  const [draft, setDraft] = useState({
    name: '',
    code: '',
    firstMonth: `${year}-01`,
    lastMonth: `${year}-12`,
    defaultMethod: 'max-sector',
  })
  const code = draft.code || codeOf(draft.name)
  const wrong = {
    name: draft.name.trim() === '',
    code: !isCode(code),
    months: !isMonth(draft.firstMonth) || !isMonth(draft.lastMonth) || draft.firstMonth > draft.lastMonth,
  }
  const make = useMutation({
    mutationFn: () =>
      send<Plan>('POST', '/plans', {
        code,
        names: { [language]: draft.name.trim() },
        firstMonth: draft.firstMonth,
        lastMonth: draft.lastMonth,
        defaultMethod: draft.defaultMethod,
      }),
    onSuccess: async (plan) => {
      rememberPlan(plan.code)
      await queries.invalidateQueries({ queryKey: ['plans'] })
      await navigate({ to: `/plan/${plan.code}`, search: { plan: plan.code } as Search as never })
    },
  })
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change })
  return (
    <Dialog title={t('web.plan.new')} onClose={onClose}>
      <form
        className="stack"
        inert={make.isPending}
        noValidate
        onSubmit={(e) => {
          e.preventDefault()
          if (!wrong.name && !wrong.code && !wrong.months) make.mutate()
        }}
      >
        {make.isError && <ProblemNotice error={make.error} />}
        <Field label={t('web.plan.name')}>
          {(control) => (
            <input
              {...control}
              maxLength={200}
              value={draft.name}
              placeholder="RMRP 2027"
              onChange={(e) => set({ name: e.target.value })}
            />
          )}
        </Field>
        <Field
          label={t('web.plan.code')}
          help={t('web.plan.code.help')}
          error={draft.name && wrong.code ? t('web.plan.code.wrong') : undefined}
        >
          {(control) => (
            <input
              {...control}
              maxLength={60}
              autoCapitalize="none"
              value={code}
              onChange={(e) => set({ code: e.target.value })}
            />
          )}
        </Field>
        <Field label={t('web.plan.first')}>
          {(control) => (
            <input {...control} type="month" value={draft.firstMonth} onChange={(e) => set({ firstMonth: e.target.value })} />
          )}
        </Field>
        <Field label={t('web.plan.last')} error={wrong.months ? t('web.plan.months.wrong') : undefined}>
          {(control) => (
            <input {...control} type="month" value={draft.lastMonth} onChange={(e) => set({ lastMonth: e.target.value })} />
          )}
        </Field>
        <Field label={t('web.plan.method')} help={t('web.plan.method.help')}>
          {(control) => (
            <select {...control} value={draft.defaultMethod} onChange={(e) => set({ defaultMethod: e.target.value })}>
              {methods.map((method) => (
                <option key={method} value={method}>
                  {t(`web.figures.method.${method}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <p>
          <button type="submit" className="primary" disabled={make.isPending || wrong.name || wrong.code || wrong.months}>
            {t('web.plan.new.do')}
          </button>
        </p>
      </form>
    </Dialog>
  )
}
