import { any, policies } from '../policy.ts'

export const publicityPolicies = policies({
  'public.read': { grants: any('anyone') },
  'notice.manage': { grants: any('office'), knownBy: 'public.read' },
})
