import { createHash, hash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Actor } from '../../../access/index.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command, query } from '../../../platform/perform.ts'
import type { IdentityVault } from '../../../platform/ports/ports.ts'
import type { Services } from '../../../platform/services.ts'
import { seatTaken, ticketRenewed } from '../events.ts'
import {
  countTicketUp,
  findSeat,
  findTicket,
  insertSeatKey,
  listTicketRows,
  sittingOfAttempt,
  type TicketRow,
} from '../store/candidates.ts'
import { findSitting, ownersOfSitting } from '../store/sittings.ts'

const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * The entry code of a ticket: 40 bits made from the installation's key, the candidate and the issue. Nothing of it is
 * stored; counting the issue up makes it worthless.
 */
const codeOf = (vault: IdentityVault, ticket: Pick<TicketRow, 'candidateId' | 'ticketIssue'>): string => {
  const made = Buffer.from(
    vault.fingerprint('exam-ticket', `${ticket.candidateId}:${ticket.ticketIssue}`),
    'hex',
  )
  const code = Array.from(made.subarray(0, 8), (byte) => letters[byte % letters.length]).join('')
  return `${code.slice(0, 4)}-${code.slice(4)}`
}

const plain = (typed: string): string => typed.toUpperCase().replace(/[^0-9A-Z]/g, '')

const sameCode = (typed: string, code: string): boolean => {
  const [a, b] = [plain(typed), plain(code)].map((text) => createHash('sha256').update(text).digest()) as [
    Buffer,
    Buffer,
  ]
  return timingSafeEqual(a, b)
}

/** Everybody's ticket with its code, by room and seat, for printing and handing out. */
export const listTickets = query({
  name: 'exams.listTickets',
  action: 'exam.invigilate',
  async load(reading, input: { sittingId: string }) {
    const sitting = await findSitting(reading.tx, input.sittingId)
    return sitting ? { owners: await ownersOfSitting(reading.tx, sitting) } : undefined
  },
  async reply(reading, input) {
    const rows = await listTicketRows(reading.tx, input.sittingId)
    return {
      items: rows.map((row) => ({
        attemptId: row.attemptId,
        personId: row.personId,
        name: row.name,
        ticketNumber: row.ticketNumber,
        code: codeOf(reading.ports.vault, row),
        room: row.room,
        seat: row.seat,
      })),
    }
  },
})

/** A lost or seen code: the old one stops working, and so do seats opened with it. */
export const renewTicket = command({
  name: 'exams.renewTicket',
  action: 'exam.invigilate',
  async load(unit, input: { attemptId: string }) {
    const sittingId = await sittingOfAttempt(unit.tx, input.attemptId)
    const sitting = sittingId ? await findSitting(unit.tx, sittingId) : undefined
    return sitting ? { owners: await ownersOfSitting(unit.tx, sitting), sitting } : undefined
  },
  async run(unit, input, { sitting }) {
    await countTicketUp(unit.tx, input.attemptId)
    forgetSeats(input.attemptId)
    await unit.emit(ticketRenewed(input.attemptId, { sitting: sitting.id }))
    return ok({})
  },
})

const keyHash = (key: string): Buffer => hash('sha256', key, 'buffer')

/** Opens a seat with a ticket: number and code give a key for this attempt and nothing else. No slow hash, for a full hall at once. */
export const enterWithTicket = command({
  name: 'exams.enterWithTicket',
  action: 'exam.enter',
  async load(unit, input: { ticketNumber: string; code: string }) {
    const ticket = await findTicket(unit.tx, plain(input.ticketNumber))
    return {
      owners: {},
      ticket: ticket && sameCode(input.code, codeOf(unit.ports.vault, ticket)) ? ticket : undefined,
    }
  },
  async run(unit, _input, { ticket }) {
    if (!ticket) return refuse('exam.ticket-refused')
    const key = randomBytes(32).toString('base64url')
    await insertSeatKey(unit.tx, keyHash(key), ticket.attemptId, unit.now)
    await unit.emit(seatTaken(ticket.attemptId, { sitting: ticket.sittingId }))
    return ok({ attemptId: ticket.attemptId, key })
  },
})

/** Seats that asked lately: a key is looked up once in ten seconds, and a hall sends many batches in that time. */
const lately = new Map<string, { readonly seat: FoundSeat; readonly until: number }>()
const latelyMs = 10_000
const mostLately = 50_000
type FoundSeat = NonNullable<Awaited<ReturnType<typeof findSeat>>>

const seatOf = async (services: Services, key: string): Promise<FoundSeat | undefined> => {
  const place = hash('sha256', key)
  const known = lately.get(place)
  if (known && known.until > Date.now()) return known.seat
  const seat = await findSeat(services.db, Buffer.from(place, 'hex'))
  lately.delete(place)
  if (seat) lately.set(place, { seat, until: Date.now() + latelyMs })
  const [oldest] = lately.keys()
  if (lately.size > mostLately && oldest !== undefined) lately.delete(oldest)
  return seat
}

/** A key of this attempt may have stopped working: here at once, in other processes within ten seconds. */
const forgetSeats = (attemptId: string): void => {
  for (const [place, { seat }] of lately) if (seat.attemptId === attemptId) lately.delete(place)
}

/** Who a seat's key speaks for: its candidate, at its attempt only; undefined for a key that opens nothing here. */
export const actorOfSeat = async (
  services: Services,
  key: string,
  attemptId: string,
): Promise<Actor | undefined> => {
  const seat = await seatOf(services, key)
  if (seat?.attemptId !== attemptId) return undefined
  return {
    kind: 'account',
    accountId: null,
    personId: seat.personId,
    roles: [{ role: 'professional', organisationId: null }],
  }
}
