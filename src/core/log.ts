/** Structured logs without personal data: a line says what happened and in which request, never who somebody is. */
import pino from 'pino'

export const log = pino({ level: process.env.SENDA_LOG ?? (process.env.VITEST ? 'silent' : 'info'), base: null })
