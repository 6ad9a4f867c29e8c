/** What this device takes along: the site of the day, what was met lately; a list is taken from its own screen. */
import { useCallback, useEffect, useId, useState } from 'react'
import { useFormat, useT, useText } from '../languages.ts'
import { Field } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { leaveHere, nameOf, type Taken, takenAlong } from './along.ts'
import { useCatalogue } from './catalogue.ts'
import './field.css'
import type { Along } from './field.ts'
import { takeAlong } from './kept.ts'

/** One at a time; what came before a line broke stays, and goes on from there. */
function useTaking() {
  const [taken, setTaken] = useState<Record<string, Taken>>({})
  const [now, setNow] = useState<{ name: string; households: number }>()
  const [fault, setFault] = useState<unknown>()
  const look = useCallback(() => void takenAlong().then(setTaken), [])
  useEffect(look, [look])
  const run = async (along: Along, work: () => Promise<unknown>) => {
    setFault(undefined)
    setNow({ name: nameOf(along), households: 0 })
    await work().catch(setFault)
    setNow(undefined)
    look()
  }
  return {
    taken: Object.values(taken),
    now,
    fault,
    take: (along: Along) => void run(along, () => takeAlong(along, (households) => setNow({ name: nameOf(along), households }))),
    leave: (along: Along) => void run(along, () => leaveHere(along)),
  }
}

export function TakeAlong() {
  const t = useT()
  const title = useId()
  const taking = useTaking()
  return (
    <section className="stack" aria-labelledby={title}>
      <h2 id={title}>{t('web.field.along.title')}</h2>
      <p>{t('web.field.along.words')}</p>
      {taking.taken.length > 0 && (
        <ul className="due field-done">
          {taking.taken.map((one) => (
            <Line key={nameOf(one.along)} taken={one} taking={taking} />
          ))}
        </ul>
      )}
      <SiteChoice taking={taking} />
      <button type="button" disabled={taking.now !== undefined} onClick={() => taking.take({ recent: true })}>
        <Icon name="download" />
        {t('web.field.along.recent')}
      </button>
      {taking.now && (
        <p role="status" className="quiet">
          {t('web.field.along.coming', { n: taking.now.households })}
        </p>
      )}
      {taking.fault !== undefined && <ProblemNotice error={taking.fault} />}
    </section>
  )
}

type Taking = ReturnType<typeof useTaking>

function SiteChoice({ taking }: { taking: Taking }) {
  const t = useT()
  const text = useText()
  const { sites = [] } = useCatalogue()
  const [site, setSite] = useState('')
  const open = sites.filter(({ isClosed }) => !isClosed)
  if (open.length === 0) return null
  return (
    <Field label={t('web.field.along.site')}>
      {(control) => (
        <span className="row">
          <select {...control} value={site} onChange={(e) => setSite(e.target.value)}>
            <option value="">{t('web.field.along.choose')}</option>
            {open.map(({ id, names }) => (
              <option key={id} value={id}>
                {text(names)}
              </option>
            ))}
          </select>
          <button type="button" disabled={!site || taking.now !== undefined} onClick={() => taking.take({ site })}>
            <Icon name="download" />
            {t('web.field.along.take')}
          </button>
        </span>
      )}
    </Field>
  )
}

function Line({ taken, taking }: { taken: Taken; taking: Taking }) {
  const t = useT()
  const text = useText()
  const format = useFormat()
  const { sites } = useCatalogue()
  const { along, households, at, after } = taken
  const site = 'site' in along ? sites?.find(({ id }) => id === along.site) : undefined
  const name = site ? text(site.names) : t('recent' in along ? 'web.field.along.recently' : 'web.field.along.list')
  return (
    <li>
      <Icon name="pin" />
      <strong>{name}</strong>
      <span className="quiet">
        {[
          t('web.field.foot.households', { n: households }),
          ...(at ? [t('web.field.along.at', { at: format.moment(at) })] : []),
          ...(after ? [t('web.field.along.broken')] : []),
        ].join(' · ')}
      </span>
      <span className="row">
        <button type="button" disabled={taking.now !== undefined} onClick={() => taking.take(along)}>
          {t('web.field.along.again')}
        </button>
        <button type="button" className="plain" disabled={taking.now !== undefined} onClick={() => taking.leave(along)}>
          {t('web.field.along.leave')}
        </button>
      </span>
    </li>
  )
}
