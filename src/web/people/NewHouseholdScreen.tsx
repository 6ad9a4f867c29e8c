/** Registering a household: what they agree to, where, who they are, how they are reached, whether they are known; then its card. */
import { useState } from 'react'
import { FieldFrame } from '../field/FieldFrame.tsx'
import type { Done } from '../field/field.ts'
import { useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { Head } from '../ui/Head.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Wait } from '../ui/Wait.tsx'
import { Asking } from './Asking.tsx'
import { DiscardDialog } from './DiscardDialog.tsx'
import type { Draft } from './draft.ts'
import { KeptWords } from './KeptWords.tsx'
import { Registered } from './Registered.tsx'
import { useDraft } from './useDraft.ts'
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
        <KeptDraft isAgreed={draft.agreed.registration === true} isKept={isKept} onDiscard={begin} />
      </div>
    </>
  )
}

type KeptDraftProps = { isAgreed: boolean; isKept: boolean; onDiscard: () => void }

/** What is typed stays on this device until it is registered, or thrown away. */
function KeptDraft({ isAgreed, isKept, onDiscard }: KeptDraftProps) {
  const t = useT()
  const [isDiscarding, setDiscarding] = useState(false)
  return (
    <>
      <p className="row">
        {isAgreed && <KeptWords isKept={isKept} />}
        <button type="button" className="plain end" onClick={() => setDiscarding(true)}>
          {t('web.people.draft.discard')}
        </button>
      </p>
      {isDiscarding && (
        <DiscardDialog
          what="draft"
          onDiscard={() => {
            setDiscarding(false)
            onDiscard()
          }}
          onClose={() => setDiscarding(false)}
        />
      )}
    </>
  )
}
