import { timeLeftAt } from '../kernel/exam-journal/deadline.ts'
import { applyEvent, chosenOptions, type SlotState } from '../kernel/exam-journal/answers.ts'
import type { Draft } from '../kernel/exam-journal/event.ts'
import { adopt, adoptable, openJournal } from '../kernel/exam-journal/writer.ts'
import { sha256 } from '../kernel/sha256.ts'
import type { submitAttempt } from '../areas/exams/contract.ts'
import type { ReplyOf } from '../wire/endpoint.ts'
import { observe, serverNow, type ServerClock } from './clock.ts'
import { opening, type AttemptInfo, type ExamState, type Granted } from './exam-state.ts'
import { randomName, type MachineStore } from './machine-store.ts'
import { openMessages } from './messages.ts'
import type { PageLock } from './page-lock.ts'
import { safeStore } from './safe-store.ts'
import { openSender, type Appended, type Sender } from './sender.ts'
import type { Outcome, Transport } from './transport.ts'

export interface SessionOptions {
  readonly attemptId: string
  readonly transport: Transport
  readonly store: MachineStore
  readonly lock: PageLock
  readonly mono: () => number
  readonly wall: () => number
  /** Calls back after so many milliseconds; answers how to call it off. */
  readonly after: (ms: number, act: () => void) => () => void
}

/** Waits between attempts to reach the centre where nothing can be lost by waiting. */
const retryMs = 2000
const tickMs = 500
/** Signs of life while writing, and while held: there a page must hear in time when the room goes on. */
const beatMs = 15_000
const heldBeatMs = 3000
/** How often a page that was shut out, or waits at the door of a held room, asks whether it may go on. */
const doorMs = 5000

/**
 * One page at one attempt, from the entrance to the receipt. Knows no screen: screens read `state()` and call acts. No
 * failure of the network, of storage or of anything in between ends it; only the centre's own word does.
 */
export const examSession = (options: SessionOptions) => {
  const { attemptId, transport } = options
  const path = `/api/v1/attempts/${attemptId}`
  const listeners = new Set<() => void>()
  let state: ExamState = opening
  let clock: ServerClock | null = null
  let sender: Sender | null = null
  let answers = new Map<string, SlotState>()
  let entering = false
  let disposed = false
  let cancelLook = (): void => undefined

  // The disk is full, gone or refused: the centre is told once, the candidate sees it in the save degrees.
  const store = safeStore(options.store, () =>
    act({ slot: null, type: 'note', body: { code: 'storage-failed' } }),
  )

  const set = (change: Partial<ExamState>): void => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }
  const again = (act: () => Promise<void>, ms = retryMs): void => {
    options.after(ms, () => {
      if (!disposed) void act()
    })
  }
  const messages = openMessages({ transport, path, again, show: (unread) => set({ messages: unread }) })
  const link = (up: boolean): void => {
    if ((state.saving.link === 'up') !== up) set({ saving: { ...state.saving, link: up ? 'up' : 'down' } })
  }
  const showSaving = (): void => {
    if (!sender) return
    const journal = sender.journal()
    const written = journal.nextSeq - 1
    set({
      saving: {
        ...state.saving,
        onMachine: store.durable && sender.keptThrough() >= written,
        // What was sent into a dead network is not on its way.
        onTheWay:
          journal.tail.length === 0 || (state.saving.link === 'up' && sender.sentThrough() >= written),
        atCentre: journal.tail.length === 0,
        unsent: journal.tail.length,
        durable: store.durable,
      },
    })
  }
  const heardTime = (outcome: { sentAt: number; receivedAt: number }, serverTime: string): void => {
    clock = observe(clock, {
      sentAt: outcome.sentAt,
      receivedAt: outcome.receivedAt,
      serverTime: Date.parse(serverTime),
    })
  }

  const lookIn = (ms: number): void => {
    cancelLook()
    cancelLook = options.after(ms, () => {
      if (!disposed) void look()
    })
  }

  /** What the centre said about time: one place, for the start, every receipt and the entrance. */
  const heardHold = (told: {
    deadline: string
    serverTime: string
    held: { until: string | null } | null
  }): Pick<ExamState, 'deadline' | 'held' | 'toldAt'> => ({
    deadline: Date.parse(told.deadline),
    held: told.held && { until: told.held.until === null ? null : Date.parse(told.held.until) },
    toldAt: Date.parse(told.serverTime),
  })

  /** Asks where the attempt stands and goes to the page that fits; never gives up asking. */
  const look = async (): Promise<void> => {
    cancelLook()
    const outcome = await transport.send<AttemptInfo>('GET', path)
    if (disposed) return
    if (outcome.kind === 'unreachable') {
      link(false)
      return lookIn(retryMs)
    }
    link(true)
    if (outcome.kind === 'refused') return refused(outcome)
    const info = outcome.value
    heardTime(outcome, info.serverTime)
    set({ info, ...heardHold(info), refusal: null, mustIdentify: false })
    if (info.submission) return finished(info)
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
    if (info.state === 'running') return enter(state.phase === 'shut')
    set({ phase: 'waiting' })
    if (info.held) lookIn(heldBeatMs)
  }

  const refused = (outcome: Extract<Outcome<never>, { kind: 'refused' }>): void => {
    if (outcome.status === 401) return set({ phase: 'identify', refusal: null })
    set({ phase: 'closed', refusal: { code: outcome.code, title: outcome.title } })
  }

  const finished = (info: AttemptInfo): void => {
    sender?.close()
    sender = null
    set({ phase: 'handed-in', info, submission: info.submission, finishing: null, mustIdentify: false })
  }

  /** Becomes the page that writes: a new epoch at the centre, with whatever this machine still holds taken over. */
  const enter = async (force: boolean): Promise<void> => {
    if (entering || disposed) return
    entering = true
    try {
      set({ phase: 'entering' })
      if ((await options.lock.hold(force)) === 'taken') return set({ phase: 'elsewhere' })
      const [machine, writer] = [await store.machine(), randomName()]
      const outcome = await transport.send<Granted>('POST', `${path}/start`, { machine, writer })
      if (disposed) return
      if (outcome.kind === 'unreachable') {
        link(false)
        return again(() => enter(true))
      }
      link(true)
      if (outcome.kind === 'refused')
        return outcome.status === 401 ? set({ phase: 'identify' }) : await turnedAway(outcome)
      heardTime(outcome, outcome.value.serverTime)
      await begin(outcome.value, machine, writer)
    } finally {
      entering = false
    }
  }

  /** The door was shut for a reason: handed in, over, not open. The entrance page says which. */
  const turnedAway = async (outcome: Extract<Outcome<never>, { kind: 'refused' }>): Promise<void> => {
    set({ refusal: { code: outcome.code, title: outcome.title } })
    const info = await transport.send<AttemptInfo>('GET', path)
    if (info.kind === 'unreachable') return lookIn(retryMs)
    if (info.kind === 'refused') return refused(info)
    heardTime(info, info.value.serverTime)
    if (info.value.submission) return finished(info.value)
    if (outcome.code === 'exam.moved') return set({ info: info.value, phase: 'moved', refusal: null })
    if (outcome.code === 'exam.shut' || outcome.code === 'exam.held') {
      const phase = outcome.code === 'exam.shut' ? 'shut' : 'waiting'
      set({ info: info.value, ...heardHold(info.value), phase, refusal: null })
      return lookIn(doorMs)
    }
    // Time is over and the centre is about to hand in what it has: ask until it has.
    if (outcome.code === 'exam.time-over') lookIn(retryMs)
    set({
      info: info.value,
      phase: info.value.state === 'ready' && info.value.phase !== 'cancelled' ? 'waiting' : 'closed',
    })
  }

  const begin = async (granted: Granted, machine: string, writer: string): Promise<void> => {
    sender?.close()
    const page = { attempt: attemptId, epoch: granted.epoch, machine, writer }
    // What the page before wrote last may still be on its way to the disk.
    await sender?.settled()
    const { events, closedThrough } = await store.kept(attemptId)
    const adopted = adopt(
      openJournal(page, granted, sha256),
      adoptable(granted, events, closedThrough),
      sha256,
    )
    await store.takeOver(attemptId, granted.epoch, adopted.events)
    answers = new Map(
      granted.answers.map(({ slot, options: chosen, seen, cleared, flagged }) => [
        slot,
        {
          seen,
          response: chosen && { options: chosen },
          cleared,
          flagged,
          answeredAt: before,
          flaggedAt: before,
        },
      ]),
    )
    for (const event of adopted.events) applyEvent(answers, granted.epoch, event)
    sender = openSender(adopted.journal, {
      transport,
      store,
      digest: sha256,
      after: options.after,
      answered: () => [...answers.values()].filter((slot) => slot.response).length,
      beatMs: () => (isHeld() ? heldBeatMs : beatMs),
      heard,
      changed: showSaving,
      closedHere: () => elsewhere(),
    })
    set({
      phase: 'writing',
      paper: granted.questions,
      answers: new Map(answers),
      ...heardHold(granted),
      refusal: null,
      mustIdentify: false,
      finishing: null,
    })
    if (adopted.journal.tail.length > 0) void sender.flush()
    // Back to where the candidate was: the last question seen.
    const lastSeen = granted.questions.findLastIndex(({ slot }) => answers.get(slot)?.seen)
    visit(state.current > 0 ? state.current : Math.max(0, lastSeen))
    showSaving()
    messages.hear(granted.messages)
  }
  /** What the centre told counts as older than anything this page does. */
  const before = { epoch: 0, seq: 0 }

  const heard = (outcome: Outcome<Appended>): void => {
    if (outcome.kind !== 'done') {
      link(false)
      if (
        outcome.kind === 'refused' &&
        (outcome.status === 401 || outcome.status === 404 || outcome.status === 403)
      )
        set({ mustIdentify: true })
      return
    }
    link(true)
    heardTime(outcome, outcome.value.serverTime)
    const wasHeld = isHeld()
    const told = heardHold(outcome.value)
    if (told.deadline !== state.deadline || told.held?.until !== state.held?.until || state.mustIdentify)
      set({ ...told, mustIdentify: false })
    // Handing in was under way when the room was held: the candidate is back at the questions when it goes on.
    if (isHeld() && !wasHeld && state.phase === 'finishing') set({ phase: 'writing', finishing: null })
    messages.hear(outcome.value.messages)
    for (const command of outcome.value.commands) {
      if (command.kind === 'submitted') void look()
      if (command.kind === 'fenced') elsewhere()
      if (command.kind === 'shut' || command.kind === 'moved') putOut(command.kind)
      if (command.kind === 'rejoin') void enter(true)
    }
  }

  const elsewhere = (): void => {
    sender?.close()
    sender = null
    if (state.phase !== 'handed-in') set({ phase: 'elsewhere', finishing: null })
  }

  /** An invigilator shut this page out or seated the candidate elsewhere. What is on this machine stays there. */
  const putOut = (why: 'shut' | 'moved'): void => {
    sender?.close()
    sender = null
    set({ phase: why, finishing: null })
    if (why === 'shut') return lookIn(doorMs)
    void whereTo()
  }

  /** Reads the new seat for the page that says so; the machine itself is not let in again. */
  const whereTo = async (): Promise<void> => {
    const outcome = await transport.send<AttemptInfo>('GET', path)
    if (disposed || state.phase !== 'moved') return
    if (outcome.kind === 'unreachable') return again(whereTo)
    if (outcome.kind === 'done') set({ info: outcome.value })
  }

  const isHeld = (): boolean => {
    const { held } = state
    if (!held) return false
    return held.until === null || !clock || serverNow(clock, options.mono()) < held.until
  }

  const act = (draft: Pick<Draft, 'slot' | 'type' | 'body'>): void => {
    if (!sender) return
    const event = sender.write({
      ...draft,
      mono: Math.max(0, Math.round(options.mono())),
      wall: Math.max(0, Math.round(options.wall())),
    })
    applyEvent(answers, sender.journal().page.epoch, event)
    set({ answers: new Map(answers) })
    showSaving()
  }

  const visit = (place: number): void => {
    const question = state.paper[place]
    if (!question) return
    set({ current: place })
    if (state.phase === 'writing' && !isHeld() && !answers.get(question.slot)?.seen)
      act({ slot: question.slot, type: 'navigate', body: {} })
  }

  const finish = (by: 'candidate' | 'time'): void => {
    if (!sender || state.phase !== 'writing' || isHeld()) return
    set({ phase: 'finishing', finishing: by })
    void handIn(sender, by)
  }

  /** Sends what is left, then hands in; asks again until there is a receipt or the centre says otherwise. */
  const handIn = async (current: Sender, by: 'candidate' | 'time'): Promise<void> => {
    const over = (): boolean => sender !== current || state.phase !== 'finishing' || disposed
    if (over()) return
    await current.flush()
    if (over()) return
    // Time was given meanwhile: the candidate goes on.
    if (by === 'time' && timeLeft() > 0) return set({ phase: 'writing', finishing: null })
    const { tail, page, nextSeq } = current.journal()
    if (tail.length > 0) return again(() => handIn(current, by), 1000)
    const outcome = await transport.send<ReplyOf<typeof submitAttempt>>('POST', `${path}/submit`, {
      epoch: page.epoch,
      seq: nextSeq - 1,
    })
    if (sender !== current) return
    if (outcome.kind === 'done') {
      sender.close()
      sender = null
      return set({ phase: 'handed-in', submission: outcome.value, finishing: null })
    }
    if (outcome.kind === 'refused') {
      if (outcome.code === 'exam.page-replaced' || outcome.code === 'exam.epoch-unknown') return elsewhere()
      if (outcome.code === 'exam.shut') return putOut('shut')
      if (outcome.code === 'exam.held') {
        set({ phase: 'writing', finishing: null })
        return current.hurry()
      }
      if (outcome.code === 'exam.answers-missing')
        await current.sendAgainFrom(Number(outcome.params['from'] ?? 1))
      if (outcome.status === 401 || outcome.status === 404) set({ mustIdentify: true })
    } else link(false)
    again(() => handIn(current, by))
  }

  const timeLeft = (): number =>
    clock && state.deadline !== null
      ? timeLeftAt(
          { deadline: state.deadline, toldAt: state.toldAt, held: state.held },
          serverNow(clock, options.mono()),
        )
      : Number.POSITIVE_INFINITY

  const tick = (): void => {
    if (disposed) return
    // The instant at which a held room goes on was announced: nobody needs to hear it again.
    if (state.held && !isHeld()) set({ held: null })
    if (state.phase === 'writing' && timeLeft() <= 0) finish('time')
    options.after(tickMs, tick)
  }

  void look()
  options.after(tickMs, tick)
  return {
    state: () => state,
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** Milliseconds until the deadline, or until the opening while waiting; infinite while no clock is known. */
    timeLeft,
    serverNow: () => (clock ? serverNow(clock, options.mono()) : null),
    start: () => enter(false),
    /** Goes on at this page although another has the exam. */
    continueHere: () => enter(true),
    choose(slot: string, chosen: readonly string[]): void {
      const standing = chosenOptions(answers.get(slot)?.response ?? null)
      if (
        state.phase !== 'writing' ||
        isHeld() ||
        (standing.length === chosen.length && standing.every((id, at) => id === chosen[at]))
      )
        return
      act({ slot, type: 'answer', body: { options: [...chosen] } })
    },
    flag(slot: string, on: boolean): void {
      if (state.phase === 'writing' && !isHeld()) act({ slot, type: 'flag', body: { on } })
    },
    visit,
    /** The candidate has read what is shown of the invigilator's messages. */
    haveRead(): void {
      const through = Math.max(0, ...state.messages.map(({ number }) => number))
      if (through === 0) return
      set({ messages: [] })
      void messages.confirm(through)
    },
    submit: (): void => finish('candidate'),
    /** Back from handing in while nothing has been handed in and time is left. */
    backToQuestions(): void {
      if (state.phase === 'finishing' && state.finishing === 'candidate' && timeLeft() > 0)
        set({ phase: 'writing', finishing: null })
    },
    /** A sign-in or ticket was given: look again, or go on sending. */
    identified(): void {
      set({ mustIdentify: false })
      if (sender) sender.hurry()
      else void look()
    },
    /** The network came back, the page became visible, the machine woke. */
    wake(): void {
      if (sender) sender.hurry()
      else if (['waiting', 'closed', 'shut', 'moved'].includes(state.phase)) void look()
    },
    /** Another tab of this browser took the exam: its lock is gone from here. */
    lostHere: (): void => elsewhere(),
    settled: (): Promise<void> => sender?.settled() ?? Promise.resolve(),
    dispose(): void {
      disposed = true
      cancelLook()
      sender?.close()
    },
  }
}

export type ExamSession = ReturnType<typeof examSession>
