/** The camera looks for the code of a card; where it may not or cannot, the number of the card is typed. */
import { useEffect, useRef, useState } from 'react'
import { useT } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useCamera } from './useCamera.ts'
import './scan.css'

type Props = { onRead: (text: string) => void; onClose: () => void; title?: string }

/** @param onRead hears the text of the code, or the number that was typed: `readCard` understands both. */
export function Scan({ onRead, onClose, title }: Props) {
  const t = useT()
  const video = useRef<HTMLVideoElement>(null)
  const { state, light, turnLight } = useCamera(video, onRead)
  const isSeeing = state === 'opening' || state === 'open'
  const [typing, setTyping] = useState(false)
  return (
    <Dialog title={title ?? t('web.deliver.scan.title')} onClose={onClose}>
      {isSeeing ? (
        <div className="scan">
          <video ref={video} muted playsInline aria-label={t('web.deliver.scan.picture')} />
          <p role="status">{t(state === 'open' ? 'web.deliver.scan.hold' : 'web.deliver.scan.opening')}</p>
        </div>
      ) : (
        <Notice tone="attention" title={t(`web.deliver.scan.${state}`)} says>
          <p>{t(`web.deliver.scan.${state}.words`)}</p>
        </Notice>
      )}
      {light !== undefined && (
        <button type="button" aria-pressed={light} onClick={turnLight}>
          {t(light ? 'web.deliver.scan.dark' : 'web.deliver.scan.light')}
        </button>
      )}
      {/* Not at once: a keyboard that opens would hide the picture. */}
      {typing || !isSeeing ? (
        <Typed onRead={onRead} />
      ) : (
        <button type="button" className="plain" onClick={() => setTyping(true)}>
          {t('web.deliver.scan.number')}
        </button>
      )}
    </Dialog>
  )
}

/** Eight letters and digits, as they stand below the code. */
function Typed({ onRead }: { onRead: (text: string) => void }) {
  const t = useT()
  const [text, setText] = useState('')
  const whole = text.trim().length > 0
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])
  return (
    <form
      className="stack"
      onSubmit={(e) => {
        e.preventDefault()
        if (whole) onRead(text.trim())
      }}
    >
      <Field label={t('web.deliver.scan.number.label')} help={t('web.deliver.scan.number.help')}>
        {(control) => (
          <input
            {...control}
            ref={first}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={80}
            value={text}
            onChange={(e) => setText(e.target.value)}
          />
        )}
      </Field>
      <button type="submit" className="wide" disabled={!whole}>
        <Icon name="search" />
        {t('web.deliver.scan.find')}
      </button>
    </form>
  )
}
