import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

/** What a list shows — search, filters, columns, page — kept in the address, so that it can be bookmarked and sent. */
export type View = Readonly<Record<string, string>>

type Change = Readonly<Record<string, string | undefined>>

/** The view of this address, and how to change it. Changing a filter goes back to the first page. */
export const useView = (): readonly [
  View,
  (change: Change, options?: { readonly keepPage?: boolean; readonly push?: boolean }) => void,
] => {
  const view = useSearch({ strict: false }) as View
  const navigate = useNavigate()
  const set = useCallback(
    (change: Change, options: { readonly keepPage?: boolean; readonly push?: boolean } = {}) => {
      void navigate({
        to: '.',
        search: ((before: View) =>
          merged(
            options.keepPage ? before : { ...before, cursor: undefined, page: undefined },
            change,
          )) as never,
        replace: !options.push,
        resetScroll: options.push ?? false,
      })
    },
    [navigate],
  )
  return [view, set]
}

const merged = (before: Change, change: Change): View =>
  Object.fromEntries(
    Object.entries({ ...before, ...change }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
    ),
  )

/** Search params are text, whatever they look like: `2007` stays `2007`. */
export const viewOfSearch = (search: Record<string, unknown>): View =>
  Object.fromEntries(
    Object.entries(search)
      .filter(
        ([, value]) => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean',
      )
      .map(([name, value]) => [name, String(value)]),
  )
