import type { Journal } from '../kernel/exam-journal/writer.ts'
import { sha256 } from '../kernel/sha256.ts'
import { openAnswering } from './answering.ts'
import { headSigner, type EpochKeys } from './epoch-key.ts'
import { opening, type AttemptInfo, type ExamState, type Granted } from './exam-state.ts'
import { heldBeatMs, openEntrance, retryMs, type LetIn } from './entrance.ts'
import { openHandingIn } from './handing-in.ts'
import { openHearing } from './hearing.ts'
import { openDelivery } from './left-over.ts'
import type { MachineStore } from './machine-store.ts'
import { openDrafts } from './drafts.ts'
import { openFiles } from './files.ts'
import { openMessages } from './messages.ts'
import type { PageLock } from './page-lock.ts'
import { preparedStart, type PreparedOptions } from './prepared-start.ts'
import { safeStore } from './safe-store.ts'
import { openSaving } from './saving.ts'
import { openSender, type Sender, type SenderOptions } from './sender.ts'
import { openSessionTime, toldTime } from './session-time.ts'
import { takeOver } from './take-over.ts'
import type { Transport } from './transport.ts'

export interface SessionOptions {
  readonly attemptId: string
  readonly transport: Transport
  readonly store: MachineStore
  readonly lock: PageLock
  /** Opens sealed papers and asks for their keys; without, every start is the ordinary one. */
  readonly sealed?: Pick<PreparedOptions, 'keys' | 'random'> & {
    readonly subtle: Pick<SubtleCrypto, 'importKey' | 'decrypt' | 'digest'> | undefined
  }
  /** What this page signs with: what it could not deliver in time counts by it. */
  readonly signing: EpochKeys
  readonly mono: () => number
  readonly wall: () => number
  /** Calls back after so many milliseconds; answers how to call it off. */
  readonly after: (ms: number, act: () => void) => () => void
}

const tickMs = 500
/** Signs of life while writing. */
const beatMs = 15_000

/**
 * One page at one attempt, from the entrance to the receipt. Knows no screen: screens read `state()` and call acts. No
 * failure of the network, of storage or of anything in between ends it; only the centre's own word does.
 */
export const examSession = (options: SessionOptions) => {
  const { attemptId, transport } = options
  const path = `/api/v1/attempts/${attemptId}`
  const listeners = new Set<() => void>()
  let state: ExamState = opening
  let sender: Sender | null = null
  const drafts = openDrafts(() => showSaving())
  let disposed = false

  const store = safeStore(options.store, () => tellOfDisk(), options.after)
  let toldOfDisk = false
  /** The disk is full, gone or refused: the candidate sees it, and the centre is told once, as soon as a page writes. */
  const tellOfDisk = (): void => {
    showSaving()
    if (toldOfDisk || store.durable || !sender) return
    toldOfDisk = true
    answering.note('storage-failed')
  }

  const set = (change: Partial<ExamState>): void => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }
  const time = openSessionTime(options.mono, () => state)
  const again = (act: () => Promise<void>, ms = retryMs): void => {
    options.after(ms, () => {
      if (!disposed) void act()
    })
  }
  const messages = openMessages({ transport, path, again, show: (unread) => set({ messages: unread }) })
  const files = openFiles({ transport, path, again, subtle: options.sealed?.subtle })
  const prepared =
    options.sealed &&
    preparedStart({
      ...options.sealed,
      files,
      signing: options.signing,
      attemptId,
      transport,
      store,
      after: options.after,
      changed: (ready) => set({ prepared: ready }),
      turnedAway({ code, title }) {
        if (state.phase === 'waiting') set({ phase: 'closed', refusal: { code, title } })
      },
    })
  const { link, show: showSaving } = openSaving({
    state: () => state,
    set,
    sender: () => sender,
    store,
    isTyping: () => drafts.isTyping(),
  })

  const answering = openAnswering({
    state: () => state,
    set,
    sender: () => sender,
    time,
    mono: options.mono,
    wall: options.wall,
    written: showSaving,
  })

  const finished = (info: AttemptInfo): void => {
    sender?.close()
    sender = null
    set({ phase: 'handed-in', info, submission: info.submission, finishing: null, mustIdentify: false })
  }

  const deliver = openDelivery({
    store,
    attemptId,
    signing: options.signing,
    handIn(journal, sign) {
      if (disposed) return
      sender?.close()
      sender = openWriter(journal, sign)
      set({ phase: 'writing', paper: [], refusal: null })
      finish('time')
    },
  })

  const openWriter = (journal: Journal, sign: SenderOptions['sign']): Sender =>
    openSender(journal, {
      transport,
      store,
      digest: sha256,
      after: options.after,
      sign,
      answered: answering.answered,
      beatMs: () => (time.isHeld() ? heldBeatMs : beatMs),
      heard,
      changed: showSaving,
      closedHere: () => elsewhere(),
    })

  const begin = async (granted: Granted, { machine, writer, key }: LetIn): Promise<void> => {
    sender?.close()
    const page = { attempt: attemptId, epoch: granted.epoch, machine, writer }
    // What the page before wrote last may still be on its way to the disk.
    await sender?.settled()
    const adopted = await takeOver(store, page, granted)
    answering.takeUp(adopted.answers)
    const kept = key && { epoch: granted.epoch, privateKey: key.privateKey, offset: time.offset() }
    if (kept) void store.keepKey(attemptId, kept)
    sender = openWriter(adopted.journal, headSigner(options.signing, page, kept, time.offset))
    set({
      phase: 'writing',
      paper: granted.questions,
      answers: answering.all(),
      ...toldTime(granted),
      refusal: null,
      mustIdentify: false,
      finishing: null,
    })
    if (adopted.journal.tail.length > 0) void sender.flush()
    // Back to where the candidate was: the last question seen.
    const lastSeen = granted.questions.findLastIndex(({ slot }) => answering.of(slot)?.seen)
    answering.visit(state.current > 0 ? state.current : Math.max(0, lastSeen))
    tellOfDisk()
    messages.hear(granted.messages)
    files.prefetch(granted.questions)
  }

  const heard = openHearing({
    state: () => state,
    set,
    time,
    link,
    hearMessages: messages.hear,
    remind: () => void prepared?.remind(),
    look: () => void entrance.look(),
    enterAgain: () => void entrance.enter(true),
    elsewhere: () => elsewhere(),
    putOut: (why) => putOut(why),
  })

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
    if (why === 'shut') return entrance.waitOutside()
    void entrance.whereTo()
  }

  const entrance = openEntrance({
    transport,
    path,
    store,
    lock: options.lock,
    time,
    prepared,
    state: () => state,
    set,
    after: options.after,
    again,
    gone: () => disposed,
    link,
    finished,
    signing: options.signing,
    deliver,
    async letIn(granted, page) {
      await begin(granted, page)
      if (page.tampered) answering.note('sealed-paper-refused')
    },
  })

  const { finish } = openHandingIn({
    transport,
    path,
    state: () => state,
    set,
    sender: () => (disposed ? null : sender),
    time,
    again,
    link,
    handedIn(submission) {
      sender?.close()
      sender = null
      set({ phase: 'handed-in', submission, finishing: null })
    },
    elsewhere: () => elsewhere(),
    shut: () => putOut('shut'),
  })

  const tick = (): void => {
    if (disposed) return
    // The instant at which a held room goes on was announced: nobody needs to hear it again.
    if (state.held && !time.isHeld()) set({ held: null })
    if (state.phase === 'writing' && time.left() <= 0) {
      answering.close(() => drafts.write())
      finish('time')
    }
    const left = state.phase === 'writing' ? time.left() : tickMs
    options.after(left > 0 ? Math.min(tickMs, left) : tickMs, tick)
  }

  showSaving()
  void entrance.look()
  options.after(tickMs, tick)
  return {
    state: () => state,
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** Milliseconds until the deadline, or until the opening while waiting; infinite while no clock is known. */
    timeLeft: time.left,
    serverNow: time.now,
    start: () => entrance.enter(false),
    /** Goes on at this page although another has the exam. */
    continueHere: () => entrance.enter(true),
    answer: answering.answer,
    /** An answer by options chosen. */
    choose: (slot: string, chosen: readonly string[]): void =>
      answering.answer(slot, { options: [...chosen] }),
    drafts: drafts.register,
    file: files.addressOf,
    flag: answering.flag,
    visit: answering.visit,
    /** The candidate has read what is shown of the invigilator's messages. */
    haveRead(): void {
      const through = Math.max(0, ...state.messages.map(({ number }) => number))
      if (through === 0) return
      set({ messages: [] })
      void messages.confirm(through)
    },
    submit(): void {
      drafts.write()
      finish('candidate')
    },
    /** Back from handing in while nothing has been handed in and time is left. */
    backToQuestions(): void {
      if (state.phase === 'finishing' && state.finishing === 'candidate' && time.left() > 0)
        set({ phase: 'writing', finishing: null })
    },
    /** A sign-in or ticket was given: look again, or go on sending. */
    identified(): void {
      set({ mustIdentify: false })
      if (sender) sender.hurry()
      else void entrance.look()
    },
    /** The network came back, the page became visible, the machine woke. */
    wake(): void {
      if (sender) sender.hurry()
      else if (['waiting', 'closed', 'shut', 'moved'].includes(state.phase)) void entrance.look()
    },
    /** Another tab of this browser took the exam: its lock is gone from here. */
    lostHere: (): void => elsewhere(),
    settled: (): Promise<void> => sender?.settled() ?? Promise.resolve(),
    dispose(): void {
      disposed = true
      prepared?.dispose()
      files.close()
      entrance.close()
      sender?.close()
    },
  }
}

export type ExamSession = ReturnType<typeof examSession>
