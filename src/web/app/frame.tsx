import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { askingSession } from '../api/session.ts'
import { viewOfSearch } from '../ui/table/view.ts'
import { NoSuchPage } from './faults.tsx'

interface RouterContext {
  readonly client: QueryClient
}

export const root = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: NoSuchPage,
  validateSearch: viewOfSearch,
})

/** Everything below needs a session; who has none is sent to sign in, and comes back to where they wanted to go. */
export const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  component: lazyRouteComponent(() => import('../ui/shell/shell.tsx'), 'Shell'),
  beforeLoad: async ({ context, location }) => {
    const session = await context.client.ensureQueryData(askingSession)
    if (session === null) throw redirect({ to: '/sign-in', search: { next: location.href } })
  },
})
