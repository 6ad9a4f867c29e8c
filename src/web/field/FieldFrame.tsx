/** Around the screens of the field: offers to keep people on this device, asks for the PIN where it is locked. */
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { sentencesOf, useT } from '../languages.ts'
import { Notice } from '../ui/Notice.tsx'
import { Wait } from '../ui/Wait.tsx'
import './field.css'
import { useDevice } from './useDevice.ts'

const withWords = async <M,>(load: Promise<M>): Promise<M> =>
  (await Promise.all([load, sentencesOf('front', 'field', 'people')]))[0]
// Seldom seen, or on a device that keeps people already: with their own words, when they are.
const PinScreen = lazy(async () => ({ default: (await withWords(import('./PinScreen.tsx'))).PinScreen }))
const DeviceSetUp = lazy(async () => ({ default: (await withWords(import('./DeviceSetUp.tsx'))).DeviceSetUp }))
const Revoked = lazy(async () => ({ default: (await withWords(import('./Revoked.tsx'))).Revoked }))
const OnThisDevice = lazy(async () => ({ default: (await withWords(import('./OnThisDevice.tsx'))).OnThisDevice }))

export function FieldFrame({ children }: { children: ReactNode }) {
  const { state, triesLeft } = useDevice()
  if (state === 'unknown') return <Wait />
  if (state === 'locked')
    return (
      <Suspense fallback={<Wait />}>
        <PinScreen />
      </Suspense>
    )
  if (state === 'revoked')
    return (
      <Suspense fallback={<Wait />}>
        <Revoked />
      </Suspense>
    )
  if (state === 'open')
    return (
      <>
        {children}
        <Suspense>
          <OnThisDevice />
        </Suspense>
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
