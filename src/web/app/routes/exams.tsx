import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { signedIn } from '../frame.tsx'

const list = createRoute({
  getParentRoute: () => signedIn,
  path: '/exams',
  component: lazyRouteComponent(
    () => import('../../screens/office/exam-sittings-screen.tsx'),
    'ExamSittingsScreen',
  ),
})
const pickClass = createRoute({
  getParentRoute: () => signedIn,
  path: '/exams/new',
  component: lazyRouteComponent(
    () => import('../../screens/office/exam-pick-class-screen.tsx'),
    'ExamPickClassScreen',
  ),
})
const arrange = createRoute({
  getParentRoute: () => signedIn,
  path: '/classes/$classId/exam',
  component: lazyRouteComponent(
    () => import('../../screens/office/exam-arrange-screen.tsx'),
    'ExamArrangeScreen',
  ),
})
const one = createRoute({
  getParentRoute: () => signedIn,
  path: '/exams/$sittingId',
  component: lazyRouteComponent(
    () => import('../../screens/site/exam-sitting-screen.tsx'),
    'ExamSittingScreen',
  ),
})
const mine = createRoute({
  getParentRoute: () => signedIn,
  path: '/my-exams',
  component: lazyRouteComponent(
    () => import('../../screens/professional/exam-list-screen.tsx'),
    'ExamListScreen',
  ),
})

export const examRoutes = [list, pickClass, arrange, one, mine] as const
