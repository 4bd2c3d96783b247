import { Agent, request } from 'node:http'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { chosenOptions } from '../../src/kernel/exam-journal/answers.ts'
import { epochKeys } from '../../src/exam-client/epoch-key.ts'
import { examSession, type ExamSession } from '../../src/exam-client/exam-session.ts'
import { memoryStore } from '../../src/exam-client/machine-store.ts'
import { pageLock } from '../../src/exam-client/page-lock.ts'
import { httpTransport } from '../../src/exam-client/transport.ts'
import type { HallSeat } from './exam-hall.ts'

/** A hall full of candidates in one process, each with the exam client's own session: its protocol, waits and retries are those of the page. */
export interface SwarmOrder {
  readonly address: string
  readonly seats: readonly HallSeat[]
  /** Unix milliseconds. */
  readonly opensAt: number
  readonly handInAt: number
  /** Everybody starts, and hands in, within so many milliseconds. */
  readonly startSpreadMs: number
  readonly submitSpreadMs: number
  /** Mean of the time over one question. */
  readonly thinkMs: number
}

export interface SwarmReport {
  readonly prepared: number
  readonly startMs: number[]
  readonly ackMs: number[]
  readonly submitMs: number[]
  /** Requests that failed or were refused, by what became of them. */
  readonly faults: Record<string, number>
  readonly requests: number
  /** How late this process itself was (99 of 100 turns of its loop), by phase in milliseconds: part of every time told. */
  readonly lateMs: Record<string, number>
  /** What every candidate last answered, by attempt and slot, as the page shows it. */
  readonly answers: [string, Record<string, string>][]
}

process.once('message', async (order: SwarmOrder) => {
  process.send?.({ address: '' })
  process.send?.(await run(order))
})

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)))

const run = async (order: SwarmOrder): Promise<SwarmReport> => {
  const [startMs, ackMs, submitMs]: number[][] = [[], [], []]
  const faults: Record<string, number> = {}
  const count = { requests: 0, prepared: 0 }
  const fault = (what: string): void => {
    faults[what] = (faults[what] ?? 0) + 1
  }

  const ask = async (path: string, init: RequestInit): Promise<Response> => {
    count.requests += 1
    const carries = path.endsWith('/events') && !String(init.body).includes('"events":[]')
    const began = performance.now()
    try {
      const reply = await spoken(`${order.address}${path}`, init)
      if (carries && reply.ok) ackMs?.push(performance.now() - began)
      if (!reply.ok) fault(`${reply.status} ${path.split('/').at(-1)}`)
      return reply
    } catch (error) {
      fault(`${path.split('/').at(-1)}: ${(error as Error).message}`)
      throw error
    }
  }

  const open = (seat: HallSeat): ExamSession => {
    const speak = (key: string | null) => {
      const transport = httpTransport({ fetch: ask, mono: () => performance.now(), language: () => 'zh-CN' })
      transport.useSeatKey(key)
      return transport
    }
    return examSession({
      attemptId: seat.attemptId,
      transport: speak(seat.key),
      signing: epochKeys(crypto.subtle),
      sealed: { keys: speak('none'), random: Math.random, subtle: crypto.subtle },
      // Memory in place of a disk that keeps.
      store: { ...memoryStore(), durable: true },
      lock: pageLock(seat.attemptId, undefined, () => undefined),
      mono: () => performance.now(),
      wall: () => Date.now(),
      after(ms, act) {
        const timer = setTimeout(act, ms)
        return () => clearTimeout(timer)
      },
    })
  }

  const reaches = (session: ExamSession, phase: string, within: number): Promise<boolean> =>
    new Promise((resolve) => {
      if (session.state().phase === phase) return resolve(true)
      const stop = session.subscribe(() => {
        if (session.state().phase !== phase) return
        stop()
        clearTimeout(timer)
        resolve(true)
      })
      const timer = setTimeout(() => {
        stop()
        resolve(false)
      }, within)
    })

  const sit = async (seat: HallSeat): Promise<[string, Record<string, string>]> => {
    const now = Date.now()
    // Pages are opened over the time there is before the opening, not all in one moment.
    await pause(Math.random() * Math.max(0, order.opensAt - now - 15_000))
    const session = open(seat)
    await pause(order.opensAt - Date.now() + Math.random() * order.startSpreadMs)
    if (session.state().prepared) count.prepared += 1
    const pressed = performance.now()
    void session.start()
    if (await reaches(session, 'writing', 60_000)) startMs?.push(performance.now() - pressed)
    else fault('never started')
    await work(session, order)
    await pause(order.handInAt - Date.now() + Math.random() * order.submitSpreadMs)
    const answers = shown(session)
    const handed = performance.now()
    session.submit()
    if (await reaches(session, 'handed-in', 120_000)) submitMs?.push(performance.now() - handed)
    else fault('never handed in')
    session.dispose()
    return [seat.attemptId, answers]
  }

  const late = lateness(order)
  const answers = await Promise.all(order.seats.map(sit))
  return {
    ...count,
    lateMs: await late,
    startMs: startMs ?? [],
    ackMs: ackMs ?? [],
    submitMs: submitMs ?? [],
    faults,
    answers,
  }
}

/** Reads a question, answers it, sometimes thinks better of it or flags it, and goes on; round and round until it is time. */
const work = async (session: ExamSession, { handInAt, thinkMs }: SwarmOrder): Promise<void> => {
  for (let place = 0; session.state().phase === 'writing'; place += 1) {
    const think = -Math.log(1 - Math.random()) * thinkMs
    if (Date.now() + think >= handInAt) return
    const { paper } = session.state()
    const question = paper[place % paper.length]
    if (!question) return
    session.visit(place % paper.length)
    await pause(think)
    const pick = (): readonly string[] => {
      const option = question.options[Math.floor(Math.random() * question.options.length)]
      return option ? [option.id] : []
    }
    session.choose(question.slot, pick())
    if (Math.random() < 0.2) session.choose(question.slot, pick())
    if (Math.random() < 0.05) session.flag(question.slot, true)
  }
}

const lateness = async (order: SwarmOrder): Promise<Record<string, number>> => {
  const { opensAt, startSpreadMs, handInAt, submitSpreadMs } = order
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const lateMs: Record<string, number> = {}
  await pause(opensAt - Date.now())
  for (const [phase, ends] of [
    ['start', opensAt + startSpreadMs],
    ['writing', handInAt],
    ['handing in', handInAt + submitSpreadMs],
  ] as const) {
    delay.reset()
    await pause(ends - Date.now())
    lateMs[phase] = Math.round(delay.percentile(99) / 1e6)
  }
  delay.disable()
  return lateMs
}

const agent = new Agent({ keepAlive: true })

/** A request as a page makes it; `fetch` itself would take more of the machine than the centre does. */
const spoken = (url: string, { method, headers, body }: RequestInit): Promise<Response> =>
  new Promise((resolve, reject) => {
    const asked = request(url, { agent, method, headers: headers as Record<string, string> }, (reply) => {
      const parts: Buffer[] = []
      reply.on('data', (part: Buffer) => parts.push(part))
      reply.once('error', reject)
      reply.once('end', () => {
        const status = reply.statusCode ?? 0
        const ok = status >= 200 && status < 300
        // What the transport reads of a reply to `send`; these papers show no files.
        const read: Pick<Response, 'ok' | 'status' | 'text'> = {
          ok,
          status,
          text: async () => Buffer.concat(parts).toString(),
        }
        resolve(read as Response)
      })
    })
    asked.once('error', reject)
    asked.end(typeof body === 'string' ? body : undefined)
  })

const shown = (session: ExamSession): Record<string, string> =>
  Object.fromEntries(
    [...session.state().answers].flatMap(([slot, state]) =>
      state.response ? [[slot, chosenOptions(state.response).join()]] : [],
    ),
  )
