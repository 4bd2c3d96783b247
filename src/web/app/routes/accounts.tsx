import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { NoSuchPage } from '../faults.tsx'
import { root, signedIn } from '../frame.tsx'

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('../../screens/account/sign-in-screen.tsx'), 'SignInScreen'),
})
const resetPassword = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  component: lazyRouteComponent(
    () => import('../../screens/account/reset-password-screen.tsx'),
    'ResetPasswordScreen',
  ),
})
const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('../../screens/account/setup-screen.tsx'), 'SetupScreen'),
})
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyRouteComponent(
    () => import('../../screens/account/invitation-screen.tsx'),
    'InvitationScreen',
  ),
})
const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  component: lazyRouteComponent(() => import('../../screens/home-screen.tsx'), 'HomeScreen'),
})
const profile = createRoute({
  getParentRoute: () => signedIn,
  path: '/account',
  component: lazyRouteComponent(() => import('../../screens/account/profile-screen.tsx'), 'ProfileScreen'),
})
const secondFactor = createRoute({
  getParentRoute: () => signedIn,
  path: '/account/second-factor',
  component: lazyRouteComponent(
    () => import('../../screens/account/second-factor-screen.tsx'),
    'SecondFactorScreen',
  ),
})
const members = createRoute({
  getParentRoute: () => signedIn,
  path: '/members',
  component: lazyRouteComponent(() => import('../../screens/office/members-screen.tsx'), 'MembersScreen'),
})

const help = createRoute({
  getParentRoute: () => signedIn,
  path: '/help',
  component: lazyRouteComponent(() => import('../../screens/help/help-screen.tsx'), 'HelpScreen'),
})

/** Any other address, within the frame: the way on is at hand. */
const elsewhere = createRoute({ getParentRoute: () => signedIn, path: '$', component: NoSuchPage })

/** Screens anybody may open, and those of accounts. */
export const openRoutes = [signIn, resetPassword, setup, invitation] as const
export const accountRoutes = [home, help, profile, secondFactor, members, elsewhere] as const
