/** Who is in front of me, in a few words: members and ages, needs, consent, what was given last. */
import type { Household, PersonContent } from '../../modules/people/contract.ts'
import { useCatalogue } from '../field/catalogue.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { standing } from '../people/consents.ts'
import { today } from '../people/day.ts'
import { ageWords, nameOf } from '../people/words.ts'
import { Badge } from '../ui/Badge.tsx'
import { headOf, presentOf } from './giving.ts'
import type { Front } from './useFront.ts'

export function HouseholdPanel({ household, last }: { household: Household; last: Front['last'] }) {
  const t = useT()
  const text = useText()
  const format = useFormat()
  const { services } = useCatalogue()
  const service = services?.find((one) => one.id === last?.service)
  return (
    <div className="panel">
      <dl className="pairs">
        <dt>{t('web.deliver.who.people')}</dt>
        <dd>
          <Members household={household} />
        </dd>
        <Needs household={household} />
        <dt>{t('web.deliver.who.consent')}</dt>
        <dd>
          <ConsentBadge household={household} />
        </dd>
        <dt>{t('web.deliver.who.last')}</dt>
        <dd>{last ? `${service ? text(service.names) : ''}, ${format.moment(last.at)}` : t('web.deliver.who.nothing')}</dd>
      </dl>
    </div>
  )
}

/** More would push what can be given off the screen of a telephone. */
const shownAtOnce = 6

/** The one who is asked for first; of many the others are a tap away. */
function Members({ household }: { household: Household }) {
  const t = useT()
  const head = headOf(household)
  const members = presentOf(household).toSorted((a, b) => Number(b === head) - Number(a === head))
  const isLong = members.length > shownAtOnce + 1
  const line = (person: PersonContent) => (
    <span key={person.id} className="member">
      {t('web.deliver.who.member', { name: nameOf(person, t), age: ageWords(t, person) })}
    </span>
  )
  return (
    <>
      {members.slice(0, isLong ? shownAtOnce : undefined).map(line)}
      {isLong && (
        <details>
          <summary>{t('web.deliver.who.rest', { n: members.length - shownAtOnce })}</summary>
          {members.slice(shownAtOnce).map(line)}
        </details>
      )}
    </>
  )
}

function Needs({ household }: { household: Household }) {
  const t = useT()
  const text = useText()
  const { needKinds } = useCatalogue()
  const now = household.needs.filter((need) => need.until === null || need.until >= today())
  const codes = [...new Map(now.map((need) => [need.need, need])).values()]
  if (codes.length === 0) return null
  return (
    <>
      <dt>{t('web.deliver.who.needs')}</dt>
      <dd className="row">
        {codes.map(({ need, isRestricted }) => (
          <Badge key={need} tone={isRestricted ? 'sensitive' : 'info'}>
            {text(needKinds?.find((kind) => kind.code === need)?.names, need)}
          </Badge>
        ))}
      </dd>
    </>
  )
}

/** Refusing consent never blocks assistance: it is said, and that is all. */
function ConsentBadge({ household }: { household: Household }) {
  const t = useT()
  const format = useFormat()
  const head = headOf(household)
  const answers = standing(household.consents, today()).filter(({ consent }) => consent.purpose === 'registration')
  const answer = answers.find(({ consent }) => consent.personId === head?.id) ?? answers[0]
  if (!answer) return <Badge>{t('web.deliver.consent.none')}</Badge>
  if (!answer.holds) return <Badge tone="attention">{t('web.deliver.consent.refused')}</Badge>
  const { until } = answer.consent
  return (
    <Badge tone="good">
      {until ? t('web.deliver.consent.until', { day: format.day(`${until}T12:00:00`) }) : t('web.deliver.consent.given')}
    </Badge>
  )
}
