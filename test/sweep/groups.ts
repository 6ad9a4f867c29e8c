/** Groups of those who ask, by what they may do. */
import { everybody, type Who } from './world.ts'

export const signedIn = everybody.filter((who) => who !== 'nobody')
/** Whoever reads what was reported and the figures made of it: a sector's coordinator decides on plans only. */
export const readers = signedIn.filter((who) => who !== 'coordinator EC')
export const administrators: Who[] = ['administrator']
export const steering: Who[] = ['administrator', 'regional']
export const officers: Who[] = [...steering, 'officer EC']
/** Whoever may write some row, somewhere. */
export const writers: Who[] = [
  'administrator',
  'regional',
  'officer EC',
  'officer UY',
  'office A',
  'reporter A',
  'reporter B',
  'viewer, officer UY',
]
export const reviewers: Who[] = ['administrator', 'regional', 'officer EC', 'officer UY', 'viewer, officer UY']
/** Whoever may write the rows of Ecuador. */
export const writersOfEcuador: Who[] = [...officers, 'office A', 'reporter A']
/** Whoever sees what is accepted there. */
export const readersOfEcuador: Who[] = [...writersOfEcuador, 'viewer', 'viewer, officer UY']

/** Whoever sees what is planned in Ecuador before it is published. */
export const plannersOfEcuador: Who[] = [...officers, 'coordinator EC', 'office A', 'reporter A']
/** Whoever sees something that is planned, somewhere. */
export const planners: Who[] = [...plannersOfEcuador, 'officer UY', 'reporter B', 'viewer, officer UY']
/** Whoever writes what organisation A plans in Ecuador: a platform decides on it, and writes nothing of it. */
export const writersOfPlanned: Who[] = [...steering, 'office A', 'reporter A']
