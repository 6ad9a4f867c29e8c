/** Which findings keep a row from being counted until it is mended. */
import { blockingCodes } from '../../modules/activities/contract.ts'

const blocking = new Set<string>(blockingCodes)
export const isBlocking = (code: string): boolean => blocking.has(code)
