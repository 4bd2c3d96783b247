import { createTransport } from 'nodemailer'
import type { Mailer, Posted } from '../ports/ports.ts'
import { failed, hasControls } from './post-failure.ts'

export interface SmtpSettings {
  /** `smtp://` (encrypted by STARTTLS where offered) or `smtps://`, with name and password where needed. */
  readonly url: string
  /** `Name <address>` or an address. */
  readonly from: string
}

const connectMs = 10_000
const replyMs = 30_000
const restMs = 15_000

/**
 * One SMTP conversation per message: nothing is opened before the first, so a server that is down keeps nobody from
 * starting. After one that did not even answer, the next messages do not wait for it for a while: they share two hands
 * with everything else the worker does.
 */
export const smtpMailer = ({ url, from }: SmtpSettings): Mailer => {
  const server = new URL(url)
  const transport = createTransport({
    url,
    // A name and password cross a network only encrypted.
    requireTLS: server.username !== '' && !isOwnMachine(server.hostname),
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: replyMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = from.replace(/^.*@/, '').replace('>', '')
  let restUntil = 0
  return {
    async send(mail) {
      if (hasControls(mail.to) || hasControls(mail.subject) || hasControls(mail.id))
        return failed('malformed')
      if (performance.now() < restUntil) return failed('unreachable')
      const begun = performance.now()
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: mail.to },
          subject: mail.subject,
          text: mail.text,
          messageId: `<${mail.id}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': contentLanguage[mail.language] },
        })
        return { posted: 'sent' }
      } catch (error) {
        const posted = failureOf(error as SmtpError)
        const slow = performance.now() - begun > connectMs / 2
        if (posted.posted === 'failed' && posted.reason === 'unreachable' && slow)
          restUntil = performance.now() + restMs
        return posted
      }
    },
  }
}

const contentLanguage = { zh: 'zh-CN', en: 'en' } as const

interface SmtpError {
  readonly code?: string
  readonly responseCode?: number
}

const failureOf = ({ code, responseCode }: SmtpError): Posted => {
  if (responseCode === undefined) {
    if (code === 'ETLS') return failed('insecure')
    return failed(code === 'EENVELOPE' || code === 'EMESSAGE' ? 'malformed' : 'unreachable')
  }
  // A refused name and password is our setting, not the recipient's fault: it may be mended before the next try.
  if (code === 'EAUTH') return failed('sign-in', responseCode)
  if (code === 'ETLS') return failed('insecure', responseCode)
  return failed(responseCode >= 500 ? 'refused' : 'not-now', responseCode)
}

const isOwnMachine = (host: string): boolean => /^(localhost|127\.[\d.]+|\[::1\])$/.test(host)
