import { any, own, policies } from '../policy.ts'

export const ledgerPolicies = policies({
  // Posting follows confirmed events only; no role posts hours by hand.
  'ledger.post': { grants: [] },
  'ledger.read': { grants: [...any('office'), ...own('professional', 'employer', 'district')] },
  'ledger.reverse': { grants: any('office'), knownBy: 'ledger.read' },
  'rules.read': { grants: any('anyone') },
})
