import { any, own, policies } from '../policy.ts'

export const auditPolicies = policies({
  // A record's history belongs to those who keep the record, and a person's own to the person.
  'audit.read': {
    grants: [
      ...any('office'),
      ...own('district', 'association', 'institution', 'employer', 'invigilator', 'professional'),
    ],
  },
})
