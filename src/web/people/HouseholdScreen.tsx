/** A household: who they are, what they need, agreed to and received, and who looked at it. */
import { useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { ProblemAnswer } from '../api.ts'
import { FieldFrame } from '../field/FieldFrame.tsx'
import { useFormat, useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { type Search, useChangeSearch } from '../scope.ts'
import { Answer } from '../ui/Answer.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Go } from '../ui/Go.tsx'
import { Head } from '../ui/Head.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { CardPart } from './CardPart.tsx'
import { ConsentsPart } from './ConsentsPart.tsx'
import { DeliveriesPart } from './DeliveriesPart.tsx'
import { headOf } from './draft.ts'
import { type Edited, EditHousehold } from './EditHousehold.tsx'
import { HistoryPart } from './HistoryPart.tsx'
import { HouseholdStates } from './HouseholdStates.tsx'
import { ManagePart } from './ManagePart.tsx'
import { MembersPart } from './MembersPart.tsx'
import { NeedsPart } from './NeedsPart.tsx'
import { PhotosPart } from './PhotosPart.tsx'
import { usePlaceLine } from './places.ts'
import { UnsavedEdit } from './UnsavedEdit.tsx'
import { type Seen, useHousehold } from './useHousehold.ts'
import { nameOf, useTotalWords } from './words.ts'
import './people.css'

export function HouseholdScreen() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  return (
    <FieldFrame>
      <Opened key={id} id={id} />
    </FieldFrame>
  )
}

function Opened({ id }: { id: string }) {
  const t = useT()
  const query = useHousehold(id)
  if (query.data === undefined && query.error instanceof ProblemAnswer && query.error.status === 404)
    return (
      <>
        <Head title={t('web.people.household.plain')} />
        <Empty icon="people" title={t('web.people.household.none')}>
          <p>{t('web.people.household.none.words')}</p>
          <Go to="/people" className="button">
            {t('web.people.title')}
          </Go>
        </Empty>
      </>
    )
  if (query.data === undefined && query.error instanceof ProblemAnswer && query.error.status === 403)
    return (
      <>
        <Head title={t('web.people.household.plain')} />
        <Notice tone="attention" title={t('web.people.not-yours')} />
      </>
    )
  return (
    <>
      {query.data === undefined && <Head title={t('web.people.household.plain')} />}
      <Answer query={query}>{(seen) => <Whole seen={seen} />}</Answer>
    </>
  )
}

function Whole({ seen }: { seen: Seen }) {
  const t = useT()
  const { household } = seen
  const search: Search = useSearch({ strict: false })
  const change = useChangeSearch()
  const [edited, setEdited] = useState<Edited>()
  const isEditing = search.edit === 'yes' && household.may.change && household.erasedAt === null
  const stop = (outcome?: Edited) => {
    setEdited(outcome)
    change({ edit: undefined })
  }
  return (
    <>
      <Head
        title={t('web.people.household', { card: household.card })}
        actions={!isEditing && <Actions seen={seen} onEdit={() => change({ edit: 'yes' })} />}
      >
        {useWords(seen)}
      </Head>
      <HouseholdStates seen={seen} edited={edited} />
      {!isEditing && <UnsavedEdit household={household} onGoOn={() => change({ edit: 'yes' })} />}
      {isEditing ? <EditHousehold household={household} onClose={stop} /> : household.erasedAt === null && <Parts seen={seen} />}
    </>
  )
}

function useWords({ household }: Seen): string {
  const t = useT()
  const format = useFormat()
  return [
    usePlaceLine(household),
    t(`web.people.group.${household.populationGroup}`),
    t('web.people.registered.at', { day: format.day(household.registeredAt) }),
    t('web.people.seen', { day: format.day(household.lastSeenAt) }),
  ].join(' · ')
}

function Actions({ seen: { household }, onEdit }: { seen: Seen; onEdit: () => void }) {
  const t = useT()
  const may = useMay()
  if (household.erasedAt !== null) return null
  return (
    <>
      {household.may.deliver && may('delivery.write') && (
        <Go to={`/deliver/${household.id}`} className="button primary">
          <Icon name="deliver" />
          {t('web.people.give')}
        </Go>
      )}
      {household.may.change && (
        <button type="button" onClick={onEdit}>
          <Icon name="edit" />
          {t('web.people.edit')}
        </button>
      )}
    </>
  )
}

function Parts({ seen }: { seen: Seen }) {
  const t = useT()
  const totals = useTotalWords()
  const { household } = seen
  return (
    <>
      <p className="who">
        <b>{nameOf(headOf(household), t)}</b> <span className="quiet">{totals(household.persons)}</span>
      </p>
      <div className="split">
        <div className="stack">
          <MembersPart household={household} />
          <NeedsPart household={household} />
          <DeliveriesPart household={household} />
          <ConsentsPart household={household} />
        </div>
        <div className="stack">
          <CardPart household={household} isHere={seen.isHere} />
          <PhotosPart household={household} isHere={seen.isHere} />
          {!seen.isHere && <HistoryPart household={household} />}
          {!seen.isHere && <ManagePart household={household} />}
        </div>
      </div>
    </>
  )
}
