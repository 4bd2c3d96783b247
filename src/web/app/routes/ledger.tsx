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

export const ledgerRoutes = [explanation] as const
