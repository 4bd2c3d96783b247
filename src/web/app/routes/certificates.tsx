import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { signedIn } from '../frame.tsx'

const list = createRoute({
  getParentRoute: () => signedIn,
  path: '/certificates',
  component: lazyRouteComponent(
    () => import('../../screens/records/certificates-screen.tsx'),
    'CertificatesScreen',
  ),
})
const one = createRoute({
  getParentRoute: () => signedIn,
  path: '/certificates/$number',
  component: lazyRouteComponent(
    () => import('../../screens/records/certificate-screen.tsx'),
    'CertificateScreen',
  ),
})
const mine = createRoute({
  getParentRoute: () => signedIn,
  path: '/my-certificates',
  component: lazyRouteComponent(
    () => import('../../screens/professional/my-certificates-screen.tsx'),
    'MyCertificatesScreen',
  ),
})

export const certificateRoutes = [list, one, mine] as const
