import { httpSms } from '../platform/adapters/http-sms.ts'
import { noPost, outboxPost } from '../platform/adapters/quiet-post.ts'
import { smtpMailer } from '../platform/adapters/smtp-mailer.ts'
import type { Mailer, Sms } from '../platform/ports/ports.ts'
import type { PostSettings } from './config.ts'

/** What messages leave by. Without a setting production says so; everything on one machine keeps them in the outbox. */
export const postOf = (
  { smtp, smsUrl }: PostSettings,
  otherwise: 'outbox' | 'nothing',
): { mailer: Mailer; sms: Sms } => {
  const unset = otherwise === 'outbox' ? outboxPost : noPost
  return { mailer: smtp ? smtpMailer(smtp) : unset, sms: smsUrl ? httpSms(smsUrl) : unset }
}
