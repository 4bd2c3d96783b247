import { hash } from 'node:crypto'
import { chosenOptions, foldAnswers } from '../../src/kernel/exam-journal/answers.ts'
import type { JournalEvent } from '../../src/kernel/exam-journal/event.ts'
import { admit } from '../../src/areas/exams/domain/admission.ts'
import { ackedThrough, commandsFor } from '../../src/areas/exams/domain/append-reply.ts'
import { isSignedBy } from '../../src/areas/exams/app/head-signature.ts'
import type { SentHead } from '../../src/areas/exams/app/late-heads.ts'
import { noEvidence, type LoggedEvent } from '../../src/areas/exams/domain/lateness.ts'
import { effectiveEvents } from '../../src/areas/exams/domain/effective.ts'
import { freezeEpochs, grantEpoch, type KeptLog } from '../../src/areas/exams/domain/epochs.ts'
import { eventFault, type PaperSlots, placeOf } from '../../src/areas/exams/domain/responses.ts'
import { optionCount } from './histories.ts'
import { deadlineMinute, slots } from './journal-model.ts'
import { opensAt, type Centre } from './page-driver.ts'

const digest = (text: string): string => hash('sha256', text)
const optionTexts = ['ghost', ...Array.from({ length: optionCount }, (_, at) => `v${at}`)]
const options = optionTexts.map((text) => ({ id: text, text }))
const paper: PaperSlots = new Map(slots.map((slot) => [slot, placeOf({ kind: 'single', options })]))
const questions = slots.map((slot) => ({ slot, kind: 'single', stem: slot, points: '1', options }))
const minuteMs = 60_000
const deadline = opensAt + deadlineMinute * minuteMs

/**
 * The centre's own rules — admission, epochs, fences, replies — over two arrays in place of PostgreSQL, so that histories
 * by the ten thousand can be played against them.
 */
export const simulatedCentre = (): Centre & { freeze(): void } => {
  let log: KeptLog = { paperHash: 'paper', epochs: [], events: [], deadline, evidence: noEvidence }
  let now = opensAt
  let lastContact = opensAt
  let watchedSince = opensAt
  const keys = new Map<number, Buffer>()
  const times = () => ({
    serverTime: new Date(now).toISOString(),
    deadline: new Date(deadline).toISOString(),
    held: null,
    messages: 0,
  })

  const start = (body: { machine: string; writer: string; key: string }) => {
    const page = { attempt: 'a', machine: body.machine, writer: body.writer }
    const { fenced, opened, grant } = grantEpoch(log.epochs, page, log.paperHash, digest)
    const epochs = log.epochs.map((one) =>
      one.epoch === fenced?.epoch ? { ...one, fence: fenced.fence } : one,
    )
    log = { ...log, epochs: [...epochs, opened] }
    keys.set(opened.epoch, Buffer.from(body.key, 'base64'))
    lastContact = now
    const answers = [...foldAnswers(effectiveEvents(log, digest).events)].map(([slot, state]) => ({
      slot,
      seen: state.seen,
      options: state.response && [...chosenOptions(state.response)],
      cleared: state.cleared,
      flagged: state.flagged,
    }))
    return { ...times(), ...grant, attemptId: 'a', startedAt: times().serverTime, questions, answers }
  }

  const takeHead = (epoch: number, head: SentHead): void => {
    if (!isSignedBy(keys.get(epoch) ?? null, { attempt: 'a', epoch }, head))
      throw new Error('a page signs with a key of somebody else')
    const { heads } = log.evidence
    if (heads.some((one) => one.epoch === epoch && one.seq === head.seq)) return
    const observed = lastContact >= watchedSince ? lastContact : null
    const taken = { ...head, epoch, receivedAt: now, lastContact: observed }
    log = { ...log, evidence: { ...log.evidence, heads: [...heads, taken] } }
  }

  const append = (body: { epoch: number; events: readonly JournalEvent[]; head?: SentHead }) => {
    const epoch = log.epochs.find((one) => one.epoch === body.epoch)
    if (!epoch || body.events.some((event) => eventFault(event, paper) !== null))
      throw new Error('a page sends what no page can send')
    if (body.head && now > deadline) takeHead(epoch.epoch, body.head)
    lastContact = now
    const stored = new Map(
      log.events.filter((one) => one.epoch === epoch.epoch).map(({ event }) => [event.seq, event]),
    )
    const admission = body.events.length > 0 ? admit(epoch, stored, body.events, digest) : null
    if (admission) {
      const { highWater, head, reach } = admission
      const arrived: LoggedEvent[] = admission.append.map((event) => ({
        epoch: epoch.epoch,
        event,
        receivedAt: now,
      }))
      log = {
        ...log,
        events: [...log.events, ...arrived],
        epochs: log.epochs.map((one) => (one === epoch ? { ...one, highWater, head, reach } : one)),
      }
    }
    const standing = { currentEpoch: log.epochs.length, receipt: null, shut: false, leftMachine: null }
    return {
      ...times(),
      acked: ackedThrough(epoch, admission),
      commands: commandsFor(standing, epoch, admission),
    }
  }

  const info = () => ({
    ...times(),
    attemptId: 'a',
    phase: 'open',
    state: log.epochs.length > 0 ? 'running' : 'ready',
    shut: false,
    submission: null,
  })

  return {
    async ask(_node, method, path, body) {
      if (path.endsWith('/start')) return { status: 201, body: start(body as Parameters<typeof start>[0]) }
      if (path.endsWith('/events')) return { status: 200, body: append(body as Parameters<typeof append>[0]) }
      if (method === 'GET') return { status: 200, body: info() }
      throw new Error(`nobody asks for ${path} here`)
    },
    async journal() {
      const counting = foldAnswers(effectiveEvents(log, digest).events)
      return {
        epochs: log.epochs.map(({ fence, highWater }) => ({ fence, highWater })),
        answers: new Map(
          [...counting].flatMap(([slot, { response }]) =>
            response ? [[slot, chosenOptions(response).join()] as const] : [],
          ),
        ),
      }
    },
    passes(minute) {
      now = opensAt + minute * minuteMs
    },
    restarts() {
      watchedSince = now
    },
    freeze() {
      log = freezeEpochs(log)
    },
  }
}
