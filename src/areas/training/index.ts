export { classToEnrolIn, enrol, type Enrolled } from './app/enrol.ts'
export type { PersonToSeat } from './domain/seating.ts'
export { closedClass, type ClosedClass, type ClosedEnrolment } from './app/closed-class.ts'
export { trainingEvents } from './events.ts'
