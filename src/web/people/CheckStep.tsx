/** Before it is written: what it all says, and whether somebody is known already. */
import { useEffect, useState } from 'react'
import { v7 as newId } from 'uuid'
import type { Candidate } from '../../modules/people/contract.ts'
import { useCatalogue } from '../field/catalogue.ts'
import type { Done, Picture } from '../field/field.ts'
import { perform } from '../field/perform.ts'
import { useFormat, useT } from '../languages.ts'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { Wait } from '../ui/Wait.tsx'
import { Candidates } from './Candidates.tsx'
import { findCandidates, type Looked } from './candidates.ts'
import { textOf } from './consents.ts'
import { type Draft, headOf, toRegister } from './draft.ts'
import { NewPhotos } from './NewPhotos.tsx'
import { usePlaceLine } from './places.ts'
import { ageWords, nameOf, useTotalWords } from './words.ts'
import type { Wrong } from './wrong.ts'

type Props = {
  draft: Draft
  change: (part: Partial<Draft>) => void
  findings: Wrong[]
  onDone: (done: Done) => void
  pictures: Picture[]
  onPictures: (pictures: Picture[]) => void
}

export function CheckStep({ draft, change, findings, onDone, pictures, onPictures }: Props) {
  const t = useT()
  const { candidates, isHere, refused } = useCandidates(draft)
  const register = useRegister(draft, pictures, onDone)
  const open = candidates?.filter((candidate) => !draft.others.includes(candidate.household.id)) ?? []
  const stops = findings.filter((one) => one.isBlocking)
  return (
    <>
      <Summary draft={draft} />
      {findings.map((one) => (
        <Notice
          key={`${one.personId} ${one.field} ${one.words}`}
          tone={one.isBlocking ? 'wrong' : 'attention'}
          title={one.words}
        />
      ))}
      {refused && <Notice tone="attention" title={t('web.people.candidates.not-asked', { why: refused.title })} says />}
      <Known draft={draft} change={change} candidates={candidates} open={open} isHere={isHere} />
      {draft.agreed.photo && (
        <NewPhotos
          persons={draft.content.persons}
          pictures={pictures}
          onAdd={(taken) => onPictures([...pictures, { ...taken, id: newId(), household: draft.id }])}
          onRemove={(id) => onPictures(pictures.filter((picture) => picture.id !== id))}
        />
      )}
      {register.error !== undefined && <ProblemNotice error={register.error} />}
      <button
        type="button"
        className="primary huge"
        disabled={register.isBusy || candidates === undefined || open.length > 0 || stops.length > 0}
        onClick={register.start}
      >
        <Icon name="check" />
        {t('web.people.register', { n: draft.content.persons.length, name: nameOf(headOf(draft.content), t) })}
      </button>
    </>
  )
}

type KnownProps = Pick<Props, 'draft' | 'change'> & { candidates: Candidate[] | undefined; open: Candidate[]; isHere: boolean }

/** Who may be one of them already. @param open those who were not yet said to be others */
function Known({ draft, change, candidates, open, isHere }: KnownProps) {
  const t = useT()
  if (candidates === undefined) return <Wait words={t('web.people.candidates.looking')} />
  if (open.length === 0)
    return (
      <p className="quiet" role="status">
        {t(isHere ? 'web.people.candidates.none-here' : 'web.people.candidates.none')}
      </p>
    )
  return (
    <section className="stack" aria-labelledby="candidates">
      <Notice tone="attention" says title={t('web.people.candidates', { n: open.length })}>
        <p>{t('web.people.candidates.words')}</p>
      </Notice>
      <h3 id="candidates" className="hide">
        {t('web.people.candidates', { n: open.length })}
      </h3>
      <Candidates
        candidates={open}
        content={draft.content}
        onOther={(household) => change({ others: [...draft.others, household] })}
      />
    </section>
  )
}

/** Asked of the server and of this device; again when the people change. */
function useCandidates(draft: Draft): Omit<Looked, 'candidates'> & { candidates: Candidate[] | undefined } {
  const [found, setFound] = useState<Looked>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was found to be others changes nothing in it
  useEffect(() => {
    let isOver = false
    void findCandidates(draft).then((now) => {
      if (!isOver) setFound(now)
    })
    return () => {
      isOver = true
    }
  }, [draft.content, draft.id])
  return { candidates: found?.candidates, isHere: found?.isHere ?? false, refused: found?.refused }
}

function useRegister(draft: Draft, pictures: Picture[], onDone: (done: Done) => void) {
  const { consentTexts } = useCatalogue()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const start = () => {
    setBusy(true)
    setError(undefined)
    const version = (purpose: Parameters<typeof textOf>[1]) => textOf(consentTexts, purpose, draft.language)?.version ?? 1
    const body = toRegister(draft, version, new Date().toISOString())
    perform({ kind: 'household.register', id: draft.operation, body }, pictures).then(onDone, (problem: unknown) => {
      setError(problem)
      setBusy(false)
    })
  }
  return { isBusy, error, start }
}

function Summary({ draft }: { draft: Draft }) {
  const t = useT()
  const format = useFormat()
  const totals = useTotalWords()
  const { content } = draft
  const place = usePlaceLine(content)
  const said = Object.entries(draft.agreed).flatMap(([purpose, isGiven]) => (isGiven ? [t(`web.people.purpose.${purpose}`)] : []))
  return (
    <dl className="pairs">
      <dt>{t('web.people.step.people')}</dt>
      <dd>
        {totals(content.persons)}
        <ul className="plain-list">
          {content.persons.map((person) => (
            <li key={person.id}>
              {nameOf(person, t)}{' '}
              <span className="quiet">
                {t(`web.people.relation.${person.relation}`)} · {ageWords(t, person)}
              </span>
            </li>
          ))}
        </ul>
      </dd>
      <dt>{t('web.people.step.place')}</dt>
      <dd>
        {place} · {t(`web.people.group.${content.populationGroup}`)}
      </dd>
      {content.phone && (
        <>
          <dt>{t('web.people.phone')}</dt>
          <dd>{content.phone}</dd>
        </>
      )}
      <dt>{t('web.people.step.consent')}</dt>
      <dd>{format.list(said)}</dd>
    </dl>
  )
}
