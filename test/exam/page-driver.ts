import { hash } from 'node:crypto'
import { chosenOptions } from '../../src/kernel/exam-journal/answers.ts'
import { chainStart, eventHash, type JournalEvent } from '../../src/kernel/exam-journal/event.ts'
import { epochKeys, headSigner, type EpochKeys, type PageKey } from '../../src/exam-client/epoch-key.ts'
import { examSession, type ExamSession } from '../../src/exam-client/exam-session.ts'
import { memoryStore, type MachineStore } from '../../src/exam-client/machine-store.ts'
import { pageLock } from '../../src/exam-client/page-lock.ts'
import type { Outcome } from '../../src/exam-client/transport.ts'
import { overMinute, setBackMinutes, slots, type Action, type View } from './journal-model.ts'

/** A centre, or one of several servers of it, as pages reach it: status and parsed reply. */
export interface Centre {
  ask(
    node: number,
    method: 'GET' | 'POST',
    path: string,
    body?: object,
  ): Promise<{ readonly status: number; readonly body: unknown }>
  /** Fences and high-water marks of all epochs, and what counts, by slot and option id. */
  journal(): Promise<{
    readonly epochs: View['epochs']
    readonly answers: ReadonlyMap<string, string>
  }>
  /** Sets its clock, so many minutes after the opening. */
  passes?(minute: number): void
  /** Starts it anew: it knows nothing of what it saw. */
  restarts?(): void
}

const digest = (text: string): string => hash('sha256', text)
const browserKeys = epochKeys(crypto.subtle)
/** When every driven exam opens, milliseconds of Unix time. */
export const opensAt = Date.parse('2026-11-22T01:00:00.000Z')

interface Sent {
  readonly path: string
  readonly body: object
  readonly page: number
  hear: ((outcome: Outcome<never>) => void) | null
  reply: Outcome<never> | null
}

interface DrivenPage {
  readonly session: ExamSession
  readonly machine: number
  epoch: number
  paperHash: string
  gone: boolean
  /** What it was let in with, for whoever changes it and goes on writing. */
  writer: string
  key: PageKey | null
  /** The newest act a changed page wrote. */
  overtime: JournalEvent | null
}

/** A monotonic clock that began a day before, so that a date may be set back behind it. */
const monoStart = 86_400_000

/**
 * Real pages — session, sender, machine's store — over a network whose every step is given from outside. No waiting page
 * acts by itself: what a timer would do is an action of the history.
 */
export const drivePages = (centre: Centre, attemptId: string) => {
  // Memory in place of a disk that keeps.
  const machines = ['machine-0', 'machine-1'].map((name) => ({ ...memoryStore(name), durable: true })) as [
    MachineStore,
    MachineStore,
  ]
  const pages: DrivenPage[] = []
  const sent: Sent[] = []
  const setBack = [0, 0]
  let minute = 0
  const mono = (): number => monoStart + minute * 60_000
  const wall = (machine: number): number => mono() - (setBack[machine] ?? 0) * setBackMinutes * 60_000
  let pending = 0
  let straight = false

  const ask = async (node: number, method: 'GET' | 'POST', path: string, body?: object) => {
    pending += 1
    try {
      const { status, body: value } = await centre.ask(node, method, path, body)
      const told =
        status < 300
          ? { kind: 'done', value, sentAt: mono(), receivedAt: mono() }
          : { kind: 'refused', status, title: '', params: {}, ...(value as { code: string }) }
      return told as Outcome<never>
    } finally {
      pending -= 1
    }
  }

  const settle = async (): Promise<void> => {
    do await new Promise((resolve) => setImmediate(resolve))
    while (pending > 0)
  }

  const pends = async <T>(work: Promise<T>): Promise<T> => {
    pending += 1
    return work.finally(() => {
      pending -= 1
    })
  }
  const signing: EpochKeys = {
    create: () => pends(browserKeys.create()),
    sign: (key, text) => pends(browserKeys.sign(key, text)),
  }

  const openPage = (machine: number, dies: boolean): DrivenPage => {
    const at = pages.length
    let made: PageKey | null = null
    const session = examSession({
      attemptId,
      signing: {
        ...signing,
        async create() {
          made = await signing.create()
          return made
        },
      },
      transport: {
        useSeatKey: () => undefined,
        file: () => Promise.resolve(null),
        async send<T>(method: 'GET' | 'POST', path: string, body?: object): Promise<Outcome<T>> {
          if (path.endsWith('/events') && !straight)
            return new Promise((hear) => {
              sent.push({ path, body: body ?? {}, page: at, hear: hear as Sent['hear'], reply: null })
            })
          const outcome = await ask(0, method, path, body)
          if (path.endsWith('/start')) {
            if (dies) return new Promise(() => undefined)
            const page = pages[at]
            if (page && outcome.kind === 'done') {
              const { epoch, paperHash } = outcome.value as { epoch: number; paperHash: string }
              Object.assign(page, { epoch, paperHash })
              page.writer = (body as { writer: string }).writer
              page.key = made
            }
          }
          return outcome
        },
      },
      store: machines[machine] ?? machines[0],
      lock: pageLock(attemptId, undefined, () => undefined),
      mono,
      wall: () => wall(machine),
      after: () => () => undefined,
    })
    const page: DrivenPage = {
      session,
      machine,
      epoch: 0,
      paperHash: '',
      gone: dies,
      writer: '',
      key: null,
      overtime: null,
    }
    pages.push(page)
    return page
  }

  const questionAt = (page: DrivenPage, slot: string) => {
    const question = page.session.state().paper[slots.indexOf(slot as 'q1')]
    if (!question) throw new Error(`no question ${slot}`)
    return question
  }

  /** Written by nobody who was let in: the numbers go on from what stands on the machine, the writer is another. */
  const forge = async (action: Extract<Action, { kind: 'ghost' }>): Promise<JournalEvent> => {
    const page = pages[action.page] as DrivenPage
    const { events } = await (machines[page.machine] ?? machines[0]).kept(attemptId)
    const before = events.find(({ epoch, event }) => epoch === action.epoch && event.seq === action.seq - 1)
    const question = questionAt(
      pages.find(({ session }) => session.state().paper.length > 0) ?? page,
      action.slot,
    )
    const open: Omit<JournalEvent, 'hash'> = {
      seq: action.seq,
      slot: question.slot,
      type: 'answer',
      body: { options: [question.options.find(({ text }) => text === 'ghost')?.id ?? ''] },
      mono: 0,
      wall: 0,
      origin: null,
      prev: before?.event.hash ?? '0'.repeat(64),
    }
    const writer = {
      attempt: attemptId,
      epoch: action.epoch,
      machine: `machine-${page.machine}`,
      writer: 'ghost',
    }
    return { ...open, hash: eventHash(writer, open, digest) }
  }

  /** What a changed page writes after the end: in its own chain, signed with its own key, with its machine's date set back. */
  const overtime = async (action: Extract<Action, { kind: 'overtime' }>): Promise<object> => {
    const page = pages[action.page] as DrivenPage
    const { events } = await (machines[page.machine] ?? machines[0]).kept(attemptId)
    const own = events.filter(({ epoch }) => epoch === page.epoch).map(({ event }) => event)
    const before = page.overtime ?? own.find(({ seq }) => seq === action.seq - 1)
    const question = questionAt(page, action.slot)
    const { epoch, machine, writer, paperHash } = page
    const named = { attempt: attemptId, epoch, machine: `machine-${machine}`, writer }
    const open: Omit<JournalEvent, 'hash'> = {
      seq: action.seq,
      slot: question.slot,
      type: 'answer',
      body: { options: [question.options.find(({ text }) => text === 'ghost')?.id ?? ''] },
      mono: mono(),
      wall: mono() - setBackMinutes * 60_000,
      origin: null,
      prev: before?.hash ?? chainStart(named, paperHash, digest),
    }
    const event = { ...open, hash: eventHash(named, open, digest) }
    page.overtime = event
    const key = page.key && { ...page.key, epoch, offset: opensAt - monoStart }
    return {
      epoch,
      events: [event],
      head: await headSigner(signing, named, key, () => key?.offset ?? null)(event),
    }
  }

  const message = (at: number): Sent => {
    const found = sent[at]
    if (!found) throw new Error(`no page has sent request ${at}`)
    return found
  }
  const hear = (one: Sent, outcome: Outcome<never>): void => {
    one.hear?.(outcome)
    Object.assign(one, { hear: null, reply: null })
  }
  const unreachable = { kind: 'unreachable', title: null, status: null, restMs: 0 } as const

  const does = async (action: Action): Promise<void> => {
    switch (action.kind) {
      case 'type': {
        const page = pages[action.page] as DrivenPage
        if (page.gone || page.session.state().phase !== 'writing') return
        const question = questionAt(page, action.slot)
        const option = question.options.find(({ text }) => text === action.value)
        return page.session.choose(question.slot, [option?.id ?? ''])
      }
      case 'flush': {
        const page = pages[action.page] as DrivenPage
        if (!page.gone) page.session.wake()
        return
      }
      case 'arrive': {
        const one = message(action.message)
        const reply = await ask(action.node, 'POST', one.path, one.body)
        if (one.hear) one.reply = reply
        return
      }
      case 'reply': {
        const one = message(action.message)
        return hear(one, one.reply ?? unreachable)
      }
      case 'lose':
      case 'timeout':
        return hear(message(action.message), unreachable)
      case 'burst': {
        const all = action.messages.map(message)
        await Promise.all(all.map((one, at) => ask(at % 2, 'POST', one.path, one.body)))
        for (const one of all) hear(one, unreachable)
        return
      }
      case 'open': {
        const before = pages[action.from]
        if (action.leaves && before) {
          before.session.dispose()
          before.gone = true
        }
        const page = openPage(action.machine, action.dies)
        await settle()
        // The first page of an attempt waits at the entrance; later ones go on by themselves.
        if (page.session.state().phase === 'waiting') void page.session.start()
        return
      }
      case 'pass':
      case 'over':
        minute = action.kind === 'over' ? overMinute : minute + 1
        centre.passes?.(minute)
        return
      case 'restart':
        centre.restarts?.()
        return
      case 'setBack':
        setBack[action.machine] = (setBack[action.machine] ?? 0) + 1
        return
      case 'overtime': {
        const body = await overtime(action)
        const path = `/api/v1/attempts/${attemptId}/events`
        sent.push({ path, body, page: action.page, hear: null, reply: null })
        return
      }
      case 'resume':
        void (pages[action.page] as DrivenPage).session.continueHere()
        return
      case 'ghost': {
        const event = await forge(action)
        sent.push({
          path: `/api/v1/attempts/${attemptId}/events`,
          body: { epoch: action.epoch, events: [event] },
          page: action.page,
          hear: null,
          reply: null,
        })
      }
    }
  }

  return {
    async does(action: Action): Promise<void> {
      await does(action)
      await settle()
    },
    settle,
    /** From now on requests go straight through: what nobody heard yet is heard as lost. */
    async heal(): Promise<void> {
      straight = true
      for (const one of sent) hear(one, unreachable)
      await settle()
    },
    session: (at: number): ExamSession => (pages[at] as DrivenPage).session,
    async view(): Promise<View> {
      const { epochs, answers } = await centre.journal()
      const reader = pages.find(({ session }) => session.state().paper.length > 0)
      const paper = reader?.session.state().paper ?? []
      const named = (given: Iterable<readonly [string, string]>): Record<string, string> =>
        Object.fromEntries(
          [...given]
            .map(([slot, option]) => {
              const at = paper.findIndex((question) => question.slot === slot)
              const text = paper[at]?.options.find(({ id }) => id === option)?.text ?? option
              return [slots[at] ?? slot, text] as const
            })
            .toSorted(),
        )
      return {
        epochs,
        answers: named(answers),
        pages: pages.map(({ session, gone, epoch }) => {
          const state = session.state()
          if (gone || state.phase !== 'writing') return null
          const shown = [...state.answers].flatMap(([slot, { response }]) =>
            response ? [[slot, chosenOptions(response).join()] as const] : [],
          )
          return { epoch, unsent: state.saving.unsent, shown: named(shown) }
        }),
      }
    },
    dispose(): void {
      for (const { session } of pages) session.dispose()
    },
  }
}
