import type { EpochKeys, PageKey } from './epoch-key.ts'
import { isOfExam, type AttemptInfo, type ExamState, type Granted } from './exam-state.ts'
import { randomName, type MachineStore } from './machine-store.ts'
import type { PageLock } from './page-lock.ts'
import type { PreparedStart } from './prepared-start.ts'
import { toldTime, type SessionTime } from './session-time.ts'
import type { Outcome, Transport } from './transport.ts'

export interface EntranceOptions {
  readonly transport: Transport
  /** Address of the attempt. */
  readonly path: string
  readonly store: Pick<MachineStore, 'machine'>
  readonly lock: PageLock
  readonly time: SessionTime
  readonly prepared: PreparedStart | undefined
  /** Makes the key a page will sign with. */
  readonly signing: Pick<EpochKeys, 'create'>
  readonly state: () => ExamState
  readonly set: (change: Partial<ExamState>) => void
  readonly after: (ms: number, act: () => void) => () => void
  /** Calls back after a while, unless the page has gone. */
  readonly again: (act: () => Promise<void>, ms?: number) => void
  readonly gone: () => boolean
  readonly link: (up: boolean, said?: string | null) => void
  readonly letIn: (granted: Granted, page: LetIn) => Promise<void>
  /** Delivers what the page before left on this machine once time is over; false where nothing is left. */
  readonly deliver: () => Promise<boolean>
  readonly finished: (info: AttemptInfo) => void
}

/** The page that was let in: what it writes as, signs with, and whether the paper on the machine had been changed. */
export interface LetIn {
  readonly machine: string
  readonly writer: string
  readonly key: PageKey | null
  readonly tampered: boolean
}

/** What the centre's own replies have. */
const told = ['attemptId', 'serverTime', 'state', 'phase', 'deadline'] as const
const granted = ['epoch', 'questions', 'answers', 'serverTime', 'deadline'] as const

type Refused = Extract<Outcome<never>, { kind: 'refused' }>

/** Waits between attempts to reach the centre where nothing can be lost by waiting. */
export const retryMs = 2000
/** How long to wait after a failure: longer where the centre asks for it. */
export const restOf = (outcome: Outcome<unknown>): number =>
  outcome.kind === 'unreachable' ? Math.max(retryMs, outcome.restMs) : retryMs
/** How often a page that was shut out, or waits at the door of a held room, asks whether it may go on. */
const doorMs = 5000
/** Signs of life while held: a page must hear in time when the room goes on. */
export const heldBeatMs = 3000

/** The way to the questions: where an attempt stands, and the page that fits. Asks until the centre has said. */
export const openEntrance = (options: EntranceOptions) => {
  const { transport, path, time, prepared, set, link } = options
  let entering = false
  /** The start was asked for and refused by somebody who may not be the centre: asked again once the way is free. */
  let wantsIn = false
  let cancelLook = (): void => undefined

  const lookIn = (ms: number): void => {
    cancelLook()
    cancelLook = options.after(ms, () => {
      if (!options.gone()) void look()
    })
  }

  /** Asks where the attempt stands and goes to the page that fits; never gives up asking. */
  const look = async (): Promise<void> => {
    cancelLook()
    const outcome = await transport.send<AttemptInfo>('GET', path, undefined, told)
    if (options.gone()) return
    if (outcome.kind === 'unreachable') {
      link(false, outcome.title)
      return lookIn(restOf(outcome))
    }
    link(true)
    if (outcome.kind === 'refused') return refused(outcome)
    const info = outcome.value
    time.heard(outcome, info.serverTime)
    set({ info, ...toldTime(info), refusal: null, mustIdentify: false })
    if (info.submission) return options.finished(info)
    if (
      info.phase === 'cancelled' ||
      info.state === 'absent' ||
      (info.phase === 'over' && info.state !== 'running')
    )
      return set({ phase: 'closed' })
    if (info.shut) {
      set({ phase: 'shut' })
      return lookIn(doorMs)
    }
    // An exam under way goes on without a question: a reload must cost nothing.
    if (info.state === 'running' || wantsIn) return enter(options.state().phase === 'shut')
    set({ phase: 'waiting' })
    prepared?.plan(info, time.now())
    if (info.held) lookIn(heldBeatMs)
  }

  const refused = (outcome: Refused): void => {
    // Somebody writes here: what was asked beside that takes no page away from them.
    if (['writing', 'finishing'].includes(options.state().phase)) {
      set({ mustIdentify: outcome.status === 401 })
      return lookIn(doorMs)
    }
    if (outcome.status === 401) set({ phase: 'identify', refusal: null })
    else set({ phase: 'closed', refusal: { code: outcome.code, title: outcome.title } })
    // It may be somebody in between who says no, and not for ever.
    lookIn(doorMs)
  }

  /** Becomes the page that writes: a new epoch at the centre, with whatever this machine still holds taken over. */
  const enter = async (force: boolean): Promise<void> => {
    if (entering || options.gone()) return
    entering = true
    try {
      set({ phase: 'entering' })
      if ((await options.lock.hold(force)) === 'taken') return set({ phase: 'elsewhere' })
      const early = (await prepared?.begin()) ?? null
      const [machine, writer, key] = early
        ? [early.machine, early.writer, early.key]
        : [await options.store.machine(), randomName(), await options.signing.create()]
      const page = { machine, writer, ...(key ? { key: key.publicKey } : {}) }
      const outcome =
        early?.outcome ?? (await transport.send<Granted>('POST', `${path}/start`, page, granted))
      if (options.gone()) return
      if (outcome.kind === 'unreachable') {
        link(false, outcome.title)
        return options.again(() => enter(true), restOf(outcome))
      }
      link(true)
      wantsIn = outcome.kind === 'refused' && !isOfExam(outcome)
      if (outcome.kind === 'refused')
        return outcome.status === 401 ? refused(outcome) : await turnedAway(outcome)
      time.heard(outcome, outcome.value.serverTime)
      await options.letIn(outcome.value, { machine, writer, key, tampered: early?.tampered ?? false })
    } finally {
      entering = false
    }
  }

  /** The door was shut for a reason: handed in, over, not open. The entrance page says which. */
  const turnedAway = async (outcome: Refused): Promise<void> => {
    set({ refusal: { code: outcome.code, title: outcome.title } })
    const info = await transport.send<AttemptInfo>('GET', path, undefined, told)
    if (info.kind === 'unreachable') {
      link(false, info.title)
      return lookIn(restOf(info))
    }
    if (info.kind === 'refused') return refused(info)
    time.heard(info, info.value.serverTime)
    if (info.value.submission) return options.finished(info.value)
    if (outcome.code === 'exam.moved') return set({ info: info.value, phase: 'moved', refusal: null })
    if (outcome.code === 'exam.shut' || outcome.code === 'exam.held') {
      const phase = outcome.code === 'exam.shut' ? 'shut' : 'waiting'
      set({ info: info.value, ...toldTime(info.value), phase, refusal: null })
      return lookIn(doorMs)
    }
    if (outcome.code === 'exam.browser-refused') return set({ info: info.value, phase: 'closed' })
    if (outcome.code === 'exam.time-over') {
      set({ info: info.value, ...toldTime(info.value) })
      if (await options.deliver()) return
      // Nothing is left here; the centre is about to hand in what it has: ask until it has.
      lookIn(retryMs)
    } else if (info.value.state === 'running' || wantsIn) lookIn(doorMs)
    set({
      info: info.value,
      phase: info.value.state === 'ready' && info.value.phase !== 'cancelled' ? 'waiting' : 'closed',
    })
  }

  /** Reads the new seat of somebody moved, for the page that says so; the machine itself is not let in again. */
  const whereTo = async (): Promise<void> => {
    const outcome = await transport.send<AttemptInfo>('GET', path, undefined, told)
    if (options.gone() || options.state().phase !== 'moved') return
    if (outcome.kind === 'unreachable') return options.again(whereTo)
    if (outcome.kind === 'done') set({ info: outcome.value })
  }

  return {
    look,
    enter,
    whereTo,
    /** Looks again at the door of a page that was shut out. */
    waitOutside: (): void => lookIn(doorMs),
    close: (): void => cancelLook(),
  }
}
