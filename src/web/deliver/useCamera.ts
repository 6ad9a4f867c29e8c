/** The camera behind the telephone, its light, and what it reads. Closed when the screen is left. */
import { type RefObject, useEffect, useRef, useState } from 'react'
import { codeReader } from './reading.ts'

/** What stands in the way is said in words: `web.deliver.scan.refused`, `.none`, `.busy`. */
export type CameraState = 'opening' | 'open' | 'refused' | 'none' | 'busy'
type Camera = { state: CameraState; light: boolean | undefined; turnLight: () => void }
type WithLight = MediaTrackCapabilities & { torch?: boolean }

export function useCamera(video: RefObject<HTMLVideoElement | null>, onRead: (text: string) => void): Camera {
  const [state, setState] = useState<CameraState>('opening')
  const [light, setLight] = useState<boolean>()
  const track = useRef<MediaStreamTrack>(undefined)
  const told = useRef(onRead)
  told.current = onRead
  useEffect(() => {
    const leaving = new AbortController()
    const open = async () => {
      const stream = await openCamera()
      leaving.signal.addEventListener('abort', () => stop(stream))
      if (leaving.signal.aborted) return stop(stream)
      track.current = stream.getVideoTracks()[0]
      if ((track.current?.getCapabilities?.() as WithLight | undefined)?.torch) setLight(false)
      if (!video.current) return
      video.current.srcObject = stream
      await video.current.play().catch(() => undefined)
      setState('open')
      await readUntil(video.current, leaving.signal, (text) => told.current(text))
    }
    open().catch((error: unknown) => {
      if (!leaving.signal.aborted) setState(stateOf(error))
    })
    return () => leaving.abort()
  }, [video])
  const turnLight = () => {
    const next = !light
    void track.current?.applyConstraints({ advanced: [{ torch: next } as MediaTrackConstraintSet] }).then(
      () => setLight(next),
      () => setLight(undefined),
    )
  }
  return { state, light, turnLight }
}

function openCamera(): Promise<MediaStream> {
  // Without https a browser has no such thing at all.
  if (!navigator.mediaDevices) return Promise.reject(new DOMException('no camera here', 'NotFoundError'))
  return navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } },
  })
}

const stop = (stream: MediaStream) => {
  for (const track of stream.getTracks()) track.stop()
}

function stateOf(error: unknown): CameraState {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused'
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'none'
}

/** Looks about seven times a second: quick enough for the hand, slow enough for the battery. */
async function readUntil(video: HTMLVideoElement, signal: AbortSignal, say: (text: string) => void): Promise<void> {
  const read = await codeReader()
  while (!signal.aborted) {
    const text = await read(video)
    if (text && !signal.aborted) {
      say(text)
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 140))
  }
}
