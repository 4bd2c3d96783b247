import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { signedIn } from '../frame.tsx'

const list = createRoute({
  getParentRoute: () => signedIn,
  path: '/organisations',
  component: lazyRouteComponent(
    () => import('../../screens/records/organisations-screen.tsx'),
    'OrganisationsScreen',
  ),
})
const fresh = createRoute({
  getParentRoute: () => signedIn,
  path: '/organisations/new',
  component: lazyRouteComponent(
    () => import('../../screens/office/new-organisation-screen.tsx'),
    'NewOrganisationScreen',
  ),
})
const one = createRoute({
  getParentRoute: () => signedIn,
  path: '/organisations/$organisationId',
  component: lazyRouteComponent(
    () => import('../../screens/records/organisation-screen.tsx'),
    'OrganisationRoute',
  ),
})
const own = createRoute({
  getParentRoute: () => signedIn,
  path: '/own-organisation',
  component: lazyRouteComponent(
    () => import('../../screens/records/organisation-screen.tsx'),
    'OwnOrganisationRoute',
  ),
})

export const organisationRoutes = [list, fresh, one, own] as const
