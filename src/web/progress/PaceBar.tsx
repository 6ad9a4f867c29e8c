/** Reached of planned as a bar, with a mark where an even pace would be. The numbers stand beside it in words. */
import type { CSSProperties } from 'react'

export function PaceBar({ planned, reported, pace }: { planned: number; reported: number; pace: number }) {
  const share = planned > 0 ? Math.min(100, (100 * reported) / planned) : 0
  const style = { '--v': share, '--pace': 100 * pace } as CSSProperties
  return <span className="pace" style={style} data-over={reported > planned && planned > 0 ? '' : undefined} aria-hidden="true" />
}
