import type { BodyOf, Endpoint, ParamsOf, QueryOf, ReplyOf } from '../../wire/endpoint.ts'
import type { ProblemDocument } from '../../wire/problem-document.ts'
import { actingForHeader } from '../../areas/accounts/contract/delegations.ts'
import { newId } from '../../kernel/id.ts'
import { ProblemError, UnreachableError } from './problem-error.ts'

type Slot<Name extends string, V> = unknown extends V
  ? object
  : object extends V
    ? { [K in Name]?: V }
    : { [K in Name]: V }

/** What an endpoint asks for: exactly its params, query and body; a body that may be empty may be left out. */
export type AskOf<E> = Slot<'params', ParamsOf<E>> & Slot<'query', QueryOf<E>> & Slot<'body', BodyOf<E>>

interface Parts {
  readonly params?: Record<string, unknown>
  readonly query?: Record<string, unknown>
  readonly body?: unknown
}

export interface CallOptions {
  readonly signal?: AbortSignal
  /** The same key makes a repeated command one; a fresh one is made unless given. */
  readonly idempotencyKey?: string
  /** Multipart upload in place of a JSON body. */
  readonly form?: FormData
}

/** Where this device keeps in which role one acts. */
export const roleSlot = 'zhixin.acting-as'

/** Whose role a request is made in, where it is not one's own: the delegation is the third part of the role chosen. */
const actingFor = (): Record<string, string> => {
  const [, , delegation] = localStorage.getItem(roleSlot)?.split(':') ?? []
  return delegation ? { [actingForHeader]: delegation } : {}
}

const held: { csrf: string | null } = { csrf: null }

/** Remembers the token that commands of a cookie session must echo; `null` after signing out. */
export const holdCsrf = (csrf: string | null): void => {
  held.csrf = csrf
}

/** Headers of a command that does not go through `call`: uploads with progress. */
export const commandHeaders = (idempotencyKey: string): Record<string, string> => ({
  accept: 'application/json',
  'idempotency-key': idempotencyKey,
  ...actingFor(),
  ...(held.csrf ? { 'x-csrf-token': held.csrf } : {}),
})

/** Address of an endpoint with its params and query filled in. Empty query values are left out. */
export const addressOf = <E extends Endpoint>(endpoint: E, ask: Omit<AskOf<E>, 'body'>): string => {
  const { params = {}, query = {} } = ask as Parts
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.append(name, String(value))
  }
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}

/** One operation over the network, typed by its endpoint. Refusals are thrown as ProblemError, silence as UnreachableError. */
export const call = async <E extends Endpoint>(
  endpoint: E,
  ask: AskOf<E>,
  options: CallOptions = {},
): Promise<ReplyOf<E>> => {
  const response = await send(endpoint, ask, options)
  if (response.status === 204) return undefined as ReplyOf<E>
  return (await response.json()) as ReplyOf<E>
}

/** The reply of an endpoint that answers with a file. */
export const callForFile = async <E extends Endpoint>(endpoint: E, ask: AskOf<E>): Promise<Blob> =>
  (await send(endpoint, ask, {})).blob()

const send = async <E extends Endpoint>(
  endpoint: E,
  ask: AskOf<E>,
  options: CallOptions,
): Promise<Response> => {
  const isCommand = endpoint.method !== 'GET'
  const body = endpoint.body ? JSON.stringify((ask as Parts).body ?? {}) : undefined
  const response = await fetch(addressOf(endpoint, ask), {
    method: endpoint.method,
    credentials: 'same-origin',
    headers: {
      ...(isCommand
        ? commandHeaders(options.idempotencyKey ?? newId())
        : { accept: endpoint.produces?.[0] ?? 'application/json', ...actingFor() }),
      ...(body === undefined || options.form ? {} : { 'content-type': 'application/json' }),
    },
    ...(options.form ? { body: options.form } : body === undefined ? {} : { body }),
    ...(options.signal ? { signal: options.signal } : {}),
  }).catch((error: unknown) => {
    if (options.signal?.aborted) throw error
    throw new UnreachableError()
  })
  if (!response.ok) throw await problemOfResponse(response)
  return response
}

/** The problem a failed response carries; something in between may have answered without one. */
export const problemOfResponse = async (response: Response): Promise<Error> => {
  const text = await response.text().catch(() => '')
  return problemOfText(text, response.status)
}

export const problemOfText = (text: string, status: number): Error => {
  try {
    const document = JSON.parse(text) as ProblemDocument
    if (typeof document.code === 'string') return new ProblemError(document)
  } catch {
    // Not JSON: a proxy's own page.
  }
  return status >= 502 || status === 0 ? new UnreachableError() : new ProblemError(bare(status))
}

const bare = (status: number): ProblemDocument => ({
  type: 'about:blank',
  title: '',
  status,
  code: status === 404 ? 'not-found' : status === 413 ? 'request.too-large' : 'server.fault',
  params: {},
  errors: [],
  requestId: '',
})
