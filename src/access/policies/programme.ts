import { any, own, policies } from '../policy.ts'

export const programmePolicies = policies({
  'programme.readPublic': { grants: any('anyone') },
  'programme.read': { grants: any('signed-in') },
  // An office sets up and decides for its own programmes only.
  'programme.create': { grants: own('office'), knownBy: 'programme.read' },
  'programme.edit': { grants: own('office'), knownBy: 'programme.read' },
  'approval.read': { grants: own('office', 'district', 'institution') },
  'approval.apply': { grants: own('institution'), knownBy: 'programme.read' },
  'approval.edit': { grants: own('institution'), knownBy: 'approval.read' },
  'approval.decide': { grants: own('office'), knownBy: 'approval.read' },
  'approval.record': { grants: own('office'), knownBy: 'programme.read' },
})
