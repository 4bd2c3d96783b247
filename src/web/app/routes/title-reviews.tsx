import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { signedIn } from '../frame.tsx'

const list = createRoute({
  getParentRoute: () => signedIn,
  path: '/title-reviews',
  component: lazyRouteComponent(
    () => import('../../screens/records/title-reviews-screen.tsx'),
    'TitleReviewsScreen',
  ),
})
const fresh = createRoute({
  getParentRoute: () => signedIn,
  path: '/title-reviews/new',
  component: lazyRouteComponent(
    () => import('../../screens/records/new-title-review-screen.tsx'),
    'NewTitleReviewScreen',
  ),
})
const one = createRoute({
  getParentRoute: () => signedIn,
  path: '/title-reviews/$reviewId',
  component: lazyRouteComponent(
    () => import('../../screens/records/title-review-screen.tsx'),
    'TitleReviewScreen',
  ),
})

export const titleReviewRoutes = [list, fresh, one] as const
