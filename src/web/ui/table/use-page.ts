import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useRouterState } from '@tanstack/react-router'
import type { Endpoint, ReplyOf } from '../../../wire/endpoint.ts'
import type { AskOf } from '../../api/call.ts'
import { isProblem } from '../../api/problem-error.ts'
import { asking, readWhole } from '../../api/use-ask.ts'
import { useView } from './view.ts'

type ItemOf<E> = ReplyOf<E> extends { items: readonly (infer T)[] } ? T : never

/** A page of a list as a table shows it, and how to get to the next. */
export interface TablePage<T> {
  readonly items: readonly T[] | undefined
  readonly number: number
  readonly error: unknown
  readonly fetching: boolean
  readonly next: (() => void) | null
  readonly previous: (() => void) | null
  readonly again: () => void
  /** Every row of the list under these filters, for exports. */
  readonly whole: () => Promise<readonly T[]>
}

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** Cursors of the pages before this one, so that "previous" needs no second index. */
    trail?: readonly string[]
  }
}

const exportLimit = 20_000

/** Reads a list by cursor; the cursor is in the address, so reload, back and sending the address keep the place. */
export const usePage = <E extends Endpoint>(
  endpoint: E,
  ask: AskOf<E>,
  when = true,
): TablePage<ItemOf<E>> & { readonly reply: ReplyOf<E> | undefined } => {
  const [view] = useView()
  const navigate = useNavigate()
  const trail = useRouterState({ select: (state) => state.location.state.trail }) ?? []
  const cursor = view['cursor'] ?? ''
  const number = Number(view['page'] ?? '1') || 1
  const query = { ...(ask as { query?: object }).query, ...(cursor === '' ? {} : { cursor }) }
  const asked = { ...ask, query } as AskOf<E>
  const read = useQuery({ ...asking(endpoint, asked), placeholderData: keepPreviousData, enabled: when })
  const reply = read.data as (ReplyOf<E> & { items: ItemOf<E>[]; next: string | null }) | undefined
  const go = (to: string, page: number, before: readonly string[]) =>
    void navigate({
      to: '.',
      search: ((was: Record<string, string>) => ({
        ...was,
        cursor: to === '' ? undefined : to,
        page: page === 1 ? undefined : String(page),
      })) as never,
      state: (was) => ({ ...was, trail: before }),
    })
  const nextCursor = reply?.next ?? null
  return {
    reply,
    items: reply?.items,
    number,
    error: reply === undefined ? read.error : null,
    fetching: read.isFetching,
    next: nextCursor === null ? null : () => go(nextCursor, number + 1, [...trail, cursor]),
    // An address opened from elsewhere has no trail: then the way back leads to the first page.
    previous:
      number === 1
        ? null
        : () => (trail.length > 0 ? go(trail.at(-1) ?? '', number - 1, trail.slice(0, -1)) : go('', 1, [])),
    // An old bookmark's place may be none any more: asking for it again would be refused again.
    again: () => (isProblem(read.error, 'request.cursor') ? go('', 1, []) : void read.refetch()),
    whole: () => readWhole(endpoint, ask, exportLimit),
  }
}
