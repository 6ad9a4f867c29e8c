/** The words of letters as administrators see them. */
import { z } from 'zod'

export const MailLine = z
  .object({
    id: z.uuid(),
    to: z.string().meta({ description: 'The name of the person.' }),
    subject: z.string(),
    madeAt: z.string(),
    sentAt: z.string().nullable(),
    state: z.enum(['sent', 'waiting', 'not-sent', 'given-up']).meta({ description: 'not-sent: no mail server is set.' }),
    attempts: z.int(),
    error: z.string().nullable(),
  })
  .meta({ id: 'MailLine' })
export type MailLine = z.infer<typeof MailLine>

export const Mails = z
  .object({
    trouble: z.enum(['none-set', 'not-understood']).nullable().meta({ description: 'What is wrong with SMTP_URL.' }),
    waiting: z.int().meta({ description: 'Letters that were not sent yet.' }),
    rows: z.array(MailLine),
  })
  .meta({ id: 'Mails' })
export type Mails = z.infer<typeof Mails>
