import { any, own, policies } from '../policy.ts'

export const trainingPolicies = policies({
  'teacher.read': { grants: [...any('office'), ...own('institution')] },
  'teacher.manage': { grants: own('institution'), knownBy: 'teacher.read' },
  // A filing is a public act; what is public about a class is chosen by the use case.
  'class.see': { grants: any('anyone') },
  'class.read': {
    grants: own('office', 'institution', 'district', 'association', 'employer', 'professional'),
  },
  // That there is such an institution is public, so whoever may not file for it is told so.
  'class.file': { grants: own('institution'), knownBy: 'organisation.lookup' },
  'class.change': { grants: own('institution'), knownBy: 'class.read' },
  'class.cancel': { grants: own('office', 'institution'), knownBy: 'class.read' },
  'class.close': { grants: own('office', 'institution'), knownBy: 'class.read' },
  // Certificates made: the system says so, nobody else.
  'class.settle': { grants: [] },
  // An employer owns what it may enrol its staff in; a professional enrols as the person signed in.
  'enrolment.add': { grants: own('office', 'institution', 'employer'), knownBy: 'class.read' },
  // The job that applies a big roster part by part; nobody else.
  'roster.work': { grants: [] },
  'enrolment.self': { grants: own('professional'), knownBy: 'class.see' },
  'enrolment.read': {
    grants: own('office', 'institution', 'district', 'association', 'employer', 'professional'),
  },
  'enrolment.withdraw': {
    grants: own('office', 'institution', 'employer', 'professional'),
    knownBy: 'enrolment.read',
  },
  // Everybody's attendance; one's own and one's staff's come with enrolment.read.
  'attendance.read': {
    grants: own('office', 'institution', 'district', 'association'),
    knownBy: 'class.read',
  },
  'attendance.record': { grants: own('institution'), knownBy: 'class.read' },
  'attendance.correct': { grants: own('office', 'institution'), knownBy: 'class.read' },
  'attendance-rule.read': { grants: any('signed-in') },
  'attendance-rule.set': { grants: own('office'), knownBy: 'attendance-rule.read' },
})
