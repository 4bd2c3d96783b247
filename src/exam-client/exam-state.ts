import type { SlotState } from '../kernel/exam-journal/answers.ts'
import type { listMessages, showAttempt, startAttempt } from '../areas/exams/contract.ts'
import type { ReplyOf } from '../wire/endpoint.ts'

export type AttemptInfo = ReplyOf<typeof showAttempt>
export type Granted = ReplyOf<typeof startAttempt>
export type Message = ReplyOf<typeof listMessages>['items'][number]
export type Submission = NonNullable<AttemptInfo['submission']>

/**
 * Where the page stands. `elsewhere`: another tab or machine goes on with the exam. `shut`: an invigilator has shut it out
 * until admission. `moved`: the candidate sits at another seat now.
 */
export type Phase =
  | 'opening'
  | 'identify'
  | 'waiting'
  | 'entering'
  | 'writing'
  | 'finishing'
  | 'handed-in'
  | 'elsewhere'
  | 'shut'
  | 'moved'
  | 'closed'

/** How far what was typed has come: the three degrees a candidate sees. */
export interface Saving {
  /** Everything is on this machine's disk. */
  readonly onMachine: boolean
  /** Everything has been sent at least once. */
  readonly onTheWay: boolean
  /** Everything has a receipt from the centre. */
  readonly atCentre: boolean
  readonly unsent: number
  readonly link: 'up' | 'down'
  /** While the link is down: the centre's own words why it takes nothing now; null where it cannot be reached. */
  readonly said: string | null
  /** False: this browser keeps nothing, only the centre has a copy. */
  readonly durable: boolean
}

export interface ExamState {
  readonly phase: Phase
  readonly info: AttemptInfo | null
  readonly paper: Granted['questions']
  readonly answers: ReadonlyMap<string, SlotState>
  /** Question in view, by its place on this candidate's paper. */
  readonly current: number
  readonly saving: Saving
  /** Milliseconds of the centre's time. */
  readonly deadline: number | null
  /** The clock stands still; `until` once it is known when it goes on, milliseconds of the centre's time. */
  readonly held: { readonly until: number | null } | null
  /** When the centre said so: what the deadline of a held seat counts from. */
  readonly toldAt: number
  /** Messages of the invigilator nobody has read yet. */
  readonly messages: readonly Message[]
  readonly finishing: 'candidate' | 'time' | null
  readonly submission: Submission | null
  readonly refusal: { readonly code: string; readonly title: string } | null
  /** The sealed paper is on this machine and the start needs the key alone. */
  readonly prepared: boolean
  /** The sign-in or ticket no longer works; writing goes on, sending waits. */
  readonly mustIdentify: boolean
}

export const opening: ExamState = {
  phase: 'opening',
  info: null,
  paper: [],
  answers: new Map(),
  current: 0,
  saving: {
    onMachine: true,
    onTheWay: true,
    atCentre: true,
    unsent: 0,
    link: 'up',
    said: null,
    durable: true,
  },
  deadline: null,
  held: null,
  toldAt: 0,
  messages: [],
  finishing: null,
  submission: null,
  refusal: null,
  prepared: false,
  mustIdentify: false,
}

/** Whether the exam itself refuses something; anything else may be somebody in between, or pass. */
export const isOfExam = ({ code }: { readonly code: string }): boolean => code.startsWith('exam.')

/** Questions without an answer and questions flagged, by place: what the page before handing in lists. */
export const openPlaces = (
  state: Pick<ExamState, 'paper' | 'answers'>,
): { readonly unanswered: number[]; readonly flagged: number[] } => {
  const unanswered: number[] = []
  const flagged: number[] = []
  for (const [place, question] of state.paper.entries()) {
    const slot = state.answers.get(question.slot)
    if (!slot?.response) unanswered.push(place)
    if (slot?.flagged) flagged.push(place)
  }
  return { unanswered, flagged }
}
