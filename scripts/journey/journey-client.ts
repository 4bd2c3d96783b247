import { randomUUID } from 'node:crypto'
import { EnvironmentError } from '../../src/platform/environment-error.ts'

/** A problem document as an error: the journey stops at the first refusal it did not expect. */
export class Refused extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, title: string, where: string) {
    super(`${where}: ${status} ${code} — ${title}`)
    this.status = status
    this.code = code
  }
}

/** What a failed `fetch` means; it says no more than that it failed, and why is in its cause. */
export const unreachable =
  (url: string) =>
  (error: unknown): never => {
    const cause = (error as { cause?: { code?: string; message?: string } }).cause
    throw new EnvironmentError('server.unreachable', {
      url,
      reason: cause?.code ?? cause?.message ?? String(error),
    })
  }

export interface SignIn {
  readonly role: string
  readonly name: string
  readonly signIn: string
  readonly password: string
  /** Of an account with a second factor: a code that is good once. */
  readonly totp?: string
}

/** One browser's worth of state: cookies, the session's echo, one key per change. */
export const journeyClient = (baseUrl: string) => {
  const cookies = new Map<string, string>()
  let csrf = ''
  const request = async (
    method: string,
    path: string,
    body?: object | FormData,
    key = randomUUID() as string,
  ): Promise<Response> => {
    const headers: Record<string, string> = { accept: 'application/json' }
    if (cookies.size > 0)
      headers['cookie'] = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    if (method !== 'GET') Object.assign(headers, { 'idempotency-key': key, 'x-csrf-token': csrf })
    if (body && !(body instanceof FormData)) headers['content-type'] = 'application/json'
    const sent = body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }
    const reply = await fetch(`${baseUrl}${path}`, { method, headers, ...sent }).catch(unreachable(baseUrl))
    for (const cookie of reply.headers.getSetCookie()) {
      const [name, value] = (cookie.split(';')[0] ?? '').split('=')
      if (name && value !== undefined) cookies.set(name, value)
    }
    return reply
  }
  const json = async <T>(method: string, path: string, body?: object | FormData): Promise<T> => {
    const reply = await request(method, path, body)
    const text = await reply.text()
    const value = text === '' ? {} : (JSON.parse(text) as { code?: string; title?: string })
    if (!reply.ok)
      throw new Refused(
        reply.status,
        (value as { code?: string }).code ?? '',
        (value as { title?: string }).title ?? text,
        `${method} ${path}`,
      )
    return value as T
  }
  return {
    request,
    get: <T>(path: string): Promise<T> => json<T>('GET', path),
    post: <T>(path: string, body: object = {}): Promise<T> => json<T>('POST', path, body),
    put: <T>(path: string, body: object): Promise<T> => json<T>('PUT', path, body),
    remove: <T>(path: string): Promise<T> => json<T>('DELETE', path),
    upload: <T>(
      path: string,
      filename: string,
      content: Uint8Array<ArrayBuffer>,
      fields: Record<string, string> = {},
    ): Promise<T> => {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) form.append(name, value)
      form.append('file', new Blob([content]), filename)
      return json<T>('POST', path, form)
    },
    async signIn(who: Pick<SignIn, 'signIn' | 'password' | 'totp'>) {
      const opened = await json<{ csrf: string; roles: { role: string; organisationId: string | null }[] }>(
        'POST',
        '/api/v1/sessions',
        { signIn: who.signIn, password: who.password, totp: who.totp },
      )
      csrf = opened.csrf
      return opened
    },
    /** The session, for a browser that goes on with it. */
    sessionCookie: (): string | undefined => cookies.get('zhixin_session'),
    /** A change of the second factor renews the session, and what commands echo. */
    echo(renewed: string): void {
      csrf = renewed
    },
    /** Everything of a list that pages by cursor. */
    async all<T>(path: string): Promise<T[]> {
      const items: T[] = []
      let next: string | null = null
      do {
        const joint = path.includes('?') ? '&' : '?'
        const page: { items: T[]; next: string | null } = await json(
          'GET',
          next === null ? path : `${path}${joint}cursor=${encodeURIComponent(next)}`,
        )
        items.push(...page.items)
        next = page.next
      } while (next !== null)
      return items
    },
  }
}

export type JourneyClient = ReturnType<typeof journeyClient>

/** Asks until the answer satisfies; work done in the background shows here as time. */
export const until = async <T>(
  ask: () => Promise<T>,
  satisfied: (answer: T) => boolean,
  seconds: number,
  what: string,
): Promise<T> => {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const answer = await ask()
    if (satisfied(answer)) return answer
    if (Date.now() > end) throw new Error(`${what} did not come about within ${seconds} s`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
