import { own, policies } from '../policy.ts'

export const declarationPolicies = policies({
  // From its first submission on; a draft is its person's alone.
  'declaration.read': { grants: own('professional', 'employer', 'association', 'district', 'office') },
  'declaration.make': { grants: own('professional'), knownBy: 'declaration.read' },
  'declaration.withdraw': { grants: own('professional'), knownBy: 'declaration.read' },
  // Two acts, never by the same person, and nobody's own; owners are whoever the recognition path names for the act.
  'declaration.check': {
    grants: own('employer', 'association', 'district', 'office'),
    knownBy: 'declaration.read',
  },
  'declaration.recognise': { grants: own('employer', 'association', 'office'), knownBy: 'declaration.read' },
  // The reminder before a last day; nobody else.
  'declaration.remind': { grants: [] },
})
