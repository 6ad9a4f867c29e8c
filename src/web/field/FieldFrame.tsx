/** Around the screens of the field: offers to keep people on this device, asks for the PIN where it is locked. */
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { sentencesOf, useT } from '../languages.ts'
import { Go } from '../ui/Go.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Wait } from '../ui/Wait.tsx'
import './field.css'
import { useKeptHouseholds } from './kept.ts'
import { useDevice } from './useDevice.ts'
import { useOutbox } from './useOutbox.ts'

// Seldom seen: with their own words, when they are.
const PinScreen = lazy(async () => {
  const [{ PinScreen: screen }] = await Promise.all([import('./PinScreen.tsx'), sentencesOf('people')])
  return { default: screen }
})
const DeviceSetUp = lazy(async () => {
  const [{ DeviceSetUp: screen }] = await Promise.all([import('./DeviceSetUp.tsx'), sentencesOf('people')])
  return { default: screen }
})

export function FieldFrame({ children }: { children: ReactNode }) {
  const { state, triesLeft } = useDevice()
  if (state === 'unknown') return <Wait />
  if (state === 'locked')
    return (
      <Suspense fallback={<Wait />}>
        <PinScreen />
      </Suspense>
    )
  if (state === 'revoked') return <Revoked />
  if (state === 'open')
    return (
      <>
        {children}
        <OnThisDevice />
      </>
    )
  return <Desk emptied={triesLeft === 0}>{children}</Desk>
}

const declined = 'senda-desk'

/** Keeps nothing: sends at once. On a phone it is asked whether it should. */
function Desk({ emptied, children }: { emptied: boolean; children: ReactNode }) {
  const t = useT()
  const [sets, setSets] = useState(false)
  const [isDesk, setDesk] = useState(() => localStorage.getItem(declined) !== null || !matchMedia('(pointer: coarse)').matches)
  const stay = () => {
    localStorage.setItem(declined, 'yes')
    setDesk(true)
    setSets(false)
  }
  if (sets) return <SetUp onLater={() => setSets(false)} />
  return (
    <>
      {emptied && <Notice tone="wrong" title={t('web.field.emptied')} says />}
      {!isDesk && (
        <Notice title={t('web.field.offer')}>
          <p>{t('web.field.offer.words')}</p>
          <div className="row">
            <button type="button" className="primary" onClick={() => setSets(true)}>
              {t('web.field.offer.do')}
            </button>
            <button type="button" className="plain" onClick={stay}>
              {t('web.field.offer.not')}
            </button>
          </div>
        </Notice>
      )}
      {children}
    </>
  )
}

const SetUp = ({ onLater }: { onLater: () => void }) => (
  <Suspense fallback={<Wait />}>
    <DeviceSetUp onLater={onLater} />
  </Suspense>
)

function Revoked() {
  const t = useT()
  const [sets, setSets] = useState(false)
  if (sets) return <SetUp onLater={() => setSets(false)} />
  return (
    <Notice tone="wrong" title={t('web.field.revoked')}>
      <p>{t('web.field.revoked.words')}</p>
      <button type="button" onClick={() => setSets(true)}>
        {t('web.field.set-up.title')}
      </button>
    </Notice>
  )
}

/** What is kept here, at the foot of each screen: the way to what waits, to taking along, to locking. */
function OnThisDevice() {
  const t = useT()
  const { lock } = useDevice()
  const { all, waiting, pictures } = useOutbox()
  const refused = all.filter(({ outcome, problem }) => outcome === 'refused' || (outcome === 'done' && problem)).length
  const households = useKeptHouseholds().length
  return (
    <div className="row field-foot">
      <Go to="/device">
        {[
          t('web.field.foot.households', { n: households }),
          t('web.field.foot.waiting', { n: waiting + pictures }),
          ...(refused > 0 ? [t('web.field.foot.refused', { n: refused })] : []),
        ].join(' · ')}
      </Go>
      <button type="button" className="plain end" onClick={lock}>
        <Icon name="lock" />
        {t('web.field.lock')}
      </button>
    </div>
  )
}
