/** What became of a request: an answer, a refusal with its code, or nothing that can be trusted to come from the centre. */
export type Outcome<T> =
  | { readonly kind: 'done'; readonly value: T; readonly sentAt: number; readonly receivedAt: number }
  | {
      readonly kind: 'refused'
      readonly status: number
      readonly code: string
      readonly title: string
      readonly params: Readonly<Record<string, string | number>>
    }
  | {
      readonly kind: 'unreachable'
      /** The centre's own words where it was the centre that would not answer now; null where nobody credible did. */
      readonly title: string | null
      /** As answered by whoever it was; null where nobody did. */
      readonly status: number | null
      /** Milliseconds it asks to be left alone for. */
      readonly restMs: number
    }

export interface Transport {
  /** `members`: what every reply of the centre has here; JSON without them was made by somebody in between. */
  send<T>(
    method: 'GET' | 'POST',
    path: string,
    body?: object,
    members?: readonly (keyof T & string)[],
  ): Promise<Outcome<T>>
  /** A file as it is; null where it cannot be had now. */
  file(path: string): Promise<Blob | null>
  /** From now on this seat speaks with a ticket's key instead of a sign-in. */
  useSeatKey(key: string | null): void
}

export interface TransportOptions {
  readonly fetch: (path: string, init: RequestInit) => Promise<Response>
  readonly mono: () => number
  readonly language: () => string
  readonly timeoutMs?: number
}

/** Whoever asks for a longer rest may be in between: an exam does not wait for that. */
const mostRestMs = 30_000
const unheard = { kind: 'unreachable', title: null, status: null, restMs: 0 } as const

/** Refusals of somebody who is not known, or not as who may write here. */
export const asksWhoIsThere = (status: number): boolean => status === 401 || status === 403 || status === 404

/** Statuses at which asking again may help: somebody in between, or a centre under load. */
const passing = new Set([408, 425, 429, 500, 502, 503, 504])

/**
 * Speaks to the centre. A reply that is not the centre's JSON — a captive portal's page, a proxy's error — counts as
 * unreachable, so that nothing between here and there can end an exam.
 */
export const httpTransport = (options: TransportOptions): Transport => {
  let seatKey: string | null = null
  let csrf: string | null = null

  const once = async <T>(
    method: 'GET' | 'POST',
    path: string,
    body: object | undefined,
    members: readonly string[],
  ): Promise<Outcome<T>> => {
    const sentAt = options.mono()
    try {
      const reply = await options.fetch(path, {
        method,
        cache: 'no-store',
        redirect: 'error',
        credentials: seatKey ? 'omit' : 'same-origin',
        headers: {
          accept: 'application/json',
          'accept-language': options.language(),
          ...(body ? { 'content-type': 'application/json' } : {}),
          ...(seatKey ? { 'x-exam-key': seatKey } : {}),
          ...(csrf && !seatKey ? { 'x-csrf-token': csrf } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: AbortSignal.timeout(options.timeoutMs ?? 10_000),
      })
      const text = await reply.text()
      const receivedAt = options.mono()
      if (!reply.ok) return refusalOf(reply.status, text, retryAfterMs(reply.headers.get('retry-after')))
      const value = JSON.parse(text) as T
      return hasMembers(value, members) ? { kind: 'done', value, sentAt, receivedAt } : unheard
    } catch {
      return unheard
    }
  }

  return {
    useSeatKey(key) {
      seatKey = key
    },
    async file(path) {
      try {
        const reply = await options.fetch(path, {
          credentials: seatKey ? 'omit' : 'same-origin',
          headers: seatKey ? { 'x-exam-key': seatKey } : {},
        })
        return reply.ok ? await reply.blob() : null
      } catch {
        return null
      }
    },
    async send<T>(
      method: 'GET' | 'POST',
      path: string,
      body?: object,
      members: readonly string[] = [],
    ): Promise<Outcome<T>> {
      const first = await once<T>(method, path, body, members)
      if (first.kind !== 'refused' || first.code !== 'access.csrf' || seatKey) return first
      const session = await once<{ csrf: string }>('GET', '/api/v1/sessions/current', undefined, ['csrf'])
      if (session.kind !== 'done') return session
      csrf = session.value.csrf
      return once<T>(method, path, body, members)
    },
  }
}

const hasMembers = (value: unknown, members: readonly string[]): boolean =>
  typeof value === 'object' && value !== null && members.every((name) => name in value)

/** Seconds as a header has them; a date is not taken, for no clock here is known to be right. */
const retryAfterMs = (header: string | null): number =>
  header !== null && /^\d+$/.test(header) ? Math.min(Number(header) * 1000, mostRestMs) : 0

const refusalOf = <T>(status: number, text: string, restMs: number): Outcome<T> => {
  const busy = passing.has(status)
  const nobody = { ...unheard, status, restMs: busy ? restMs : 0 }
  try {
    const problem = JSON.parse(text) as {
      code?: unknown
      title?: unknown
      params?: Record<string, string | number>
    }
    if (typeof problem.code !== 'string') return nobody
    const title = String(problem.title ?? problem.code)
    if (busy) return { ...nobody, title }
    return { kind: 'refused', status, code: problem.code, title, params: problem.params ?? {} }
  } catch {
    return nobody
  }
}
