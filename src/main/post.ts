import { httpSms } from '../platform/adapters/http-sms.ts'
import { noPost, outboxPost } from '../platform/adapters/quiet-post.ts'
import { smtpMailer } from '../platform/adapters/smtp-mailer.ts'
import type { Mailer, Ports, Sms } from '../platform/ports/ports.ts'
import type { PostSettings } from './config.ts'

/** What messages leave by. Without a setting production says so; everything on one machine keeps them in the outbox. */
export const postOf = (
  { smtp, smsUrl }: PostSettings,
  otherwise: 'outbox' | 'nothing',
): { mailer: Mailer; sms: Sms } => {
  const unset = otherwise === 'outbox' ? outboxPost : noPost
  return { mailer: smtp ? smtpMailer(smtp) : unset, sms: smsUrl ? httpSms(smsUrl) : unset }
}

/** Whether codes by text message reach anybody, as the web processes have to know; the outbox counts, the office reads it. */
export const textMessagesOf = (
  { smsUrl, codesPerHour }: PostSettings,
  otherwise: 'outbox' | 'nothing',
): Ports['textMessages'] => (smsUrl || otherwise === 'outbox' ? { perHour: codesPerHour } : null)
