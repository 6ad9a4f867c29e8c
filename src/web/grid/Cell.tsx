/** One cell: what stands in it, whether it is asked for, and what a rule says about it. */
import type { ReactNode } from 'react'
import { Finding } from '../ui/Finding.tsx'
import { Icon } from '../ui/Icon.tsx'
import { classes } from './bands.ts'

type Props = {
  column: string
  /** As plain text: what is copied. */
  text: string
  /** How it stands: `n` a number, `cut` on one line, … */
  looks: (string | false)[]
  /** Words for an empty cell that the row does not ask for. */
  shut: string | undefined
  /** The look of the sector it names. */
  sector: string | undefined
  mark: { blocks: boolean; phrase: string; sentence: string } | undefined
  title: string | undefined
  children: ReactNode
}

export function Cell({ column, text, looks, shut, sector, mark, title, children }: Props) {
  return (
    <td
      className={classes(...looks, shut !== undefined && 'shut')}
      data-cell={column}
      data-text={text}
      data-tone={mark && (mark.blocks ? 'wrong' : 'attention')}
      data-sector={sector}
      tabIndex={-1}
      title={mark?.sentence ?? title}
    >
      {shut !== undefined && <span className="hide">{shut}</span>}
      {sector !== undefined && (
        <>
          <Icon name={sector} sector />{' '}
        </>
      )}
      {children}
      {mark && (
        <>
          {' '}
          <Finding blocking={mark.blocks}>{mark.phrase}</Finding>
        </>
      )}
    </td>
  )
}
