/** Sends a respondent table; its answers become shares and are not kept. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { SurveyImport } from '../../modules/plan/needs/contract.ts'
import { useT } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { FileField } from '../ui/FileField.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { upload } from '../ui/upload.ts'
import { Remarks } from './ImportDialog.tsx'
import { today } from './SaveBar.tsx'
import { useReadAgain } from './useNeeds.ts'

export function SurveyDialog({ plan, onClose }: { plan: string; onClose: () => void }) {
  const t = useT()
  const readAgain = useReadAgain(plan)
  const [weights, setWeights] = useState<File>()
  const [dated, setDated] = useState(today)
  const [share, setShare] = useState(0)
  const sending = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData()
      form.append('dated', dated)
      form.append('file', file)
      if (weights) form.append('weights', weights)
      return upload<SurveyImport>(`/plans/${plan}/needs/surveys`, form, setShare)
    },
    onSuccess: readAgain,
  })
  return (
    <Dialog title={t('web.needs.survey.send')} onClose={onClose} wide>
      {sending.data ? (
        <Outcome done={sending.data} onClose={onClose} />
      ) : (
        <>
          <p>{t('web.needs.survey.file.words')}</p>
          {sending.isError && <ProblemNotice error={sending.error} />}
          <Field label={t('web.needs.entry.dated')}>
            {(control) => <input {...control} type="date" value={dated} onChange={(e) => setDated(e.target.value)} />}
          </Field>
          <Field label={t('web.needs.survey.weights')} help={t('web.needs.survey.weights.help')}>
            {(control) => (
              <input
                {...control}
                type="file"
                accept=".csv,.xlsx,.json,text/csv"
                onChange={(e) => setWeights(e.target.files?.[0])}
              />
            )}
          </Field>
          <FileField
            label={t('web.needs.survey.file')}
            help={t('web.plan.import.help')}
            share={sending.isPending ? share : undefined}
            onFile={sending.mutate}
          />
        </>
      )}
    </Dialog>
  )
}

function Outcome({ done, onClose }: { done: SurveyImport; onClose: () => void }) {
  const t = useT()
  const respondents = done.survey?.respondents ?? 0
  return (
    <>
      <Notice
        tone={done.refusedCount > 0 ? 'attention' : 'good'}
        title={t('plan.needs.survey.taken', { read: done.read, respondents, refused: done.refusedCount })}
        says
      >
        {done.empties.length > 0 && (
          <p className="quiet">
            {t('web.needs.survey.empties', { columns: done.empties.map((e) => `${e.column} (${e.empty})`).join(', ') })}
          </p>
        )}
      </Notice>
      <Remarks title={t('web.needs.survey.refused')} remarks={done.refused} />
      <p>
        <button type="button" className="primary" onClick={onClose}>
          {t('web.ui.close')}
        </button>
      </p>
    </>
  )
}
