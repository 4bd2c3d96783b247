import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { signedIn } from '../frame.tsx'

const list = createRoute({
  getParentRoute: () => signedIn,
  path: '/programmes',
  component: lazyRouteComponent(
    () => import('../../screens/office/programmes-screen.tsx'),
    'ProgrammesScreen',
  ),
})
const fresh = createRoute({
  getParentRoute: () => signedIn,
  path: '/programmes/new',
  component: lazyRouteComponent(
    () => import('../../screens/office/new-programme-screen.tsx'),
    'NewProgrammeScreen',
  ),
})
const one = createRoute({
  getParentRoute: () => signedIn,
  path: '/programmes/$programmeId',
  component: lazyRouteComponent(() => import('../../screens/office/programme-screen.tsx'), 'ProgrammeScreen'),
})
const edit = createRoute({
  getParentRoute: () => signedIn,
  path: '/programmes/$programmeId/edit',
  component: lazyRouteComponent(
    () => import('../../screens/office/edit-programme-screen.tsx'),
    'EditProgrammeScreen',
  ),
})
const approvals = createRoute({
  getParentRoute: () => signedIn,
  path: '/approvals',
  component: lazyRouteComponent(
    () => import('../../screens/records/approvals-screen.tsx'),
    'ApprovalsScreen',
  ),
})
const approval = createRoute({
  getParentRoute: () => signedIn,
  path: '/approvals/$approvalId',
  component: lazyRouteComponent(() => import('../../screens/records/approval-screen.tsx'), 'ApprovalScreen'),
})
const notices = createRoute({
  getParentRoute: () => signedIn,
  path: '/notices',
  component: lazyRouteComponent(() => import('../../screens/office/notices-screen.tsx'), 'NoticesScreen'),
})
const notice = createRoute({
  getParentRoute: () => signedIn,
  path: '/notices/new',
  component: lazyRouteComponent(
    () => import('../../screens/office/notice-form-screen.tsx'),
    'NewNoticeScreen',
  ),
})
const editNotice = createRoute({
  getParentRoute: () => signedIn,
  path: '/notices/$noticeId/edit',
  component: lazyRouteComponent(
    () => import('../../screens/office/notice-form-screen.tsx'),
    'EditNoticeScreen',
  ),
})
const messages = createRoute({
  getParentRoute: () => signedIn,
  path: '/messages',
  component: lazyRouteComponent(() => import('../../screens/office/messages-screen.tsx'), 'MessagesScreen'),
})

export const programmeRoutes = [
  list,
  fresh,
  one,
  edit,
  approvals,
  approval,
  notices,
  notice,
  editNotice,
  messages,
] as const
