import type { Sms } from '../ports/ports.ts'
import { failed, hasControls } from './post-failure.ts'

const waitMs = 15_000

/**
 * A gateway that takes one message per `POST` as JSON `{id, to, text, language}` and answers 2xx when it has taken it;
 * name and password of the address go as Basic authorisation. 429 and 5xx mean "later", other refusals are final.
 */
export const httpSms = (url: string): Sms => {
  const address = new URL(url)
  const credentials = [address.username, address.password].map(decodeURIComponent).join(':')
  address.username = ''
  address.password = ''
  const authorisation: Record<string, string> =
    credentials === ':' ? {} : { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` }
  return {
    async send(message) {
      if (hasControls(message.to)) return failed('malformed')
      let status: number
      try {
        const reply = await fetch(address, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...authorisation },
          body: JSON.stringify(message),
          redirect: 'error',
          signal: AbortSignal.timeout(waitMs),
        })
        await reply.body?.cancel()
        status = reply.status
      } catch {
        return failed('unreachable')
      }
      if (status < 300) return { posted: 'sent' }
      if (status === 401 || status === 403) return failed('sign-in', status)
      return failed(status === 429 || status >= 500 ? 'not-now' : 'refused', status)
    },
  }
}
