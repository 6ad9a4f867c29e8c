/** What happened to a row: changes with before and after, comments, corrections. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { v7 as newId } from 'uuid'
import type { z } from 'zod'
import type { Change } from '../../modules/activities/desk/contract.ts'
import type { Lists } from '../../modules/activities/rules/lists.ts'
import { send } from '../api.ts'
import { useFormat, useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { Go } from '../ui/Go.tsx'
import { Icon } from '../ui/Icon.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { Becomes } from './FixTable.tsx'
import type { DetailAnswer } from './rows.ts'

export function History({ plan, detail, lists }: { plan: string; detail: DetailAnswer; lists: Lists }) {
  const t = useT()
  const format = useFormat()
  return (
    <>
      <Comments plan={plan} detail={detail} />
      <h3>{t('web.activities.history')}</h3>
      <ol className="history">
        {detail.changes.toReversed().map((change) => (
          <OneChange key={change.id} change={change} lists={lists} />
        ))}
        <li>
          <b>
            {detail.importId
              ? t('web.activities.history.imported', { row: String(detail.rowNumber ?? '') })
              : t(detail.line === null ? 'web.activities.history.entered' : 'web.activities.history.computed')}
          </b>
          <br />
          <span className="quiet">{format.moment(detail.enteredAt)}</span>
          {detail.importId && (
            <>
              {' '}
              <Go to={`/imports/${detail.importId}`}>{t('web.ui.tab.imports')}</Go>
            </>
          )}
        </li>
      </ol>
      {detail.corrections.length > 0 && (
        <p>
          {t('web.activities.history.corrections', { n: detail.corrections.length })}:{' '}
          {detail.corrections.map((id, i) => (
            <Go key={id} to="/activities" search={{ row: id }}>
              {String(i + 1)}{' '}
            </Go>
          ))}
        </p>
      )}
    </>
  )
}

function OneChange({ change, lists }: { change: z.infer<typeof Change>; lists: Lists }) {
  const t = useT()
  const format = useFormat()
  const queries = useQueryClient()
  const may = useMay()
  const undo = useMutation({
    mutationFn: () => send('POST', `/changes/${change.batchId}/undo`, {}),
    onSuccess: () => queries.invalidateQueries(),
  })
  return (
    <li>
      {change.rule && <b>{t(`web.activities.fix.${change.rule}`)}</b>}
      <Becomes before={change.before} after={change.after} lists={lists} />
      <span className="quiet">
        {[change.by, format.moment(change.at), change.reason, ...(change.undone ? [t('web.activities.history.undone')] : [])]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {change.rule && change.rule !== 'computed' && !change.undone && may('activities.write') && (
        <div>
          <button type="button" className="plain" disabled={undo.isPending} onClick={() => undo.mutate()}>
            <Icon name="undo" />
            {t('web.activities.history.undo')}
          </button>
        </div>
      )}
      {undo.isError && <ProblemNotice error={undo.error} />}
    </li>
  )
}

function Comments({ plan, detail }: { plan: string; detail: DetailAnswer }) {
  const t = useT()
  const format = useFormat()
  const queries = useQueryClient()
  const [body, setBody] = useState('')
  const [id, setId] = useState(() => newId())
  const add = useMutation({
    mutationFn: () => send('POST', `/activities/${detail.id}/comments`, { id, cell: null, body }),
    onSuccess: () => {
      setBody('')
      setId(newId())
      return queries.invalidateQueries({ queryKey: ['activity', plan, detail.id] })
    },
  })
  const submit = (e: FormEvent) => {
    e.preventDefault()
    if (body.trim()) add.mutate()
  }
  return (
    <>
      <h3>{t('web.activities.comments')}</h3>
      {detail.commentList.length === 0 ? (
        <p className="quiet">{t('web.activities.comments.none')}</p>
      ) : (
        <ol className="history">
          {detail.commentList.map((comment) => (
            <li key={comment.id}>
              {comment.body}
              <br />
              <span className="quiet">
                {[
                  comment.by,
                  format.moment(comment.at),
                  ...(comment.cell ? [t(`web.activities.column.${comment.cell}`)] : []),
                ].join(' · ')}
              </span>
            </li>
          ))}
        </ol>
      )}
      <form className="stack" inert={add.isPending} onSubmit={submit}>
        <label className="field wide">
          {t('web.activities.comments.label')}
          <textarea rows={2} maxLength={2000} value={body} onChange={(e) => setBody(e.target.value)} />
        </label>
        {add.isError && <ProblemNotice error={add.error} />}
        <div>
          <button type="submit" disabled={!body.trim() || add.isPending}>
            {t('web.activities.comments.add')}
          </button>
        </div>
      </form>
    </>
  )
}
