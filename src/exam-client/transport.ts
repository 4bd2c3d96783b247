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
  | { readonly kind: 'unreachable' }

export interface Transport {
  send<T>(method: 'GET' | 'POST', path: string, body?: object): Promise<Outcome<T>>
  /** From now on this seat speaks with a ticket's key instead of a sign-in. */
  useSeatKey(key: string | null): void
}

export interface TransportOptions {
  readonly fetch: (path: string, init: RequestInit) => Promise<Response>
  readonly mono: () => number
  readonly language: () => string
  readonly timeoutMs?: number
}

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
      if (reply.ok)
        return text === ''
          ? { kind: 'unreachable' }
          : { kind: 'done', value: JSON.parse(text) as T, sentAt, receivedAt }
      return refusalOf(reply.status, text)
    } catch {
      return { kind: 'unreachable' }
    }
  }

  return {
    useSeatKey(key) {
      seatKey = key
    },
    async send<T>(method: 'GET' | 'POST', path: string, body?: object): Promise<Outcome<T>> {
      const first = await once<T>(method, path, body)
      if (first.kind !== 'refused' || first.code !== 'access.csrf' || seatKey) return first
      const session = await once<{ csrf: string }>('GET', '/api/v1/sessions/current', undefined)
      if (session.kind !== 'done') return session
      csrf = session.value.csrf
      return once<T>(method, path, body)
    },
  }
}

const refusalOf = <T>(status: number, text: string): Outcome<T> => {
  if (passing.has(status)) return { kind: 'unreachable' }
  try {
    const problem = JSON.parse(text) as {
      code?: unknown
      title?: unknown
      params?: Record<string, string | number>
    }
    if (typeof problem.code !== 'string') return { kind: 'unreachable' }
    return {
      kind: 'refused',
      status,
      code: problem.code,
      title: String(problem.title ?? problem.code),
      params: problem.params ?? {},
    }
  } catch {
    return { kind: 'unreachable' }
  }
}
