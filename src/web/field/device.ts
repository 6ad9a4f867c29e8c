/** All that keeps and sends on this device: it comes right after the first view, and before anything here is opened. */
import './people.ts'

export { toSend } from './outbox.ts'
export { askForBackground, beginSending } from './sending.ts'
export { deviceHere, forget, lock, meet, setUp, unlock, unsentOf } from './session.ts'
