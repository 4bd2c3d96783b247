import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { signedIn } from '../frame.tsx'

const explanation = createRoute({
  getParentRoute: () => signedIn,
  path: '/ledger/$entryId',
  component: lazyRouteComponent(
    () => import('../../screens/professional/explanation-screen.tsx'),
    'ExplanationScreen',
  ),
})

const standing = createRoute({
  getParentRoute: () => signedIn,
  path: '/people/$personId/standing',
  component: lazyRouteComponent(
    () => import('../../screens/professional/standing-screen.tsx'),
    'StandingScreen',
  ),
})

const closings = createRoute({
  getParentRoute: () => signedIn,
  path: '/programmes/$programmeId/closings',
  component: lazyRouteComponent(() => import('../../screens/office/closings-screen.tsx'), 'ClosingsScreen'),
})
const closing = createRoute({
  getParentRoute: () => signedIn,
  path: '/closings/$closingId',
  component: lazyRouteComponent(() => import('../../screens/office/closing-screen.tsx'), 'ClosingScreen'),
})

const registerRuns = createRoute({
  getParentRoute: () => signedIn,
  path: '/programmes/$programmeId/register-runs',
  component: lazyRouteComponent(
    () => import('../../screens/office/register/register-runs-screen.tsx'),
    'RegisterRunsScreen',
  ),
})
const registerRun = createRoute({
  getParentRoute: () => signedIn,
  path: '/register-runs/$runId',
  component: lazyRouteComponent(
    () => import('../../screens/office/register/register-run-screen.tsx'),
    'RegisterRunScreen',
  ),
})

export const ledgerRoutes = [explanation, standing, closings, closing, registerRuns, registerRun] as const
