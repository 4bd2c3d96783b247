import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command, type Unit } from '../../../platform/perform.ts'
import { actHash } from '../domain/console-trail.ts'
import { incidentNoted, messageSent, seatMoved, seatsAdmitted, seatShut } from '../events.ts'
import {
  countMessagesUp,
  insertAct,
  setSeat,
  setShut,
  type ActToWrite,
  type IncidentCode,
  type Place,
} from '../store/acts.ts'
import type { AttemptRow } from '../store/attempts.ts'
import { digest } from './digest.ts'
import { roomsById } from '../store/rooms.ts'
import { submitAll } from './freeze-attempt.ts'
import { loadReach, scopeOf, type Reach } from './reach.ts'
import { stopPage } from './fence-page.ts'

/** What the event of an act tells of its row. */
interface Written {
  readonly act: string
  readonly hash: string
}

const writeAct = async (
  unit: Unit,
  input: Reach,
  act: Pick<ActToWrite, 'kind' | 'note'> & Partial<Pick<ActToWrite, 'code' | 'facts'>>,
  seats: readonly { attemptId: string; number?: number }[],
): Promise<Written> => {
  const id = newId()
  const row: ActToWrite = {
    id,
    sittingId: input.sittingId,
    scope: scopeOf(input),
    code: act.code ?? null,
    facts: act.facts ?? {},
    kind: act.kind,
    note: act.note,
    madeBy: unit.actor.accountId,
  }
  await insertAct(unit.tx, row, seats, unit.now)
  const attempts = seats.map(({ attemptId }) => attemptId)
  return { act: id, hash: actHash({ ...row, madeAt: unit.now, attempts }, digest) }
}

const seatsOf = (attempts: readonly AttemptRow[]): { attemptId: string }[] =>
  attempts.map(({ id }) => ({ attemptId: id }))

/** Lets candidates in, or in again after they were shut out, a whole room in one act; says whether their papers were seen. */
export const admitSeats = command({
  name: 'exams.admitSeats',
  action: 'exam.invigilate',
  load: (unit, input: Reach & { identitySeen: boolean; note?: string | undefined }) => loadReach(unit, input),
  async run(unit, input, { sitting, attempts }) {
    if (sitting.cancelledAt) return refuse('exam.cancelled')
    const open = attempts.filter((one) => !one.submission)
    if (open.length === 0) return refuse('exam.act-nobody')
    const act = await writeAct(
      unit,
      input,
      { kind: 'admit', note: input.note ?? '', facts: { identitySeen: input.identitySeen } },
      seatsOf(open),
    )
    await setShut(
      unit.tx,
      open.map(({ id }) => id),
      false,
    )
    await unit.emit(
      seatsAdmitted(sitting.id, {
        ...act,
        attempts: open.map(({ id }) => id),
        identitySeen: input.identitySeen,
      }),
    )
    return ok({ actId: act.act, seats: open.length })
  },
})

/** What their pages send from here on does not count, and no page is let in until somebody admits the candidate. */
export const fenceSeats = command({
  name: 'exams.fenceSeats',
  action: 'exam.invigilate',
  load: (unit, input: Reach & { attemptIds: readonly string[]; reason: string }) => loadReach(unit, input),
  async run(unit, input, { sitting, attempts }) {
    if (sitting.cancelledAt) return refuse('exam.cancelled')
    const open = attempts.filter((one) => !one.submission)
    if (open.length === 0) return refuse('exam.act-nobody')
    const act = await writeAct(unit, input, { kind: 'fence', note: input.reason }, seatsOf(open))
    for (const one of open) await stopPage(unit, one)
    await setShut(
      unit.tx,
      open.map(({ id }) => id),
      true,
    )
    await unit.emit(
      seatShut(sitting.id, { ...act, attempts: open.map(({ id }) => id), reason: input.reason }),
    )
    return ok({ actId: act.act, seats: open.length })
  },
})

/** Seats one candidate elsewhere: the machine left behind is shut out for good, any other is let in at once. */
export const moveSeat = command({
  name: 'exams.moveSeat',
  action: 'exam.invigilate',
  constraints: { attempt_seat: 'exam.seat-taken' },
  load: (
    unit,
    input: {
      sittingId: string
      attemptId: string
      roomId?: string | undefined
      seat: number
      reason: string
    },
  ) => loadReach(unit, { sittingId: input.sittingId, attemptIds: [input.attemptId] }),
  async run(unit, input, { sitting, attempts }) {
    if (sitting.cancelledAt) return refuse('exam.cancelled')
    const [attempt] = attempts
    if (!attempt || attempt.submission) return refuse('exam.act-nobody')
    const roomId = input.roomId ?? attempt.roomId
    const [room] = await roomsById(unit.tx, roomId ? [roomId] : [])
    if (!room || (sitting.siteId !== null && room.organisationId !== sitting.siteId))
      return refuse('exam.site-unknown', {}, [{ pointer: '/roomId', code: 'exam.site-unknown' }])
    if (input.seat > room.seats) return refuse('exam.seat-unknown', { room: room.name, seats: room.seats })
    if (room.id === attempt.roomId && input.seat === attempt.seat) return refuse('exam.seat-same')
    const left = await stopPage(unit, attempt)
    const from: Place = { roomId: attempt.roomId, room: attempt.roomName, seat: attempt.seat }
    const to: Place = { roomId: room.id, room: room.name, seat: input.seat }
    await setSeat(unit.tx, attempt.id, { roomId: room.id, seat: input.seat }, left)
    const act = await writeAct(
      unit,
      { sittingId: sitting.id, attemptIds: [attempt.id] },
      { kind: 'move', note: input.reason, facts: { from, to } },
      [{ attemptId: attempt.id }],
    )
    await unit.emit(
      seatMoved(attempt.id, {
        sitting: sitting.id,
        ...act,
        from: { ...from },
        to: { ...to },
        reason: input.reason,
      }),
    )
    return ok({ actId: act.act })
  },
})

/** Says something to seats; their pages show it until it is read. */
export const sendMessage = command({
  name: 'exams.sendMessage',
  action: 'exam.invigilate',
  load: (unit, input: Reach & { text: string }) => loadReach(unit, input),
  async run(unit, input, { sitting, attempts }) {
    if (sitting.cancelledAt) return refuse('exam.cancelled')
    const open = attempts.filter((one) => !one.submission)
    if (open.length === 0) return refuse('exam.act-nobody')
    const numbers = await countMessagesUp(
      unit.tx,
      open.map(({ id }) => id),
    )
    const act = await writeAct(unit, input, { kind: 'message', note: input.text }, numbers)
    await unit.emit(messageSent(sitting.id, { ...act, attempts: open.map(({ id }) => id) }))
    return ok({ actId: act.act, seats: open.length })
  },
})

/** Hands in for a candidate who is writing, with the reason. */
export const submitSeat = command({
  name: 'exams.submitSeat',
  action: 'exam.invigilate',
  load: (unit, input: { sittingId: string; attemptId: string; reason: string }) =>
    loadReach(unit, { sittingId: input.sittingId, attemptIds: [input.attemptId] }),
  async run(unit, input, { attempts }) {
    const [attempt] = attempts
    if (!attempt?.startedAt) return refuse('exam.act-nobody')
    if (attempt.submission) return refuse('exam.submitted', { receipt: attempt.submission.receipt })
    const [made] = await submitAll(unit, [attempt], { by: 'invigilator', reason: input.reason })
    if (!made) throw new Error(`attempt ${attempt.id} was not frozen`)
    return ok({ receipt: made.receipt, answered: made.answered })
  },
})

/** Puts something that happened on record, with its code and in the author's words; misconduct is one of the codes. Decides nothing. */
export const noteIncident = command({
  name: 'exams.noteIncident',
  action: 'exam.invigilate',
  load: (unit, input: Reach & { code: IncidentCode; note: string }) => loadReach(unit, input),
  async run(unit, input, { sitting, attempts }) {
    if (attempts.length === 0) return refuse('exam.act-nobody')
    const act = await writeAct(
      unit,
      input,
      { kind: 'incident', code: input.code, note: input.note },
      seatsOf(attempts),
    )
    await unit.emit(
      incidentNoted(sitting.id, { ...act, attempts: attempts.map(({ id }) => id), code: input.code }),
    )
    return ok({ actId: act.act, seats: attempts.length })
  },
})
