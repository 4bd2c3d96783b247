import { any, own, policies } from '../policy.ts'

export const ledgerPolicies = policies({
  // Posting follows confirmed events only; no role posts hours by hand.
  'ledger.post': { grants: [] },
  'ledger.read': { grants: [...any('office'), ...own('professional', 'employer', 'district')] },
  // Who is exempted from what a programme asks is decided by its office.
  'exemption.grant': { grants: own('office'), knownBy: 'ledger.read' },
  'ledger.reverse': { grants: any('office'), knownBy: 'ledger.read' },
  // An office closes the periods of its own programmes; what a closing says of a person is read with the person's record.
  'closing.read': { grants: own('office') },
  'closing.make': { grants: own('office'), knownBy: 'closing.read' },
  // The job of a closing that two officers have made.
  'closing.run': { grants: [] },
  // How everybody of a register stands, for the office of its programme.
  'register.read': { grants: own('office') },
  'register.make': { grants: own('office'), knownBy: 'register.read' },
  'register.run': { grants: [] },
  'rules.read': { grants: any('anyone') },
})
