import {
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useQuery,
  type UseQueryResult,
} from '@tanstack/react-query'
import type { Endpoint, ReplyOf } from '../../wire/endpoint.ts'
import { call, type AskOf } from './call.ts'

export interface AskOptions {
  /** False: not yet, something it needs is missing. */
  readonly when?: boolean
  /** Milliseconds between repeated readings, for things that move by themselves; false: only when asked. */
  readonly every?: number | false
  /** Keep showing the former answer while the next one loads. */
  readonly keep?: boolean
}

/** Key under which an answer is kept: the operation and what was asked. */
export const askKey = <E extends Endpoint>(endpoint: E, ask: AskOf<E>): readonly unknown[] => [
  endpoint.id,
  ask,
]

export const asking = <E extends Endpoint>(endpoint: E, ask: AskOf<E>) =>
  queryOptions({
    queryKey: askKey(endpoint, ask),
    queryFn: ({ signal }) => call(endpoint, ask, { signal }),
  })

/** Reads an endpoint and keeps the answer fresh; after any command everything on screen is read again. */
export const useAsk = <E extends Endpoint>(
  endpoint: E,
  ask: AskOf<E>,
  options: AskOptions = {},
): UseQueryResult<ReplyOf<E>> =>
  useQuery({
    ...asking(endpoint, ask),
    enabled: options.when ?? true,
    ...(options.every === undefined ? {} : { refetchInterval: options.every }),
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
  }) as UseQueryResult<ReplyOf<E>>

interface PageReply<T> {
  readonly items: readonly T[]
  readonly next: string | null
}

type ItemOf<E> = ReplyOf<E> extends { items: readonly (infer T)[] } ? T : never

/** A list read page by page: everything read so far, and how to read more. */
export const usePages = <E extends Endpoint>(endpoint: E, ask: AskOf<E>, options: AskOptions = {}) => {
  const pages = useInfiniteQuery({
    queryKey: [endpoint.id, 'pages', ask],
    queryFn: ({ signal, pageParam }) => call(endpoint, withCursor(ask, pageParam), { signal }),
    initialPageParam: '',
    getNextPageParam: (last) => (last as PageReply<unknown>).next ?? undefined,
    enabled: options.when ?? true,
    placeholderData: keepPreviousData,
  })
  const replies = (pages.data?.pages ?? []) as ReplyOf<E>[]
  return {
    items: replies.flatMap((reply) => (reply as PageReply<ItemOf<E>>).items),
    /** First page whole, for what a list says beside its items. */
    first: replies[0],
    loaded: pages.data !== undefined,
    error: pages.error,
    fetching: pages.isFetching,
    more: pages.hasNextPage,
    readMore: () => void pages.fetchNextPage(),
    again: () => void pages.refetch(),
  }
}

/** Reads a list to its end, page after page, for exports. Stops at `limit` items. */
export const readWhole = async <E extends Endpoint>(
  endpoint: E,
  ask: AskOf<E>,
  limit: number,
): Promise<readonly ItemOf<E>[]> => {
  const items: ItemOf<E>[] = []
  let cursor: string | null = ''
  while (cursor !== null && items.length < limit) {
    const reply: PageReply<ItemOf<E>> = (await call(
      endpoint,
      withCursor(ask, cursor),
    )) as unknown as PageReply<ItemOf<E>>
    items.push(...reply.items)
    cursor = reply.next
  }
  return items
}

const withCursor = <E extends Endpoint>(ask: AskOf<E>, cursor: string): AskOf<E> => {
  if (cursor === '') return ask
  const { query } = ask as { query?: object }
  return { ...ask, query: { ...query, cursor } }
}
