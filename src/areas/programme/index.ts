export { institutionStanding } from './app/institution-standing.ts'
export type { InstitutionStanding } from './domain/approval.ts'
export { classesAbove, classProposed, type ClassRule, type ProposedClass } from './domain/class-rule.ts'
export { certificateNumber, isWellFormedNumber, type NumberingScheme } from './domain/numbering.ts'
