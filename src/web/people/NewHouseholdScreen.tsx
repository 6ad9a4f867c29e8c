/** Registering a household: what they agree to, where, who they are, how they are reached, whether they are known; then its card. */
import { useState } from 'react'
import { FieldFrame } from '../field/FieldFrame.tsx'
import type { Done, Picture } from '../field/field.ts'
import { useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { Head } from '../ui/Head.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Steps } from '../ui/Steps.tsx'
import { Wait } from '../ui/Wait.tsx'
import { CheckStep } from './CheckStep.tsx'
import { ConsentStep } from './ConsentStep.tsx'
import { ContactStep } from './ContactStep.tsx'
import { DiscardDialog } from './DiscardDialog.tsx'
import { type Draft, steps } from './draft.ts'
import { KeptWords } from './KeptWords.tsx'
import { OrganisationField } from './OrderFields.tsx'
import { PeopleStep } from './PeopleStep.tsx'
import { PlaceStep } from './PlaceStep.tsx'
import { Registered } from './Registered.tsx'
import { useDraft } from './useDraft.ts'
import { ofHousehold, type Wrong, wrongOf } from './wrong.ts'
import './people.css'

export function NewHouseholdScreen() {
  const t = useT()
  const may = useMay()
  return may('people.write') ? (
    <FieldFrame>
      <Registering />
    </FieldFrame>
  ) : (
    <>
      <Head title={t('web.people.new')} />
      <Notice tone="attention" title={t('web.people.new.not-yours')} />
    </>
  )
}

function Registering() {
  const t = useT()
  const { draft, change, begin, isKept } = useDraft()
  const [isDiscarding, setDiscarding] = useState(false)
  const [registered, setRegistered] = useState<{ draft: Draft; done: Done }>()
  if (registered)
    return (
      <Registered
        {...registered}
        onNext={() => {
          setRegistered(undefined)
          begin()
        }}
      />
    )
  if (!draft) return <Wait />
  return (
    <>
      <Head title={t('web.people.new')}>{t('web.people.new.words')}</Head>
      <div className="registering stack">
        <Asking
          key={draft.id}
          draft={draft}
          change={change}
          onDone={(done) => {
            setRegistered({ draft, done })
            begin()
          }}
        />
        <p className="row">
          {draft.agreed.registration === true && <KeptWords isKept={isKept} />}
          <button type="button" className="plain end" onClick={() => setDiscarding(true)}>
            {t('web.people.draft.discard')}
          </button>
        </p>
        {isDiscarding && (
          <DiscardDialog
            what="draft"
            onDiscard={() => {
              setDiscarding(false)
              begin()
            }}
            onClose={() => setDiscarding(false)}
          />
        )}
      </div>
    </>
  )
}

type AskingProps = { draft: Draft; change: (part: Partial<Draft>) => void; onDone: (done: Done) => void }

function Asking({ draft, change, onDone }: AskingProps) {
  const t = useT()
  const { step, content } = draft
  const [asked, setAsked] = useState(false)
  const [left, setLeft] = useState<string[]>([])
  const [pictures, setPictures] = useState<Picture[]>([])
  const findings = useFindings(draft, asked, left)
  const stops = findings.all.filter((one) => one.isBlocking && stepOf(one) === step)
  const changeContent = (part: Partial<Draft['content']>) => change({ content: { ...content, ...part } })
  const leave = (what: string) => setLeft((before) => (before.includes(what) ? before : [...before, what]))
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
      {step === 'consent' && <ConsentStep draft={draft} onChange={change} missing={asked} />}
      {step === 'place' && (
        <>
          <OrganisationField value={draft.organisation} onChange={(organisation) => change({ organisation })} />
          <PlaceStep content={content} onChange={changeContent} wrong={ofHousehold(findings.shown)} />
        </>
      )}
      {step === 'people' && (
        <PeopleStep
          content={content}
          onPersons={(persons) => changeContent({ persons })}
          needs={draft.needs}
          onNeeds={(needs) => change({ needs })}
          wrong={findings.shown}
          onLeave={leave}
        />
      )}
      {step === 'contact' && (
        <ContactStep content={content} onChange={changeContent} onLeave={() => leave('')} wrong={ofHousehold(findings.shown)} />
      )}
      {step === 'check' && (
        <CheckStep
          draft={draft}
          change={change}
          findings={findings.all}
          onDone={onDone}
          pictures={pictures}
          onPictures={setPictures}
        />
      )}
      {asked && stops.length > 0 && <Notice tone="attention" title={t('web.people.step.stopped', { n: stops.length })} says />}
      <div className="step-buttons">
        {step !== 'consent' && (
          <button type="button" onClick={() => go(-1)}>
            {t('web.people.step.back')}
          </button>
        )}
        {step !== 'check' && draft.agreed.registration !== false && (
          <button type="button" className="primary" onClick={() => go(1)}>
            {t('web.people.step.next', { step: t(`web.people.step.${steps[steps.indexOf(step) + 1]}`) })}
            <Icon name="next" />
          </button>
        )}
      </div>
    </section>
  )
}

const stepOf = (one: Wrong): Draft['step'] =>
  one.personId !== undefined || one.field === 'persons'
    ? 'people'
    : ['site', 'country', 'admin1', 'admin2'].includes(one.field)
      ? 'place'
      : 'contact'

/** What is wrong; shown once a field was left, or one wanted to go on. */
function useFindings(draft: Draft, asked: boolean, left: string[]) {
  const all = wrongOf(draft.content)
  const shown = asked ? all : all.filter((one) => left.includes(one.personId ?? ''))
  return { all, shown }
}
