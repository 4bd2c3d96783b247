import type { submitAttempt } from '../areas/exams/contract.ts'
import type { ReplyOf } from '../wire/endpoint.ts'
import type { ExamState, Submission } from './exam-state.ts'
import { restOf } from './entrance.ts'
import type { Sender } from './sender.ts'
import type { SessionTime } from './session-time.ts'
import { asksWhoIsThere, type Transport } from './transport.ts'

export interface HandingInOptions {
  readonly transport: Transport
  /** Address of the attempt. */
  readonly path: string
  readonly state: () => ExamState
  readonly set: (change: Partial<ExamState>) => void
  /** The page's writer now; null once it writes no longer. */
  readonly sender: () => Sender | null
  readonly time: SessionTime
  readonly again: (act: () => Promise<void>, ms?: number) => void
  readonly link: (up: boolean, said?: string | null) => void
  readonly handedIn: (submission: Submission) => void
  readonly elsewhere: () => void
  readonly shut: () => void
}

/** The end of an exam at a page: everything sent, then handed in, asked again until there is a receipt. */
export const openHandingIn = (options: HandingInOptions) => {
  const { set, time } = options

  /** Sends what is left, then hands in; asks again until there is a receipt or the centre says otherwise. */
  const handIn = async (current: Sender, by: 'candidate' | 'time'): Promise<void> => {
    const over = (): boolean => options.sender() !== current || options.state().phase !== 'finishing'
    if (over()) return
    await current.flush()
    if (over()) return
    // Time was given meanwhile: the candidate goes on.
    if (by === 'time' && time.left() > 0) return set({ phase: 'writing', finishing: null })
    const { tail, page, nextSeq } = current.journal()
    if (tail.length > 0) return options.again(() => handIn(current, by), 1000)
    const outcome = await options.transport.send<ReplyOf<typeof submitAttempt>>(
      'POST',
      `${options.path}/submit`,
      { epoch: page.epoch, seq: nextSeq - 1 },
      ['receipt', 'submittedAt'],
    )
    if (options.sender() !== current) return
    if (outcome.kind === 'done') return options.handedIn(outcome.value)
    if (outcome.kind === 'refused') {
      if (outcome.code === 'exam.page-replaced' || outcome.code === 'exam.epoch-unknown')
        return options.elsewhere()
      if (outcome.code === 'exam.shut') return options.shut()
      if (outcome.code === 'exam.held') {
        set({ phase: 'writing', finishing: null })
        return current.hurry()
      }
      if (outcome.code === 'exam.leave-early') {
        const { code, title } = outcome
        return set({ phase: 'writing', finishing: null, refusal: { code, title } })
      }
      if (outcome.code === 'exam.answers-missing')
        await current.sendAgainFrom(Number(outcome.params['from'] ?? 1))
      else if (asksWhoIsThere(outcome.status)) set({ mustIdentify: true })
      else options.link(false, outcome.title)
    } else options.link(false, outcome.title)
    options.again(() => handIn(current, by), restOf(outcome))
  }

  return {
    finish(by: 'candidate' | 'time'): void {
      const current = options.sender()
      if (!current || options.state().phase !== 'writing' || time.isHeld()) return
      set({ phase: 'finishing', finishing: by, refusal: null })
      void handIn(current, by)
    },
  }
}
