/** A dotted path: what is done, where it stands, what comes next. */
export function Steps({
  label,
  steps,
  current,
}: {
  label: string
  steps: { key: string; name: string }[]
  current: string | undefined
}) {
  const at = steps.findIndex((step) => step.key === current)
  return (
    <ol className="steps" aria-label={label}>
      {steps.map((step, i) => (
        <li key={step.key} className={i < at ? 'done' : undefined} aria-current={i === at ? 'step' : undefined}>
          {step.name}
        </li>
      ))}
    </ol>
  )
}
