import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { signedIn } from '../frame.tsx'

const list = createRoute({
  getParentRoute: () => signedIn,
  path: '/declarations',
  component: lazyRouteComponent(
    () => import('../../screens/records/declarations-screen.tsx'),
    'DeclarationsScreen',
  ),
})
const fresh = createRoute({
  getParentRoute: () => signedIn,
  path: '/declarations/new',
  component: lazyRouteComponent(
    () => import('../../screens/professional/new-declaration-screen.tsx'),
    'NewDeclarationScreen',
  ),
})
const one = createRoute({
  getParentRoute: () => signedIn,
  path: '/declarations/$declarationId',
  component: lazyRouteComponent(
    () => import('../../screens/records/declaration-screen.tsx'),
    'DeclarationScreen',
  ),
})
const edit = createRoute({
  getParentRoute: () => signedIn,
  path: '/declarations/$declarationId/edit',
  component: lazyRouteComponent(
    () => import('../../screens/professional/edit-declaration-screen.tsx'),
    'EditDeclarationScreen',
  ),
})

export const declarationRoutes = [list, fresh, one, edit] as const
