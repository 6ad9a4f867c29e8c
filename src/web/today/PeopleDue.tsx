/** What waits among the people for whoever meets them, and on this device: as numbers, each one step from its screen; where nothing waits, nothing. */
import { useQuery } from '@tanstack/react-query'
import type { PeopleWaiting } from '../../modules/people/waiting/contract.ts'
import { get } from '../api.ts'
import { useT } from '../languages.ts'
import { useMe } from '../me.ts'
import { Go } from '../ui/Go.tsx'
import { Icon } from '../ui/Icon.tsx'
import { iconOf } from '../ui/Notice.tsx'

const lines = [
  { key: 'unsent', to: '/device', tone: 'attention' },
  { key: 'withdrawn', to: '/settings/people', tone: 'attention' },
  { key: 'conflicts', to: '/people/conflicts', tone: 'attention' },
  { key: 'duplicates', to: '/people/duplicates', tone: 'info' },
  { key: 'over', to: '/settings/people', tone: 'info' },
] as const

/** Where this device keeps nothing, nothing of the field is loaded but the question. */
async function unsentOf(person: string): Promise<number> {
  const { unsentHere } = await import('../field/leaving.ts')
  return (await unsentHere(person)) ?? 0
}

export default function PeopleDue() {
  const t = useT()
  const me = useMe().data?.id
  const waiting = useQuery({ queryKey: ['people-waiting'], queryFn: () => get<PeopleWaiting>('/people/waiting') })
  const unsent = useQuery({
    queryKey: ['people-unsent', me],
    queryFn: () => unsentOf(me!),
    enabled: me !== undefined,
    networkMode: 'always',
    staleTime: 0,
  })
  const counts = { ...waiting.data, unsent: { n: unsent.data ?? 0, isMore: false } }
  const due = lines.flatMap((line) => ((count) => (count && count.n > 0 ? [{ ...line, ...count }] : []))(counts[line.key]))
  if (due.length === 0) return null
  return (
    <section aria-labelledby="due-people">
      <h2 className="due-name" id="due-people">
        {t('web.today.people')}
      </h2>
      <ul className="due">
        {due.map(({ key, to, tone, n, isMore }) => (
          <li key={key} data-tone={tone}>
            <Icon name={iconOf[tone]} />
            <span>{t(`web.today.people.${key}`, { n, more: isMore })}</span>
            <Go to={to} className="button">
              {t('web.today.open')}
              <span className="hide">: {t(`web.today.people.${key}`, { n, more: isMore })}</span>
            </Go>
          </li>
        ))}
      </ul>
    </section>
  )
}
