/** The steps of a registration, one at a time: on is only where nothing stops it. */
import { useState } from 'react'
import type { Done, Picture } from '../field/field.ts'
import { useT } from '../languages.ts'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Steps } from '../ui/Steps.tsx'
import { CheckStep } from './CheckStep.tsx'
import { ConsentStep } from './ConsentStep.tsx'
import { ContactStep } from './ContactStep.tsx'
import { type Draft, steps } from './draft.ts'
import { OrganisationField } from './OrderFields.tsx'
import { PeopleStep } from './PeopleStep.tsx'
import { PlaceStep } from './PlaceStep.tsx'
import { useFindings } from './useFindings.ts'
import { ofHousehold, type Wrong } from './wrong.ts'

type Props = { draft: Draft; change: (part: Partial<Draft>) => void; onDone: (done: Done) => void }

export function Asking({ draft, change, onDone }: Props) {
  const t = useT()
  const { step } = draft
  const findings = useFindings(draft.content)
  const { asked, setAsked } = findings
  const stops = findings.all.filter((one) => one.isBlocking && stepOf(one) === step)
  const go = (by: 1 | -1) => {
    const isStopped = stops.length > 0 || (step === 'consent' && draft.agreed.registration !== true)
    if (by === 1 && isStopped) return setAsked(true)
    setAsked(false)
    change({ step: steps[steps.indexOf(step) + by] ?? step })
    document.getElementById('registering')?.focus()
    scrollTo({ top: 0 })
  }
  return (
    <section className="stack" aria-labelledby="registering">
      <Steps
        label={t('web.people.steps')}
        steps={steps.map((key) => ({ key, name: t(`web.people.step.${key}`) }))}
        current={step}
      />
      <h2 id="registering" tabIndex={-1}>
        {t(`web.people.step.${step}.title`)}
      </h2>
      <OneStep draft={draft} change={change} onDone={onDone} findings={findings} />
      {asked && stops.length > 0 && <Notice tone="attention" title={t('web.people.step.stopped', { n: stops.length })} says />}
      <StepButtons draft={draft} onGo={go} />
    </section>
  )
}

/** What is asked in the step where the draft stands. Pictures stay while one goes back and forth; they are kept with the household. */
function OneStep({ draft, change, onDone, findings }: Props & { findings: ReturnType<typeof useFindings> }) {
  const [pictures, setPictures] = useState<Picture[]>([])
  const { all, shown, asked, leave } = findings
  const { content } = draft
  const changeContent = (part: Partial<Draft['content']>) => change({ content: { ...content, ...part } })
  switch (draft.step) {
    case 'consent':
      return <ConsentStep draft={draft} onChange={change} missing={asked} />
    case 'place':
      return (
        <>
          <OrganisationField value={draft.organisation} onChange={(organisation) => change({ organisation })} />
          <PlaceStep content={content} onChange={changeContent} wrong={ofHousehold(shown)} />
        </>
      )
    case 'people':
      return (
        <PeopleStep
          content={content}
          onPersons={(persons) => changeContent({ persons })}
          needs={draft.needs}
          onNeeds={(needs) => change({ needs })}
          wrong={shown}
          onLeave={leave}
        />
      )
    case 'contact':
      return <ContactStep content={content} onChange={changeContent} onLeave={() => leave('')} wrong={ofHousehold(shown)} />
    case 'check':
      return (
        <CheckStep draft={draft} change={change} findings={all} onDone={onDone} pictures={pictures} onPictures={setPictures} />
      )
  }
}

function StepButtons({ draft: { step, agreed }, onGo }: { draft: Draft; onGo: (by: 1 | -1) => void }) {
  const t = useT()
  return (
    <div className="step-buttons">
      {step !== 'consent' && (
        <button type="button" onClick={() => onGo(-1)}>
          {t('web.people.step.back')}
        </button>
      )}
      {step !== 'check' && agreed.registration !== false && (
        <button type="button" className="primary" onClick={() => onGo(1)}>
          {t('web.people.step.next', { step: t(`web.people.step.${steps[steps.indexOf(step) + 1]}`) })}
          <Icon name="next" />
        </button>
      )}
    </div>
  )
}

const stepOf = (one: Wrong): Draft['step'] =>
  one.personId !== undefined || one.field === 'persons'
    ? 'people'
    : ['site', 'country', 'admin1', 'admin2'].includes(one.field)
      ? 'place'
      : 'contact'
