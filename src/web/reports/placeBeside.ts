/** Puts what pops up beside what it belongs to, inside the window. */
const gap = 6

/** Keeps its place while it grows; gives back how to stop. */
export function keepBeside(element: HTMLElement, at: DOMRect): () => void {
  const watch = new ResizeObserver(() => placeBeside(element, at))
  watch.observe(element)
  return () => watch.disconnect()
}

function placeBeside(element: HTMLElement, at: DOMRect): void {
  const { width, height } = element.getBoundingClientRect()
  const left = Math.max(gap, Math.min(at.left, innerWidth - width - gap))
  const below = at.bottom + gap
  const top = below + height <= innerHeight ? below : Math.max(gap, at.top - height - gap)
  Object.assign(element.style, { position: 'fixed', inset: 'auto', margin: '0', left: `${left}px`, top: `${top}px` })
}
