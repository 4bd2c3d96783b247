import type { ExamState } from './exam-state.ts'
import type { Appended } from './sender.ts'
import { toldTime, type SessionTime } from './session-time.ts'
import { asksWhoIsThere, type Outcome } from './transport.ts'

export interface HearingOptions {
  readonly state: () => ExamState
  readonly set: (change: Partial<ExamState>) => void
  readonly time: SessionTime
  readonly link: (up: boolean, said?: string | null) => void
  /** `newest`: number of the newest message of the invigilator. */
  readonly hearMessages: (newest: number) => void
  /** Asks for the key once more: the centre lost that this page began. */
  readonly remind: () => void
  /** Asks where the attempt stands. */
  readonly look: () => void
  readonly enterAgain: () => void
  readonly elsewhere: () => void
  /** An invigilator shut this page out or seated the candidate elsewhere. */
  readonly putOut: (why: 'shut' | 'moved') => void
}

/** What a page makes of the centre's reply to a batch or a sign of life, or of its absence. */
export const openHearing = (options: HearingOptions) => {
  const { state, set, time, link } = options
  return (outcome: Outcome<Appended>): void => {
    if (outcome.kind !== 'done') {
      link(false, outcome.title)
      if (outcome.kind === 'unreachable') return
      if (outcome.status === 404 && state().prepared) return options.remind()
      if (asksWhoIsThere(outcome.status)) set({ mustIdentify: true })
      return
    }
    link(true)
    time.heard(outcome, outcome.value.serverTime)
    const wasHeld = time.isHeld()
    const [before, told] = [state(), toldTime(outcome.value)]
    if (told.deadline !== before.deadline || told.held?.until !== before.held?.until || before.mustIdentify)
      set({ ...told, mustIdentify: false })
    // Handing in was under way when the room was held: the candidate is back at the questions when it goes on.
    if (time.isHeld() && !wasHeld && state().phase === 'finishing') set({ phase: 'writing', finishing: null })
    options.hearMessages(outcome.value.messages)
    for (const command of outcome.value.commands) {
      if (command.kind === 'submitted') options.look()
      if (command.kind === 'fenced') options.elsewhere()
      if (command.kind === 'shut' || command.kind === 'moved') options.putOut(command.kind)
      if (command.kind === 'rejoin') options.enterAgain()
    }
  }
}
