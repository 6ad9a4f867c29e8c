/** Structured logs without personal data: a line says what happened and in which request, never who somebody is. */
import { Logger } from 'graphile-worker'
import pino from 'pino'

/** On standard error, so that the answers of commands and the words of the start stand alone on standard output. */
export const log = pino(
  { level: process.env.SENDA_LOG ?? (process.env.VITEST ? 'silent' : 'info'), base: null },
  pino.destination(2),
)

/** What the job runner says, in the same form. */
export const jobLogger = new Logger((scope) => (level, message) => {
  if (level === 'error') log.error({ job: scope.taskIdentifier, message }, 'jobs')
  else log.debug({ job: scope.taskIdentifier, message }, 'jobs')
})
