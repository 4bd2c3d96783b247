import { any, own, policies } from '../policy.ts'

export const cataloguePolicies = policies({
  'catalogue.read': { grants: any('anyone') },
  'course.read': { grants: own('office', 'district', 'institution') },
  'course.declare': { grants: own('institution'), knownBy: 'programme.read' },
  'course.edit': { grants: own('institution'), knownBy: 'course.read' },
  'course.decide': { grants: own('office'), knownBy: 'course.read' },
  'course.retire': { grants: own('office', 'institution'), knownBy: 'course.read' },
})
