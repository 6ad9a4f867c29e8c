/** What the rules say about one thing, in sentences. */
import { Icon } from './Icon.tsx'

type Props = { label: string; findings: { code: string; cells?: string[]; blocks: boolean; sentence: string }[] }

export function Findings({ label, findings }: Props) {
  if (findings.length === 0) return null
  return (
    <ul className="said" aria-label={label}>
      {findings.map(({ code, cells, blocks, sentence }) => {
        const tone = blocks ? 'wrong' : 'attention'
        return (
          <li key={`${code} ${cells?.join()} ${sentence}`} data-tone={tone}>
            <Icon name={tone} /> {sentence}
          </li>
        )
      })}
    </ul>
  )
}
