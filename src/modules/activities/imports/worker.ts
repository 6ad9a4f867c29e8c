/** The thread of one import: its own connections, its own memory. */
import { parentPort, workerData } from 'node:worker_threads'
import { openHouse } from '../../../core/house.ts'
import { Problem } from '../../../core/problem.ts'
import { takeIn } from './actions.ts'
import type { Ended } from './thread.ts'

const { id } = workerData as { id: string }
const house = await openHouse({ connections: 2 })
let ended: Ended = { problem: null }
try {
  await takeIn(house.db, id)
} catch (error) {
  if (!(error instanceof Problem)) throw error
  ended = { problem: error.code }
} finally {
  await house.close()
}
parentPort?.postMessage(ended)
