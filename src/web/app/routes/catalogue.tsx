import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { signedIn } from '../frame.tsx'

const list = createRoute({
  getParentRoute: () => signedIn,
  path: '/courses',
  component: lazyRouteComponent(() => import('../../screens/records/courses-screen.tsx'), 'CoursesScreen'),
})
const fresh = createRoute({
  getParentRoute: () => signedIn,
  path: '/courses/new',
  component: lazyRouteComponent(
    () => import('../../screens/institution/new-course-screen.tsx'),
    'NewCourseScreen',
  ),
})
const one = createRoute({
  getParentRoute: () => signedIn,
  path: '/courses/$courseId',
  component: lazyRouteComponent(() => import('../../screens/records/course-screen.tsx'), 'CourseScreen'),
})
const draft = createRoute({
  getParentRoute: () => signedIn,
  path: '/courses/$courseId/draft',
  component: lazyRouteComponent(
    () => import('../../screens/institution/course-draft-screen.tsx'),
    'CourseDraftScreen',
  ),
})

export const catalogueRoutes = [list, fresh, one, draft] as const
