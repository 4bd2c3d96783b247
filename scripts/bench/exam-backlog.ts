import { hash } from 'node:crypto'
import { startAttempt } from '../../src/areas/exams/app/start-attempt.ts'
import type { Page } from '../../src/kernel/exam-journal/event.ts'
import { openJournal, write, type Grant } from '../../src/kernel/exam-journal/writer.ts'
import { newId } from '../../src/kernel/id.ts'
import type { Services } from '../../src/platform/services.ts'
import type { HallSeat } from './exam-hall.ts'
import { preparedPost, sendPrepared } from './prepared-requests.ts'
import { percentile, rounded } from './report.ts'

const digest = (text: string): string => hash('sha256', text)

/** A seat that was let in, with what it wrote while nobody heard it: request bodies in order. */
export interface Backlog {
  readonly seat: HallSeat
  readonly bodies: readonly string[]
}

/** Lets seats in and writes so many events at each, in requests of so many. */
export const writeBacklogs = async (
  services: Services,
  seats: readonly HallSeat[],
  events: number,
  perRequest: number,
): Promise<Backlog[]> => {
  const backlogs: Backlog[] = []
  for (const seat of seats) {
    const page = { attempt: seat.attemptId, epoch: 0, machine: newId(), writer: newId() }
    const actor = {
      kind: 'account',
      accountId: null,
      personId: seat.personId,
      roles: [{ role: 'professional', organisationId: null }],
    } as const
    const started = await services.perform(
      startAttempt,
      { attemptId: seat.attemptId, machine: page.machine, writer: page.writer },
      { actor, requestId: newId() },
    )
    if (!started.ok) throw new Error(`starting: ${started.code}`)
    backlogs.push({ seat, bodies: writeAt(page, started.value, events, perRequest) })
  }
  return backlogs
}

/** What a page that was let in writes: so many answers, in requests of so many. */
export const writeAt = (
  page: Page,
  started: Grant & { readonly questions: readonly { slot: string; options: readonly { id: string }[] }[] },
  events: number,
  perRequest: number,
): string[] => {
  const { questions, epoch } = started
  let journal = openJournal(page, started, digest)
  const written = Array.from({ length: events }, (_, at) => {
    const question = questions[at % questions.length]
    const option = question?.options[at % (question.options.length || 1)]
    const made = write(
      { ...journal, tail: [] },
      {
        slot: question?.slot ?? '',
        type: 'answer',
        body: { options: option ? [option.id] : [] },
        mono: at * 1000,
        wall: Date.now(),
      },
      digest,
    )
    journal = made.journal
    return made.event
  })
  return Array.from({ length: Math.ceil(events / perRequest) }, (_, at) =>
    JSON.stringify({ epoch, events: written.slice(at * perRequest, (at + 1) * perRequest) }),
  )
}

export interface Saturated {
  readonly rps: number
  readonly p50: number
  readonly p99: number
  readonly n: number
}

/** Sends the requests of all seats in turn as fast as they are answered, for so many seconds. Each is sent once. */
export const saturate = async (
  address: string,
  requests: readonly Buffer[],
  from: { at: number },
  connections: number,
  seconds: number,
): Promise<Saturated> => {
  const { n, tookMs, refused, ...ran } = await sendPrepared(
    address,
    connections,
    performance.now() + seconds * 1000,
    () => {
      const request = requests[from.at]
      if (!request) throw new Error('too few events were prepared')
      from.at += 1
      return request
    },
  )
  if (Object.keys(refused).length > 0) throw new Error(`append: refused ${JSON.stringify(refused)}`)
  const sorted = tookMs.toSorted((a, b) => a - b)
  return {
    rps: Math.round(n / ran.seconds),
    p50: rounded(percentile(sorted, 0.5), 2),
    p99: rounded(percentile(sorted, 0.99), 2),
    n,
  }
}

/** The requests of many seats, the first of each, then the second of each, … */
export const inTurns = (backlogs: readonly Backlog[]): Buffer[] =>
  (backlogs[0]?.bodies ?? []).flatMap((_, at) =>
    backlogs.map(({ seat, bodies }) =>
      preparedPost(
        `/api/v1/attempts/${seat.attemptId}/events`,
        { 'x-exam-key': seat.key },
        bodies[at] as string,
      ),
    ),
  )

/** One request of a seat after the other until all it kept has arrived; gives how long each took. */
export const drain = async (address: string, { seat, bodies }: Backlog): Promise<number[]> => {
  const took: number[] = []
  for (const body of bodies) {
    const began = performance.now()
    const reply = await fetch(`${address}/api/v1/attempts/${seat.attemptId}/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-exam-key': seat.key },
      body,
    })
    if (!reply.ok) throw new Error(`draining: ${reply.status} ${await reply.text()}`)
    await reply.arrayBuffer()
    took.push(performance.now() - began)
  }
  return took
}
