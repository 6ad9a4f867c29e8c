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
  /** Below the point where the line comes from above, so that it does not run through the number. */
  const labelY = (i: number) => {
    const { y = 0 } = at[i] ?? {}
    const around = [at[i - 1]?.y, at[i + 1]?.y].filter((other) => other !== undefined)
    return around.some((other) => other < y - 12) ? y + 20 : y - 10
  }
  const isLabelled = (i: number) => (points.length - 1 - i) % labelled === 0
  return (
    <svg className="trend" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={words}>
      <path className="axis" d={`M10 ${base + 0.5}h${width - 20}`} />
      <path d={at.map((p, i) => `${i === 0 ? 'M' : 'L'}${p.x.toFixed(1)} ${p.y.toFixed(1)}`).join('')} />
      {at.map((p, i) => (
        <g key={p.key}>
          <circle cx={p.x} cy={p.y} r={points.length > 12 ? 2 : 3.5} />
          {isLabelled(i) && (
            <text x={p.x} y={labelY(i)} textAnchor="middle">
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
