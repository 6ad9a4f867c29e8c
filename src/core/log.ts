/** Structured logs without personal data: a line says what happened and in which request, never who somebody is. */
import { Logger } from 'graphile-worker'
import pino from 'pino'

/** The database tells the values of a row it refused, and where: they stay out. */
export function plainError(error: Error): Record<string, unknown> {
  const { detail: _, where: __, parameters: ___, ...said } = { ...pino.stdSerializers.err(error) } as Record<string, unknown>
  const code = String(said.code ?? '')
  const plain = (text: unknown) =>
    typeof text === 'string' ? text.replaceAll(error.message, withoutValue(code, error.message)) : text
  return { ...said, message: plain(said.message), stack: plain(said.stack) }
}

/** Of a value that it cannot read (class 22) it quotes the value itself; elsewhere the names of tables and rules, which help. */
const withoutValue = (code: string, message: string): string =>
  /^22[0-9A-Z]{3}$/.test(code) ? message.replace(/".*"/s, '"…"') : message

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
