import { any, own, policies } from '../policy.ts'

const inside = own('district', 'association', 'institution', 'employer', 'invigilator')

export const organisationPolicies = policies({
  // A district owns what lies in its region, an association its consenting members, everybody the own organisation.
  'organisation.read': { grants: [...any('office'), ...inside] },
  // Names of legal entities are public; only the name is answered.
  'organisation.lookup': { grants: any('signed-in') },
  'organisation.register': { grants: any('office'), knownBy: 'organisation.lookup' },
  'organisation.edit': { grants: any('office'), knownBy: 'organisation.read' },
  // Not a district: it owns its whole region, and would edit the institutions of it.
  'organisation.editContact': {
    grants: [...any('office'), ...own('institution', 'employer')],
    knownBy: 'organisation.read',
  },
  'organisation.verify': { grants: any('office'), knownBy: 'organisation.read' },
  'organisation.close': { grants: any('office'), knownBy: 'organisation.read' },
  'room.read': { grants: [...any('office'), ...own('district', 'institution', 'invigilator')] },
  'room.manage': { grants: [...any('office'), ...own('institution', 'invigilator')], knownBy: 'room.read' },
  'membership.read': { grants: [...any('office'), ...own('association', 'institution', 'employer')] },
  'membership.propose': { grants: [...any('office'), ...own('association')], knownBy: 'membership.read' },
  'membership.consent': {
    grants: [...any('office'), ...own('institution', 'employer')],
    knownBy: 'membership.read',
  },
  'membership.end': {
    grants: [...any('office'), ...own('association', 'institution', 'employer')],
    knownBy: 'membership.read',
  },
  // Nobody holds it: the set-up route performs it as the system, after the printed token was shown.
  'office.createFirst': { grants: [] },
})
