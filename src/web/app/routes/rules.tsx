import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { signedIn } from '../frame.tsx'

const list = createRoute({
  getParentRoute: () => signedIn,
  path: '/rules',
  component: lazyRouteComponent(() => import('../../screens/office/rules/rules-screen.tsx'), 'RulesScreen'),
})
const pack = createRoute({
  getParentRoute: () => signedIn,
  path: '/rules/$packId',
  component: lazyRouteComponent(
    () => import('../../screens/office/rules/rule-pack-screen.tsx'),
    'RulePackScreen',
  ),
})
const draft = createRoute({
  getParentRoute: () => signedIn,
  path: '/rule-drafts/$draftId',
  component: lazyRouteComponent(
    () => import('../../screens/office/rules/rule-draft-screen.tsx'),
    'RuleDraftScreen',
  ),
})
const dryRun = createRoute({
  getParentRoute: () => signedIn,
  path: '/rule-dry-runs/$runId',
  component: lazyRouteComponent(
    () => import('../../screens/office/rules/dry-run-screen.tsx'),
    'DryRunScreen',
  ),
})

export const ruleRoutes = [list, pack, draft, dryRun] as const
