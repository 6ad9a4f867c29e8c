/** Hands one letter to the mail server, and says whether it took it, takes it later, or never will. */
import { createTransport } from 'nodemailer'
import { baseAddress } from '../address.ts'
import type { MailServer } from './server.ts'

export type Letter = { id: string; name: string; address: string; subject: string; body: string }
export type Sent = { outcome: 'sent' } | { outcome: 'later' | 'refused'; error: string }

/** How long a server may stay silent before it is left. */
export const patienceMs = 20_000

export async function sendLetter(server: MailServer, letter: Letter, patience = patienceMs): Promise<Sent> {
  const transport = createTransport({
    host: server.host,
    port: server.port,
    secure: server.isSecure,
    requireTLS: server.needsTls,
    ...(server.login && { auth: server.login }),
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    dnsTimeout: patience,
  })
  try {
    await transport.sendMail({
      from: server.from,
      to: { name: letter.name, address: letter.address },
      subject: letter.subject,
      text: letter.body,
      // Sent twice, after a process was killed in between, it can be known as the same.
      messageId: `<${letter.id}@${new URL(baseAddress()).hostname}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    return { outcome: 'sent' }
  } catch (error) {
    return failed(error as Error & { responseCode?: number; code?: string })
  } finally {
    transport.close()
  }
}

/** 5xx about this letter is final; everything else (4xx, silence, a cut line, a wrong password) may be mended. */
function failed({ message, responseCode, code }: { message: string; responseCode?: number; code?: string }): Sent {
  const isFinal = responseCode !== undefined && responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE')
  return { outcome: isFinal ? 'refused' : 'later', error: message }
}
