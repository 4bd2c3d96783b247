export type ClassState = 'filed' | 'enrolling' | 'running' | 'finished' | 'closing' | 'closed' | 'cancelled'

/** What may happen to a class, and in which states. One table: screens and commands read the same. */
const allowedIn = {
  edit: ['filed', 'enrolling', 'running'],
  openEnrolment: ['filed'],
  start: ['filed', 'enrolling'],
  cancel: ['filed', 'enrolling', 'running'],
  /** An institution may still add those it forgot while the class runs; the public may not. */
  add: ['filed', 'enrolling', 'running'],
  addFromOutside: ['enrolling', 'running'],
  enrolOneself: ['enrolling'],
  withdrawOneself: ['filed', 'enrolling'],
  withdraw: ['filed', 'enrolling', 'running'],
  recordAttendance: ['filed', 'enrolling', 'running'],
  correctAttendance: ['filed', 'enrolling', 'running', 'finished'],
  close: ['finished'],
} as const satisfies Record<string, readonly ClassState[]>

export type ClassAct = keyof typeof allowedIn

/** Whether the act fits the state; who may do it is the policy's question. */
export const fits = (act: ClassAct, state: ClassState): boolean =>
  (allowedIn[act] as readonly ClassState[]).includes(state)

export interface Progress {
  /** Sessions that are not cancelled, and how many of them have their attendance confirmed. */
  readonly sessions: number
  readonly confirmed: number
}

/** State after attendance moved: the first record starts a class, the last confirmation finishes it. */
export const afterAttendance = (state: ClassState, progress: Progress): ClassState => {
  if (state !== 'filed' && state !== 'enrolling' && state !== 'running') return state
  return progress.sessions > 0 && progress.confirmed === progress.sessions ? 'finished' : 'running'
}

const refusals = {
  filed: 'class.enrolment-not-open',
  enrolling: 'class.enrolment-open',
  running: 'class.running',
  finished: 'class.finished',
  closing: 'class.closed',
  closed: 'class.closed',
  cancelled: 'class.cancelled',
} as const

export type StateRefusal = (typeof refusals)[ClassState]

/** The code that names the state in the way of an act. */
export const refusalOf = (state: ClassState): StateRefusal => refusals[state]
