import { canonicalJson } from '../kernel/canonical-json.ts'
import { applyEvent, isEmptyResponse, type SlotState } from '../kernel/exam-journal/answers.ts'
import type { Draft } from '../kernel/exam-journal/event.ts'
import type { ExamState } from './exam-state.ts'
import type { Sender } from './sender.ts'
import type { openSessionTime } from './session-time.ts'
import { soundText } from './sound-text.ts'

interface AnsweringOptions {
  readonly state: () => ExamState
  readonly set: (change: Partial<ExamState>) => void
  /** The page's writer; null where it has none, and then nothing is written. */
  readonly sender: () => Sender | null
  readonly time: Pick<ReturnType<typeof openSessionTime>, 'left' | 'isHeld'>
  readonly mono: () => number
  readonly wall: () => number
  /** Something was written: the saving degrees are to be shown anew. */
  readonly written: () => void
}

/** What the candidate does at the questions, as acts of the journal; and what the answers are by them. */
export const openAnswering = ({ state, set, sender, time, mono, wall, written }: AnsweringOptions) => {
  let answers = new Map<string, SlotState>()
  /** What is typed is being put down for the last time. */
  let closing = false

  const act = (draft: Pick<Draft, 'slot' | 'type' | 'body'>): void => {
    const writer = sender()
    if (!writer) return
    // What stood at the end was written by then, however late the page gets round to it; a millisecond is lost in rounding.
    const over = closing ? Math.max(0, -time.left()) + 1 : 0
    const event = writer.write({
      ...draft,
      mono: Math.max(0, Math.round(mono() - over)),
      wall: Math.max(0, Math.round(wall() - over)),
    })
    applyEvent(answers, writer.journal().page.epoch, event)
    set({ answers: new Map(answers) })
    written()
  }

  /** The page stops by its own clock, whoever can be reached. */
  const mayWrite = (): boolean =>
    state().phase === 'writing' && !time.isHeld() && (closing || time.left() > 0)

  return {
    /** Goes on from the answers of the pages before. */
    takeUp(adopted: Map<string, SlotState>): void {
      answers = adopted
    },
    of: (slot: string): SlotState | undefined => answers.get(slot),
    all: (): Map<string, SlotState> => new Map(answers),
    answered: (): number => [...answers.values()].filter((slot) => slot.response).length,
    /** Something the page itself has to say; a candidate's acts go by the others. */
    note: (code: string): void => act({ slot: null, type: 'note', body: { code } }),
    /** Writes an answer unless it is the one that stands, or nothing where nothing stands. */
    answer(slot: string, given: Draft['body']): void {
      if (!mayWrite()) return
      const body = soundText(given)
      const stands = answers.get(slot)?.response ?? null
      if (stands ? sameAnswer(stands, body) : isEmptyResponse(body)) return
      act({ slot, type: 'answer', body })
    },
    flag(slot: string, on: boolean): void {
      if (mayWrite()) act({ slot, type: 'flag', body: { on } })
    },
    visit(place: number): void {
      const question = state().paper[place]
      if (!question) return
      set({ current: place })
      if (mayWrite() && !answers.get(question.slot)?.seen)
        act({ slot: question.slot, type: 'navigate', body: {} })
    },
    /** The time is over: what is typed is put down as it stood at the end. */
    close(putDown: () => void): void {
      closing = true
      putDown()
      closing = false
    },
  }
}

const sameAnswer = (one: Draft['body'], other: Draft['body']): boolean =>
  canonicalJson(one) === canonicalJson(other)
