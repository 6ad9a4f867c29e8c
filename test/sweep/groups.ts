/** Groups of those who ask, by what they may do. */
import { everybody, type Who } from './world.ts'

export const signedIn = everybody.filter((who) => who !== 'nobody')
/** Whoever meets people: they read names, and nothing of reports, figures and what is planned. */
export const meeting: Who[] = ['field A', 'registrar A', 'field B']
/** Whoever does not: no names, cards or households for them, whatever else they rule. */
export const notMeeting = signedIn.filter((who) => !meeting.includes(who))
/** Whoever meets the people of organisation A. */
export const meetingA: Who[] = ['field A', 'registrar A']
/** Whoever reads what was reported and the figures made of it: a sector's coordinator decides on plans only. */
export const readers = notMeeting.filter((who) => who !== 'coordinator EC')
/** Whoever may nowhere read what is reported or planned. */
export const unsighted: readonly Who[] = ['coordinator EC', ...meeting]
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
