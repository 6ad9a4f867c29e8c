/** Structured logs without personal data: a line says what happened and in which request, never who somebody is. */
import { Logger } from 'graphile-worker'
import pino from 'pino'

/** The database tells the values of a row it refused, and where: they stay out. */
export function plainError(error: Error): Record<string, unknown> {
  const { detail: _, where: __, parameters: ___, ...said } = { ...pino.stdSerializers.err(error) } as Record<string, unknown>
  return said
}

/** On standard error, so that the answers of commands and the words of the start stand alone on standard output. */
export const log = pino(
  { level: process.env.SENDA_LOG ?? (process.env.VITEST ? 'silent' : 'info'), base: null, serializers: { err: plainError } },
  pino.destination(2),
)

/** What the job runner says, in the same form. */
export const jobLogger = new Logger((scope) => (level, message) => {
  if (level === 'error') log.error({ job: scope.taskIdentifier, message }, 'jobs')
  else log.debug({ job: scope.taskIdentifier, message }, 'jobs')
})
