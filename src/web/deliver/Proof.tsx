/** Proof of a delivery: a name written with the finger, or a photo. */
import { useEffect, useRef, useState } from 'react'
import { v7 as newId } from 'uuid'
import type { Picture } from '../field/field.ts'
import { useT } from '../languages.ts'
import { useStrokes } from './useStrokes.ts'

type Props = {
  household: string
  person: string | null
  proof: Picture | undefined
  onProof: (proof: Picture | undefined) => void
}

export function Proof({ household, person, proof, onProof }: Props) {
  const t = useT()
  const [signing, setSigning] = useState(false)
  const take = (kind: 'signature' | 'proof', blob: Blob) => {
    setSigning(false)
    onProof({ id: newId(), household, person, kind, blob })
  }
  if (proof) return <Shown proof={proof} onRemove={() => onProof(undefined)} />
  if (signing) return <Signature onSigned={(blob) => take('signature', blob)} onClose={() => setSigning(false)} />
  return (
    <div className="pair">
      <button type="button" onClick={() => setSigning(true)}>
        {t('web.deliver.proof.sign')}
      </button>
      <label className="button">
        {t('web.deliver.proof.photo')}
        <input
          className="hide"
          type="file"
          accept="image/*"
          capture="environment"
          onChange={(e) => {
            const file = e.target.files?.[0]
            if (file) take('proof', file)
          }}
        />
      </label>
    </div>
  )
}

function Shown({ proof, onRemove }: { proof: Picture; onRemove: () => void }) {
  const t = useT()
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(proof.blob)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [proof])
  return (
    <div className="signature">
      <img src={address} alt={t(`web.deliver.proof.${proof.kind}.alt`)} />
      <button type="button" className="plain" onClick={onRemove}>
        {t('web.deliver.proof.remove')}
      </button>
    </div>
  )
}

function Signature({ onSigned, onClose }: { onSigned: (blob: Blob) => void; onClose: () => void }) {
  const t = useT()
  const canvas = useRef<HTMLCanvasElement>(null)
  const { isEmpty, clear, taken } = useStrokes(canvas)
  // Newer browsers answer with a promise, which is nothing to clean up.
  useEffect(() => void canvas.current?.scrollIntoView({ block: 'center' }), [])
  return (
    <div className="signature">
      <p id="sign-help">{t('web.deliver.proof.sign.words')}</p>
      <canvas ref={canvas} role="img" aria-label={t('web.deliver.proof.sign.field')} aria-describedby="sign-help" />
      <div className="row">
        <button
          type="button"
          className="primary"
          disabled={isEmpty}
          onClick={() => void taken().then((blob) => blob && onSigned(blob))}
        >
          {t('web.deliver.proof.sign.keep')}
        </button>
        <button type="button" disabled={isEmpty} onClick={clear}>
          {t('web.deliver.proof.sign.again')}
        </button>
        <button type="button" className="plain end" onClick={onClose}>
          {t('web.deliver.proof.without')}
        </button>
      </div>
    </div>
  )
}
