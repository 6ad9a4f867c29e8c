/** One service: its words in four languages, how often, who may give it, what is asked, under which indicators it is reported. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Service } from '../../modules/delivery/contract.ts'
import { send } from '../api.ts'
import { useT, useText } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { type Draft, draftOf, missingIn, serviceOf } from './draft.ts'
import { GivenBy } from './GivenBy.tsx'
import { Indicators } from './Indicators.tsx'
import { QuestionFields } from './QuestionFields.tsx'
import { RuleFields } from './RuleFields.tsx'
import { WordFields } from './WordFields.tsx'
import './services.css'

type Chosen = { planId: number; indicatorId: number }
const chosenOf = (service: Service | undefined): Chosen[] =>
  service?.indicators.map(({ planId, indicatorId }) => ({ planId, indicatorId })) ?? []

export function ServiceDialog({ service, onClose }: { service: Service | undefined; onClose: () => void }) {
  const t = useT()
  const text = useText()
  const [draft, setDraft] = useState(() => draftOf(service))
  const [indicators, setIndicators] = useState(() => chosenOf(service))
  const save = useSave(service, onClose)
  const missing = missingIn(draft)
  return (
    <Dialog wide title={service ? text(service.names, service.code) : t('web.services.add')} onClose={onClose}>
      <form
        className="stack service-form"
        inert={save.isPending}
        noValidate
        onSubmit={(e) => {
          e.preventDefault()
          if (missing.length === 0) save.mutate({ draft, indicators })
        }}
      >
        <WordFields draft={draft} onChange={setDraft} />
        <RuleFields draft={draft} onChange={setDraft} />
        <GivenBy givenBy={draft.givenBy} onChange={(givenBy) => setDraft({ ...draft, givenBy })} />
        <QuestionFields questions={draft.questions} onChange={(questions) => setDraft({ ...draft, questions })} />
        <Indicators chosen={indicators} onChange={setIndicators} />
        {service && (
          <label className="tick">
            <input
              type="checkbox"
              checked={draft.isRetired}
              onChange={(e) => setDraft({ ...draft, isRetired: e.target.checked })}
            />
            {t('web.services.retire')}
          </label>
        )}
        {save.isError && <ProblemNotice error={save.error} />}
        {missing.map((what) => (
          <p key={what} className="quiet">
            {t(`web.services.missing.${what}`)}
          </p>
        ))}
        <p>
          <button type="submit" className="primary" disabled={missing.length > 0 || save.isPending}>
            {t(service ? 'web.services.save' : 'web.services.add.do')}
          </button>
        </p>
      </form>
    </Dialog>
  )
}

/** The service first; its indicators where they changed. */
function useSave(service: Service | undefined, onSaved: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async ({ draft, indicators }: { draft: Draft; indicators: Chosen[] }) => {
      const entry = serviceOf(draft, service?.questions)
      const { code: _, ...change } = entry
      const kept = service
        ? await send<Service>('PATCH', `/services/${service.id}`, { ...change, isRetired: draft.isRetired })
        : await send<Service>('POST', '/services', entry)
      if (JSON.stringify(indicators) !== JSON.stringify(chosenOf(service)))
        await send('PUT', `/services/${kept.id}/indicators`, { indicators })
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['services'] })
      onSaved()
    },
  })
}
