import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { signedIn } from '../frame.tsx'

const list = createRoute({
  getParentRoute: () => signedIn,
  path: '/classes',
  component: lazyRouteComponent(() => import('../../screens/records/classes-screen.tsx'), 'ClassesScreen'),
})
const fresh = createRoute({
  getParentRoute: () => signedIn,
  path: '/classes/new',
  component: lazyRouteComponent(
    () => import('../../screens/institution/file-class-screen.tsx'),
    'FileClassScreen',
  ),
})
const one = createRoute({
  getParentRoute: () => signedIn,
  path: '/classes/$classId',
  component: lazyRouteComponent(() => import('../../screens/records/class-screen.tsx'), 'ClassScreen'),
})
const edit = createRoute({
  getParentRoute: () => signedIn,
  path: '/classes/$classId/edit',
  component: lazyRouteComponent(
    () => import('../../screens/institution/edit-class-screen.tsx'),
    'EditClassScreen',
  ),
})
const roster = createRoute({
  getParentRoute: () => signedIn,
  path: '/classes/$classId/roster',
  component: lazyRouteComponent(() => import('../../screens/records/roster-screen.tsx'), 'RosterScreen'),
})
const close = createRoute({
  getParentRoute: () => signedIn,
  path: '/classes/$classId/close',
  component: lazyRouteComponent(
    () => import('../../screens/records/close-class-screen.tsx'),
    'CloseClassScreen',
  ),
})
const attendance = createRoute({
  getParentRoute: () => signedIn,
  path: '/class-sessions/$sessionId/attendance',
  component: lazyRouteComponent(
    () => import('../../screens/institution/attendance-screen.tsx'),
    'AttendanceScreen',
  ),
})
const enrolment = createRoute({
  getParentRoute: () => signedIn,
  path: '/enrolments/$enrolmentId',
  component: lazyRouteComponent(
    () => import('../../screens/records/enrolment-screen.tsx'),
    'EnrolmentScreen',
  ),
})
const mine = createRoute({
  getParentRoute: () => signedIn,
  path: '/my-classes',
  component: lazyRouteComponent(
    () => import('../../screens/professional/my-classes-screen.tsx'),
    'MyClassesScreen',
  ),
})
const find = createRoute({
  getParentRoute: () => signedIn,
  path: '/find',
  component: lazyRouteComponent(
    () => import('../../screens/records/find-training-screen.tsx'),
    'FindTrainingScreen',
  ),
})
const open = createRoute({
  getParentRoute: () => signedIn,
  path: '/find/$classId',
  component: lazyRouteComponent(
    () => import('../../screens/records/open-class-screen.tsx'),
    'OpenClassScreen',
  ),
})

export const trainingRoutes = [
  list,
  fresh,
  one,
  edit,
  roster,
  close,
  attendance,
  enrolment,
  mine,
  find,
  open,
] as const
