import { own, policies } from '../policy.ts'

export const ruleStudioPolicies = policies({
  // Registered packs are read by everybody (rules.read); what is being prepared, and who wrote it, by the office alone.
  'ruleDraft.read': { grants: own('office') },
  'ruleDraft.write': { grants: own('office'), knownBy: 'ruleDraft.read' },
  // Done by another officer than those who wrote: the command looks at the hands.
  'ruleDraft.publish': { grants: own('office'), knownBy: 'ruleDraft.read' },
  // Names people and how they would stand; each export is on record.
  'ruleDraft.export': { grants: own('office'), knownBy: 'ruleDraft.read' },
  // The job of a dry run that an officer has begun.
  'ruleDraft.run': { grants: [] },
})
