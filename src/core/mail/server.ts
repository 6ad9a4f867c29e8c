/** The mail server of the house: SMTP_URL and MAIL_FROM. Without them letters are kept and none is sent. */
import { baseAddress } from '../address.ts'

export type MailServer = {
  host: string
  port: number
  /** TLS from the first byte; otherwise it is begun where the server offers it. */
  isSecure: boolean
  /** Passwords never travel in the open, except to this machine. */
  needsTls: boolean
  login: { user: string; pass: string } | undefined
  from: string
}

/** undefined: no mail server is set, or its address cannot be understood (`mailTrouble` says which). */
export function mailServer(): MailServer | undefined {
  const url = addressOf(process.env.SMTP_URL)
  if (!url) return undefined
  const login = url.username ? { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } : undefined
  const isSecure = url.protocol === 'smtps:'
  const isHere = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname)
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (isSecure ? 465 : 587),
    isSecure,
    needsTls: login !== undefined && !isSecure && !isHere,
    login,
    from: process.env.MAIL_FROM || `Senda <no-reply@${new URL(baseAddress()).hostname}>`,
  }
}

export type MailTrouble = 'none-set' | 'not-understood' | null

export function mailTrouble(): MailTrouble {
  if (!process.env.SMTP_URL) return 'none-set'
  return addressOf(process.env.SMTP_URL) ? null : 'not-understood'
}

function addressOf(text: string | undefined): URL | undefined {
  if (!text || !/^smtps?:\/\/[^/]/.test(text) || !URL.canParse(text)) return undefined
  return new URL(text)
}
