/** Rendered text: words, and figures as they will be printed. */
import type { Paragraphs } from './composer.ts'

export function Runs({ paragraphs }: { paragraphs: Paragraphs }) {
  return paragraphs.map((runs, p) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have no other name than their place
    <p key={p}>
      {runs.map((run, r) => {
        const key = `${p} ${r}`
        if ('text' in run) return <span key={key}>{run.text}</span>
        return 'figure' in run ? (
          <b key={key}>{run.shown}</b>
        ) : (
          <mark key={key} title={run.why}>
            {run.broken}
          </mark>
        )
      })}
    </p>
  ))
}
