import { sql } from 'kysely'
import { moveSeat } from '../../src/areas/exams/app/seat-acts.ts'
import { listTickets } from '../../src/areas/exams/app/tickets.ts'
import { newId } from '../../src/kernel/id.ts'
import type { Services } from '../../src/platform/services.ts'
import type { BenchHouse } from './bench-house.ts'
import { drain, writeAt, writeBacklogs } from './exam-backlog.ts'
import { openHall, value, type Hall } from './exam-hall.ts'
import { percentile, rounded, type Measured } from './report.ts'

/** Seats moved one after the other. */
const moves = 30

/** The server's part of moving a seat; the invigilator's clicks are counted in the browser. */
export const moveRun = async (house: BenchHouse, address: string): Promise<Measured[]> => {
  const { services } = house.composed
  const hall = await openHall(services, moves)
  for (const one of await writeBacklogs(services, hall.seats, 3, 3)) await drain(address, one)
  const took = (await moveSeats(services, address, hall)).toSorted((a, b) => a - b)
  return [
    {
      metric: 'move.maxms',
      value: rounded(took.at(-1) ?? 0),
      unit: 'ms',
      target: '<= 180000 ms (3 minutes), people apart',
      n: took.length,
      p50: rounded(percentile(took, 0.5)),
      p99: rounded(percentile(took, 0.99)),
      conditions:
        'a candidate who writes: from the act that moves the seat over ticket and start at the new machine to the receipt of its first answer, one after the other',
    },
  ]
}

/**
 * Moves every seat of a hall under way, one after the other: the invigilator's act, then at the new machine the ticket, the
 * start, and the first answer until its receipt. Gives the milliseconds of each.
 */
const moveSeats = async (services: Services, address: string, hall: Hall): Promise<number[]> => {
  const roomId = newId()
  const organisationId = hall.office.roles[0]?.organisationId ?? null
  await sql`insert into room (id, organisation_id, name, seats) values (${roomId}, ${organisationId}, ${`room ${roomId}`}, ${hall.seats.length})`.execute(
    services.db,
  )
  const by = () => ({ actor: hall.office, requestId: newId() })
  const { items } = value(
    await services.ask(listTickets, { sittingId: hall.sittingId }, by()),
    'listing tickets',
  )
  const tookMs: number[] = []
  for (const [at, { attemptId, ticketNumber, code }] of items.entries()) {
    const post = postTo(address)
    const began = performance.now()
    value(
      await services.perform(
        moveSeat,
        { sittingId: hall.sittingId, attemptId, roomId, seat: at + 1, reason: '设备故障' },
        by(),
      ),
      'moving a seat',
    )
    const { key } = (await post('/api/v1/exam-entries', { ticketNumber, code })) as { key: string }
    const page = { attempt: attemptId, epoch: 0, machine: newId(), writer: newId() }
    const started = await post(
      `/api/v1/attempts/${attemptId}/start`,
      { machine: page.machine, writer: page.writer },
      { 'x-exam-key': key },
    )
    const seat = { attemptId, personId: '', key }
    await drain(address, { seat, bodies: writeAt(page, started as Parameters<typeof writeAt>[1], 1, 1) })
    tookMs.push(performance.now() - began)
  }
  return tookMs
}

const postTo =
  (address: string) =>
  async (path: string, body: object, headers: Record<string, string> = {}): Promise<unknown> => {
    const reply = await fetch(`${address}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`)
    return reply.json()
  }
