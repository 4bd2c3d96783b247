import { any, own, policies } from '../policy.ts'

export const examPolicies = policies({
  // The exam is unified: the programme's office sets questions, papers and sittings.
  // Everybody signed in may know the programme whose bank it is.
  'exam.bank.manage': { grants: own('office'), knownBy: 'programme.read' },
  'exam.arrange': { grants: own('office'), knownBy: 'exam.read' },
  // Showing the right answers of a bank question; every showing is recorded.
  'exam.key.read': { grants: own('office') },
  'exam.read': { grants: own('office', 'institution', 'invigilator') },
  'exam.invigilate': { grants: own('office', 'invigilator'), knownBy: 'exam.read' },
  // The record of a room is signed by two people who may invigilate it.
  'exam.record.sign': { grants: own('office', 'invigilator'), knownBy: 'exam.read' },
  'exam.score': { grants: own('office'), knownBy: 'exam.read' },
  'exam.results.read': { grants: own('office', 'institution'), knownBy: 'exam.read' },
  // The candidate alone sits an exam, signed in or with the key of a ticket; to anybody else the attempt does not exist.
  'exam.sit': { grants: own('professional') },
  'exam.own': { grants: [...own('professional'), ...any('office')] },
  // Ticket number and code were checked before the command; whoever holds them may take the seat.
  'exam.enter': { grants: any('anyone') },
  // Closing attempts whose time has run out is the system's own act.
  'exam.sweep': { grants: [] },
})
