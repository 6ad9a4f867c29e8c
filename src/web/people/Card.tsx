/** The card of a household: its number to read aloud, its code for a camera, dark on light in both themes. */
import { encode } from 'uqr'
import { useT } from '../languages.ts'

export function Card({ card, text }: { card: string; text: string }) {
  const t = useT()
  const { data, size } = encode(text, { ecc: 'M', border: 2 })
  const path = data.flatMap((line, y) => line.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <figure className="card">
      <svg
        viewBox={`0 0 ${size} ${size}`}
        role="img"
        aria-label={t('web.people.card.code', { card })}
        shapeRendering="crispEdges"
      >
        <path d={path} />
      </svg>
      <figcaption>{card}</figcaption>
    </figure>
  )
}
