/** What was written before, for undo and redo: texts with the place of the caret. Quick typing is one step. */
export type Moment = { body: string; caret: number }

export type Past = {
  undo: (now: Moment) => Moment | undefined
  redo: (now: Moment) => Moment | undefined
  keep: (before: Moment, kind: string, at: number) => void
}

const pause = 700
const longest = 200

export function createPast(): Past {
  const done: Moment[] = []
  const undone: Moment[] = []
  let last = { kind: '', at: 0 }
  return {
    keep(before, kind, at) {
      const goesOn = kind === last.kind && at - last.at < pause && done.length > 0
      last = { kind, at }
      undone.length = 0
      if (goesOn) return
      done.push(before)
      if (done.length > longest) done.shift()
    },
    undo: (now) => step(done, undone, now),
    redo: (now) => step(undone, done, now),
  }

  function step(from: Moment[], to: Moment[], now: Moment): Moment | undefined {
    const moment = from.pop()
    if (moment) to.push(now)
    last = { kind: '', at: 0 }
    return moment
  }
}
