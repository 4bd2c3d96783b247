import type { AttemptInfo, Granted, Submission } from './exam-state.ts'
import { practiceQuestions } from './practice-questions.ts'
import type { Transport } from './transport.ts'

export const practiceAttempt = '00000000-0000-0000-0000-000000000000'

const minutes = 15

/**
 * A centre inside the page, for practice: it answers as the real one does and keeps nothing. Nothing leaves the machine,
 * and nothing of it can come into a result.
 */
export const practiceCentre = (language: 'zh' | 'en', now: () => number): Transport => {
  const questions = practiceQuestions(language)
  const title = { title: '模拟练习', titleEn: 'Practice' }
  const candidate = { name: language === 'zh' ? '练习' : 'Practice', ticketNumber: '0' }
  const opened = now()
  const iso = (ms: number): string => new Date(ms).toISOString()
  const closes = opened + 3_600_000
  const state: { started: number | null; epoch: number; submission: Submission | null } = {
    started: null,
    epoch: 0,
    submission: null,
  }
  const answered = new Set<string>()
  const deadline = (): string => iso((state.started ?? now()) + minutes * 60_000)
  const marks = questions.reduce((sum, { points }) => sum + Number(points), 0)

  const info = (): AttemptInfo => ({
    attemptId: practiceAttempt,
    ...title,
    candidate,
    siteName: null,
    siteNameEn: null,
    roomName: null,
    seat: null,
    shut: false,
    held: null,
    questions: questions.length,
    maximum: String(marks),
    passMark: { numerator: 60, denominator: 100 },
    durationMinutes: minutes,
    opensAt: iso(opened),
    entryUntil: iso(closes),
    closesAt: iso(closes),
    phase: 'open',
    state: state.submission ? 'submitted' : state.started === null ? 'ready' : 'running',
    deadline: deadline(),
    serverTime: iso(now()),
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    submission: state.submission,
  })

  const start = (): Granted => {
    state.started ??= now()
    state.epoch += 1
    return {
      attemptId: practiceAttempt,
      epoch: state.epoch,
      paperHash: '0'.repeat(64),
      ownEpochs: [],
      startedAt: iso(state.started),
      deadline: deadline(),
      held: null,
      messages: 0,
      serverTime: iso(now()),
      ...title,
      candidate,
      questions,
      answers: [],
    }
  }

  const append = (body: { events?: readonly { seq: number; slot: string | null; type: string }[] }) => {
    for (const { slot, type } of body.events ?? []) if (slot && type === 'answer') answered.add(slot)
    return {
      acked: Math.max(0, ...(body.events ?? []).map(({ seq }) => seq)),
      serverTime: iso(now()),
      deadline: deadline(),
      held: null,
      messages: 0,
      commands: [],
    }
  }

  const submit = (): Submission => {
    state.submission ??= {
      receipt: 'PRAC-TICE-0000',
      submittedAt: iso(now()),
      by: 'candidate',
      answered: answered.size,
      questions: questions.length,
    }
    return state.submission
  }

  return {
    useSeatKey: () => undefined,
    file: async () => null,
    async send<T>(_method: 'GET' | 'POST', path: string, body?: object) {
      const at = performance.now()
      const reply: unknown = path.endsWith('/start')
        ? start()
        : path.endsWith('/events')
          ? append(body ?? {})
          : path.endsWith('/submit')
            ? submit()
            : info()
      return { kind: 'done', value: reply as T, sentAt: at, receivedAt: at }
    },
  }
}
