import { any, own, policies } from '../policy.ts'

export const ruleStudioPolicies = policies({
  // Registered texts are nobody's own; each office may begin a draft from one, which is then its own.
  'ruleText.read': { grants: any('office') },
  'ruleDraft.begin': { grants: any('office') },
  'ruleDraft.read': { grants: own('office') },
  'ruleDraft.write': { grants: own('office'), knownBy: 'ruleDraft.read' },
  // Done by another officer than those who wrote: the command looks at the hands.
  'ruleDraft.publish': { grants: own('office'), knownBy: 'ruleDraft.read' },
  // Names people and how they would stand; each export is on record.
  'ruleDraft.export': { grants: own('office'), knownBy: 'ruleDraft.read' },
  // The job of a dry run that an officer has begun.
  'ruleDraft.run': { grants: [] },
})
