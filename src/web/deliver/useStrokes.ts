/** Lines drawn with a finger, a pen or a mouse on a canvas; always black on white, as on paper. */
import { type RefObject, useEffect, useRef, useState } from 'react'

export function useStrokes(canvas: RefObject<HTMLCanvasElement | null>) {
  const [isEmpty, setEmpty] = useState(true)
  const clear = useRef(() => {})
  useEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (!element || !context) return
    const wipe = () => {
      prepare(element, context)
      setEmpty(true)
    }
    wipe()
    clear.current = wipe
    const leaving = new AbortController()
    draw(element, context, leaving.signal, () => setEmpty(false))
    return () => leaving.abort()
  }, [canvas])
  const taken = () => new Promise<Blob | null>((resolve) => canvas.current?.toBlob(resolve, 'image/png'))
  return { isEmpty, clear: () => clear.current(), taken }
}

function prepare(element: HTMLCanvasElement, context: CanvasRenderingContext2D): void {
  element.width = element.clientWidth * 2
  element.height = element.clientHeight * 2
  context.fillStyle = '#fff'
  context.fillRect(0, 0, element.width, element.height)
  Object.assign(context, { strokeStyle: '#000', lineWidth: 5, lineCap: 'round', lineJoin: 'round' })
}

function draw(element: HTMLCanvasElement, context: CanvasRenderingContext2D, signal: AbortSignal, onDrawn: () => void): void {
  let isDown = false
  const at = (e: PointerEvent): [number, number] => [e.offsetX * 2, e.offsetY * 2]
  const start = (e: PointerEvent) => {
    isDown = true
    element.setPointerCapture(e.pointerId)
    context.beginPath()
    context.moveTo(...at(e))
  }
  const move = (e: PointerEvent) => {
    if (!isDown) return
    context.lineTo(...at(e))
    context.stroke()
    onDrawn()
  }
  const end = () => {
    isDown = false
  }
  element.addEventListener('pointerdown', start, { signal })
  element.addEventListener('pointermove', move, { signal })
  element.addEventListener('pointerup', end, { signal })
  element.addEventListener('pointercancel', end, { signal })
}
