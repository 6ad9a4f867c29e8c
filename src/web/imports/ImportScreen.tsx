/** One import: its progress while it runs, and at the end what happened: read, kept, with findings, refused, and what to do next. */
import { useParams, useSearch } from '@tanstack/react-router'
import type { Import } from '../../modules/activities/imports/contract.ts'
import { isBlocking } from '../activities/severity.ts'
import { hasMessage, useFormat, useT, useText } from '../languages.ts'
import { usePlans } from '../plans.ts'
import type { Search } from '../scope.ts'
import { Answer } from '../ui/Answer.tsx'
import { Go } from '../ui/Go.tsx'
import { Head } from '../ui/Head.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Steps } from '../ui/Steps.tsx'
import { Columns, NewNames } from './Columns.tsx'
import { Crumbs } from './Crumbs.tsx'
import { Findings } from './Findings.tsx'
import { ImportState, nameOfSender } from './ImportsScreen.tsx'
import { Next } from './Next.tsx'
import { useImport } from './useImports.ts'

export function ImportScreen() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const one = useImport(id)
  return <Answer query={one}>{(found) => <Whole one={found} />}</Answer>
}

function Whole({ one }: { one: Import }) {
  const t = useT()
  const text = useText()
  const format = useFormat()
  const plans = usePlans()
  const search: Search = useSearch({ strict: false })
  const plan = plans.data?.find((p) => p.code === one.plan)
  const isRunning = one.state === 'waiting' || one.state === 'reading'
  const words = [
    t('web.ui.scope.plan-named', { plan: text(plan?.names, one.plan) }),
    t('web.imports.one.sent', { at: format.moment(one.sentAt), by: nameOfSender(one.sentBy, t) }),
  ]
  return (
    <>
      <Crumbs here={one.fileName} />
      <Head title={t('web.imports.one.title', { name: one.fileName })} actions={<ImportState state={one.state} />}>
        {words.join(' · ')}
      </Head>
      {(one.again || search.again === 'yes') && one.state !== 'taken-back' && (
        <Notice tone="attention" title={t('web.imports.again')} says>
          <p>{t('web.imports.again.words', { at: format.moment(one.sentAt) })}</p>
        </Notice>
      )}
      {isRunning && <Running one={one} />}
      {one.state === 'failed' && <Failed one={one} />}
      {one.state === 'taken-back' && (
        <Notice title={t('web.imports.undo.done')}>
          <p>
            <Go to="/imports/new">{t('web.imports.new')}</Go>
          </p>
        </Notice>
      )}
      {one.state === 'done' && <Ended one={one} />}
    </>
  )
}

function Running({ one }: { one: Import }) {
  const t = useT()
  const steps = ['received', 'reading', 'kept'].map((key) => ({ key, name: t(`web.imports.steps.${key}`) }))
  return (
    <section className="panel stack" aria-labelledby="running">
      <h2 id="running">{t('web.imports.running')}</h2>
      <Steps label={t('web.imports.steps')} steps={steps} current={one.state === 'waiting' ? 'received' : 'reading'} />
      <div>
        <progress
          value={one.rowsTotal ? one.rowsRead : undefined}
          max={one.rowsTotal ?? undefined}
          aria-label={t('web.imports.running.progress')}
        />
        <p role="status">
          {one.rowsTotal
            ? t('web.imports.running.rows', { read: one.rowsRead, total: one.rowsTotal })
            : t('web.imports.running.rows-so-far', { read: one.rowsRead })}
        </p>
      </div>
      <p className="quiet">{t('web.imports.running.words')}</p>
    </section>
  )
}

function Failed({ one }: { one: Import }) {
  const t = useT()
  const key = one.problem?.code.replace('/', '.problem.') ?? ''
  const title = hasMessage(key) ? t(key, one.problem?.detail) : t('web.imports.failed')
  return (
    <>
      <Notice tone="wrong" title={title} says>
        <p>{t('web.imports.failed.words')}</p>
      </Notice>
      <div className="row">
        <Go to="/imports/new" className="button primary">
          {t('web.imports.new')}
        </Go>
      </div>
    </>
  )
}

function Ended({ one }: { one: Import }) {
  const t = useT()
  const format = useFormat()
  const share = one.rowsRead === 0 ? 0 : Math.floor((100 * one.rowsAccepted) / one.rowsRead)
  return (
    <section className="stack" aria-labelledby="ended">
      <h2 id="ended">
        {t('web.imports.end')}
        {one.endedAt !== null && <span className="quiet"> {format.moment(one.endedAt)}</span>}
      </h2>
      <Numbers one={one} />
      {one.rowsRead > 0 && (
        <div>
          <progress value={one.rowsAccepted} max={one.rowsRead} aria-label={t('web.imports.accepted')} />
          <p className="quiet">{t('web.imports.end.share', { share })}</p>
        </div>
      )}
      <Columns one={one} />
      <NewNames one={one} />
      <div className="split">
        <Findings one={one} />
        <Next one={one} />
      </div>
    </section>
  )
}

function Numbers({ one }: { one: Import }) {
  const t = useT()
  const format = useFormat()
  const count = (blocking: boolean) =>
    Object.entries(one.findings).reduce((sum, [code, rows]) => sum + (isBlocking(code) === blocking ? rows : 0), 0)
  const toLookAt = count(false)
  const seconds = one.seconds === null ? undefined : format.number(one.seconds, { maximumFractionDigits: 1 })
  const figures = [
    {
      key: 'read',
      n: one.rowsRead,
      method: seconds ? t('web.imports.end.read.method', { seconds }) : t('web.imports.end.read.plain'),
    },
    { key: 'accepted', n: one.rowsAccepted, method: t('web.imports.end.accepted.method') },
    { key: 'findings', n: one.rowsWithFindings, method: t('web.imports.end.findings.method', { n: count(true) }) },
    ...(toLookAt > 0 ? [{ key: 'look', n: toLookAt, method: t('web.imports.end.look.method') }] : []),
    {
      key: 'refused',
      n: one.rowsRefused,
      method: t(one.rowsRefused === 0 ? 'web.imports.end.refused.none' : 'web.imports.end.refused.method'),
    },
  ]
  return (
    <div className="figures">
      {figures.map(({ key, n, method }) => (
        <p key={key} className="figure big">
          <b>{format.number(n)}</b>
          {t(`web.imports.end.${key}`)}
          <span className="method">{method}</span>
        </p>
      ))}
    </div>
  )
}
