import { any, own, policies } from '../policy.ts'

/** Those a person has to do with: employer, its district and associations, institutions of the person's classes. */
const around = own('professional', 'employer', 'institution', 'district', 'association')

export const peoplePolicies = policies({
  'person.read': { grants: [...any('office'), ...around] },
  // Anybody may register: as themselves, with an identity number and a password of their own.
  'person.register': { grants: any('anyone') },
  // One person by the whole number, told or not told; recorded as a sensitive read.
  'person.find': { grants: any('office', 'institution', 'employer') },
  // Names of employers are public.
  'person.addStaff': { grants: [...any('office'), ...own('employer')], knownBy: 'organisation.lookup' },
  'person.rename': { grants: [...any('office'), ...own('employer')], knownBy: 'person.read' },
  'person.editContacts': {
    grants: [...any('office'), ...own('employer', 'professional')],
    knownBy: 'person.read',
  },
  'person.unmask': { grants: [...any('office'), ...own('employer', 'professional')], knownBy: 'person.read' },
  // Whether two records are one person, and whether that was a mistake, the office decides.
  'person.merge': { grants: any('office'), knownBy: 'person.read' },
  'person.replaceIdentity': { grants: any('office'), knownBy: 'person.read' },
  // A person asks an employer to join it, and an employer enters people by name and number (person.addStaff): by id
  // alone it would make anybody its own, to be read and unmasked.
  'employment.add': { grants: any('office'), knownBy: 'person.read' },
  'employmentRequest.make': { grants: own('professional'), knownBy: 'employmentRequest.read' },
  'employmentRequest.read': { grants: [...any('office'), ...own('employer', 'professional')] },
  'employmentRequest.decide': {
    grants: [...any('office'), ...own('employer')],
    knownBy: 'employmentRequest.read',
  },
  // By the employer that was left.
  'employmentRequest.note': { grants: own('employer') },
  'employment.end': {
    grants: [...any('office'), ...own('employer', 'professional')],
    knownBy: 'person.read',
  },
  'evidence.record': {
    grants: [...any('office'), ...own('employer', 'professional')],
    knownBy: 'person.read',
  },
  'evidence.check': { grants: any('office'), knownBy: 'person.read' },
  // What somebody holds decides what is asked of them: nobody states it of themselves.
  'holding.record': { grants: [...any('office'), ...own('employer')], knownBy: 'person.read' },
  'personClass.propose': {
    grants: [...any('office'), ...own('employer', 'professional')],
    knownBy: 'person.read',
  },
  // The office of the programme whose classes they are.
  'personClass.decide': { grants: own('office'), knownBy: 'person.read' },
})
