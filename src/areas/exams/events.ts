import type { DomainEvent } from '../../platform/events.ts'

type Facts = DomainEvent['data']

const about = (name: string, kind: string, id: string, data: Facts): DomainEvent => ({
  name: `exams.${name}`,
  subject: { kind, id },
  data,
})

/** Names others may subscribe to. */
export const examEvents = {
  /** Subject: the sitting. Data: class, resultSet, run, hash, results, passed. */
  resultReleased: 'exams.resultReleased',
  /** Subject: the attempt. Data: sitting, person, by, receipt, root, answered, arrival. */
  attemptSubmitted: 'exams.attemptSubmitted',
} as const

/** What happens in exams, as the audit trail names it. */
export const questionsImported = (programme: string, data: Facts): DomainEvent =>
  about('questionsImported', 'programme', programme, data)
export const mediaAdded = (programme: string, data: Facts): DomainEvent =>
  about('mediaAdded', 'programme', programme, data)
export const questionRevised = (version: string, data: Facts): DomainEvent =>
  about('questionRevised', 'question', version, data)
export const keyShown = (version: string, data: Facts): DomainEvent =>
  about('keyShown', 'question', version, data)
export const paperSealed = (paper: string, data: Facts): DomainEvent =>
  about('paperSealed', 'paper', paper, data)
export const sittingCreated = (sitting: string, data: Facts): DomainEvent =>
  about('sittingCreated', 'sitting', sitting, data)
export const candidatesAdded = (sitting: string, data: Facts): DomainEvent =>
  about('candidatesAdded', 'sitting', sitting, data)
export const sittingRescheduled = (sitting: string, data: Facts): DomainEvent =>
  about('sittingRescheduled', 'sitting', sitting, data)
export const sittingCancelled = (sitting: string, data: Facts): DomainEvent =>
  about('sittingCancelled', 'sitting', sitting, data)
export const sittingEnded = (sitting: string, data: Facts): DomainEvent =>
  about('sittingEnded', 'sitting', sitting, data)
export const ticketRenewed = (attempt: string, data: Facts): DomainEvent =>
  about('ticketRenewed', 'attempt', attempt, data)
export const seatTaken = (attempt: string, data: Facts): DomainEvent =>
  about('seatTaken', 'attempt', attempt, data)
export const attemptReady = (attempt: string, data: Facts): DomainEvent =>
  about('attemptReady', 'attempt', attempt, data)
export const attemptStarted = (attempt: string, data: Facts): DomainEvent =>
  about('attemptStarted', 'attempt', attempt, data)
export const attemptResumed = (attempt: string, data: Facts): DomainEvent =>
  about('attemptResumed', 'attempt', attempt, data)
export const pageFenced = (attempt: string, data: Facts): DomainEvent =>
  about('pageFenced', 'attempt', attempt, data)
export const attemptSubmitted = (attempt: string, data: Facts): DomainEvent =>
  about('attemptSubmitted', 'attempt', attempt, data)
export const timeAdjusted = (sitting: string, data: Facts): DomainEvent =>
  about('timeAdjusted', 'sitting', sitting, data)
export const resultsComputed = (sitting: string, data: Facts): DomainEvent =>
  about('resultsComputed', 'sitting', sitting, data)
export const resultReleased = (sitting: string, data: Facts): DomainEvent =>
  about('resultReleased', 'sitting', sitting, data)
export const seatsHeld = (sitting: string, data: Facts): DomainEvent =>
  about('seatsHeld', 'sitting', sitting, data)
export const seatsReleased = (sitting: string, data: Facts): DomainEvent =>
  about('seatsReleased', 'sitting', sitting, data)
export const seatsAdmitted = (sitting: string, data: Facts): DomainEvent =>
  about('seatsAdmitted', 'sitting', sitting, data)
export const seatShut = (sitting: string, data: Facts): DomainEvent =>
  about('seatShut', 'sitting', sitting, data)
export const seatMoved = (attempt: string, data: Facts): DomainEvent =>
  about('seatMoved', 'attempt', attempt, data)
export const messageSent = (sitting: string, data: Facts): DomainEvent =>
  about('messageSent', 'sitting', sitting, data)
export const incidentNoted = (sitting: string, data: Facts): DomainEvent =>
  about('incidentNoted', 'sitting', sitting, data)
export const roomRecordSigned = (sitting: string, data: Facts): DomainEvent =>
  about('roomRecordSigned', 'sitting', sitting, data)
export const lateAnswersDecided = (attempt: string, data: Facts): DomainEvent =>
  about('lateAnswersDecided', 'attempt', attempt, data)
export const tailAgreed = (attempt: string, data: Facts): DomainEvent =>
  about('tailAgreed', 'attempt', attempt, data)
