/** The process of one list: its own connections, its own memory. It ends with the server that started it. */
import type { Ended } from '../../../core/apart.ts'
import { openHouse } from '../../../core/house.ts'
import { log } from '../../../core/log.ts'
import { Problem } from '../../../core/problem.ts'
import { takeInList } from './actions.ts'

process.on('disconnect', () => process.exit(1))
// A signal to all of a service or a terminal is the server's to answer: it lets the work under way end.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {})

const house = await openHouse({ connections: 2 })
let ended: Ended = { problem: null }
try {
  await takeInList(house.db, process.argv[2]!)
} catch (error) {
  if (!(error instanceof Problem)) {
    log.error({ import: process.argv[2], err: error }, 'list stopped')
    process.exit(1)
  }
  ended = { problem: error.code }
}
await house.close()
process.send?.(ended, () => process.disconnect?.())
