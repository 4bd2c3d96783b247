import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root, signedIn } from '../frame.tsx'

const list = createRoute({
  getParentRoute: () => signedIn,
  path: '/people',
  component: lazyRouteComponent(() => import('../../screens/records/people-screen.tsx'), 'PeopleScreen'),
})
const fresh = createRoute({
  getParentRoute: () => signedIn,
  path: '/people/new',
  component: lazyRouteComponent(
    () => import('../../screens/employer/add-staff-screen.tsx'),
    'AddStaffScreen',
  ),
})
const one = createRoute({
  getParentRoute: () => signedIn,
  path: '/people/$personId',
  component: lazyRouteComponent(() => import('../../screens/records/person-screen.tsx'), 'PersonScreen'),
})
const chooseMerge = createRoute({
  getParentRoute: () => signedIn,
  path: '/people/$personId/merge',
  component: lazyRouteComponent(
    () => import('../../screens/office/choose-merge-screen.tsx'),
    'ChooseMergeScreen',
  ),
})
const merge = createRoute({
  getParentRoute: () => signedIn,
  path: '/people/$personId/merge/$absorbedId',
  component: lazyRouteComponent(() => import('../../screens/office/merge-screen.tsx'), 'MergeScreen'),
})
const hours = createRoute({
  getParentRoute: () => signedIn,
  path: '/people/$personId/record',
  component: lazyRouteComponent(
    () => import('../../screens/records/person-hours-screen.tsx'),
    'PersonHoursScreen',
  ),
})
const requests = createRoute({
  getParentRoute: () => signedIn,
  path: '/employment-requests',
  component: lazyRouteComponent(
    () => import('../../screens/employer/employment-requests-screen.tsx'),
    'EmploymentRequestsScreen',
  ),
})
const proposals = createRoute({
  getParentRoute: () => signedIn,
  path: '/class-proposals',
  component: lazyRouteComponent(
    () => import('../../screens/office/class-proposals-screen.tsx'),
    'ClassProposalsScreen',
  ),
})
const register = createRoute({
  getParentRoute: () => root,
  path: '/register',
  component: lazyRouteComponent(() => import('../../screens/account/register-screen.tsx'), 'RegisterScreen'),
})

export const peopleRoutes = [list, fresh, one, chooseMerge, merge, hours, requests, proposals] as const
/** Open to anybody: a professional registers alone. */
export const openPeopleRoutes = [register] as const
