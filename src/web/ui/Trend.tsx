/** Values month by month as a line that writes its values at its points. */
export type Point = { key: string; label: string; value: number; shown: string }

const width = 320
const height = 160
const base = 130

export function Trend({ points, words }: { points: Point[]; words: string }) {
  const most = Math.max(...points.map((p) => p.value), 1)
  const step = points.length > 1 ? (width - 60) / (points.length - 1) : 0
  const at = points.map((p, i) => ({ ...p, x: 30 + i * step, y: base - 10 - (p.value / most) * 90 }))
  const labelled = Math.ceil(points.length / 6)
  const isLabelled = (i: number) => (points.length - 1 - i) % labelled === 0
  return (
    <svg className="trend" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={words}>
      <path className="axis" d={`M10 ${base + 0.5}h${width - 20}`} />
      <path d={at.map((p, i) => `${i === 0 ? 'M' : 'L'}${p.x.toFixed(1)} ${p.y.toFixed(1)}`).join('')} />
      {at.map((p, i) => (
        <g key={p.key}>
          <circle cx={p.x} cy={p.y} r={points.length > 12 ? 2 : 3.5} />
          {isLabelled(i) && (
            <text x={p.x} y={p.y - 10} textAnchor="middle">
              {p.shown}
            </text>
          )}
          {isLabelled(i) && (
            <text x={p.x} y={base + 19} textAnchor="middle">
              {p.label}
            </text>
          )}
        </g>
      ))}
    </svg>
  )
}
