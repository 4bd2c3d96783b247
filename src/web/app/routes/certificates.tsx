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

const batches = createRoute({
  getParentRoute: () => signedIn,
  path: '/certificate-batches',
  component: lazyRouteComponent(
    () => import('../../screens/records/batch-checks-screen.tsx'),
    'BatchChecksScreen',
  ),
})
const batch = createRoute({
  getParentRoute: () => signedIn,
  path: '/certificate-batches/$batchId',
  component: lazyRouteComponent(
    () => import('../../screens/records/batch-check-screen.tsx'),
    'BatchCheckScreen',
  ),
})

const shares = createRoute({
  getParentRoute: () => signedIn,
  path: '/share-links',
  component: lazyRouteComponent(
    () => import('../../screens/professional/share-links-screen.tsx'),
    'ShareLinksScreen',
  ),
})

const outside = createRoute({
  getParentRoute: () => signedIn,
  path: '/credential-check',
  component: lazyRouteComponent(
    () => import('../../screens/records/credential-check-screen.tsx'),
    'CredentialCheckScreen',
  ),
})

export const certificateRoutes = [list, one, mine, batches, batch, shares, outside] as const
