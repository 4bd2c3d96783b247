import { heldBefore } from '../../../kernel/exam-journal/deadline.ts'
import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { command, query } from '../../../platform/perform.ts'
import { lateAfterMs, roomRecordHash, type RecordLine, type RoomRecord } from '../domain/room-record.ts'
import { attemptState } from '../domain/sitting.ts'
import { roomRecordSigned } from '../events.ts'
import { actsOfSitting, signsOfSitting } from '../store/acts.ts'
import { attemptsOfSitting, type AttemptRow } from '../store/attempts.ts'
import {
  insertRecord,
  insertSignature,
  recordsOfRoom,
  signerOf,
  type KeptRecord,
} from '../store/room-records.ts'
import { findSitting, lockSitting, ownersOfSitting, type SittingRow } from '../store/sittings.ts'
import { digest } from './digest.ts'
import { attemptTimes } from './read-sittings.ts'

interface OneRoom {
  readonly sittingId: string
  /** Left out for a sitting without rooms. */
  readonly roomId?: string | undefined
}

/** The record as the log gives it now. Nothing in it depends on when it is asked for once everybody has handed in or is absent. */
const recordOf = async (
  tx: Tx,
  sitting: SittingRow,
  roomId: string | null,
  now: Date,
): Promise<{ record: RoomRecord; open: number }> => {
  const everybody = await attemptsOfSitting(tx, sitting.id)
  const attempts = everybody.filter((one) => one.roomId === roomId)
  const signs = await signsOfSitting(tx, sitting.id)
  const tickets = new Map(attempts.map((one) => [one.id, one.ticketNumber]))
  const allTickets = new Map(everybody.map((one) => [one.id, one.ticketNumber]))
  const lines = attempts.map((one) => lineOf(one, signs.get(one.id)?.identitySeen ?? false, now))
  const acts = (await actsOfSitting(tx, sitting.id)).flatMap(
    ({ id: _id, attempts: seats, at, facts, ...act }) => {
      // A candidate who was moved out of this room belongs to the record of both.
      const moved = facts.from?.roomId === roomId || facts.to?.roomId === roomId
      const here = seats.flatMap((seat) => (moved ? allTickets : tickets).get(seat) ?? []).toSorted()
      return here.length > 0 ? [{ ...act, facts, at: at.toISOString(), tickets: here }] : []
    },
  )
  const [first] = attempts
  return {
    record: {
      sitting: sitting.id,
      number: sitting.number,
      title: sitting.title,
      site: first?.siteName ?? null,
      room: first?.roomName ?? null,
      opensAt: sitting.opensAt.toISOString(),
      closesAt: sitting.closesAt.toISOString(),
      paperHash: first?.paperHash ?? '',
      candidates: lines,
      acts,
    },
    open: lines.filter(({ state }) => state === 'running' || state === 'ready').length,
  }
}

const lineOf = (one: AttemptRow, identitySeen: boolean, now: Date): RecordLine => {
  const until = one.submission?.submittedAt ?? now
  return {
    name: one.name,
    ticketNumber: one.ticketNumber,
    seat: one.seat,
    state: attemptState(
      {
        startedAt: one.startedAt?.getTime() ?? null,
        submittedAt: one.submission?.submittedAt.getTime() ?? null,
      },
      attemptTimes(one, now),
      now.getTime(),
    ),
    identitySeen,
    startedAt: one.startedAt?.toISOString() ?? null,
    late: one.startedAt !== null && one.startedAt.getTime() > one.opensAt.getTime() + lateAfterMs,
    submittedAt: one.submission?.submittedAt.toISOString() ?? null,
    submittedBy: one.submission?.by ?? null,
    answered: one.submission?.answered ?? 0,
    receipt: one.submission?.receipt ?? null,
    addedSeconds: one.adjustments.reduce((sum, { seconds }) => sum + seconds, 0),
    // Of somebody absent no time was held that mattered, and an open hold would never stop growing.
    heldSeconds: one.startedAt ? Math.round(heldBefore(one.holds, until.getTime()) / 1000) : 0,
  }
}

const signedReply = (kept: KeptRecord) => ({
  recordId: kept.id,
  hash: kept.hash,
  madeAt: kept.madeAt.toISOString(),
  signatures: kept.signatures.map(({ name, signedAt }) => ({ name, signedAt: signedAt.toISOString() })),
})

/** The record of a room: as signed by two where it is, else as the log gives it now, with who has signed this text so far. */
export const showRoomRecord = query({
  name: 'exams.showRoomRecord',
  action: 'exam.invigilate',
  async load(reading, input: OneRoom) {
    const sitting = await findSitting(reading.tx, input.sittingId)
    return sitting ? { owners: await ownersOfSitting(reading.tx, sitting), sitting } : undefined
  },
  async reply(reading, input, { owners, sitting }) {
    const roomId = input.roomId ?? null
    const { record, open } = await recordOf(reading.tx, sitting, roomId, reading.now)
    const hash = roomRecordHash(record, digest)
    const kept = await recordsOfRoom(reading.tx, sitting.id, roomId)
    const complete = kept.find((one) => one.signatures.length >= signers)
    const current = kept.find((one) => one.hash === hash)
    const shown = complete ?? current
    return {
      content: complete?.content ?? record,
      hash: complete?.hash ?? hash,
      // Something was done after two people had signed: a new record may be signed beside the old one.
      changedSince: complete !== undefined && complete.hash !== hash,
      stillOpen: open,
      complete: complete !== undefined,
      signed: shown ? signedReply(shown) : null,
      mine: shown?.signatures.some((one) => one.accountId === reading.actor.accountId) ?? false,
      newHash: hash,
      zone: reading.ports.zone,
      may: reading.may(owners, ['exam.record.sign']),
    }
  },
})

/** Two people sign a room's record; neither signs alone and nobody twice. */
const signers = 2

/**
 * Signs the record of a room. What is signed is the text with the given hash: where the log has moved on since the reader
 * saw it, the act is refused. The first signature freezes the text, the second completes it.
 */
export const signRoomRecord = command({
  name: 'exams.signRoomRecord',
  action: 'exam.record.sign',
  constraints: {
    exam_room_signature_pkey: 'exam.record-signed',
    exam_room_signature_person: 'exam.record-signed',
  },
  async load(unit, input: OneRoom & { hash: string }) {
    const sitting = await lockSitting(unit.tx, input.sittingId)
    return sitting ? { owners: await ownersOfSitting(unit.tx, sitting), sitting } : undefined
  },
  async run(unit, input, { sitting }) {
    if (sitting.cancelledAt) return refuse('exam.cancelled')
    const roomId = input.roomId ?? null
    const { record, open } = await recordOf(unit.tx, sitting, roomId, unit.now)
    if (record.candidates.length === 0) return refuse('exam.record-empty')
    if (open > 0) return refuse('exam.record-open', { count: open })
    const hash = roomRecordHash(record, digest)
    if (hash !== input.hash) return refuse('exam.record-changed')
    const signer = unit.actor.accountId ? await signerOf(unit.tx, unit.actor.accountId) : undefined
    if (!signer || !unit.actor.accountId) return refuse('exam.record-by-person')
    const standing = (await recordsOfRoom(unit.tx, sitting.id, roomId)).find((one) => one.hash === hash)
    if (standing && standing.signatures.length >= signers) return refuse('exam.record-complete')
    const recordId = standing?.id ?? newId()
    if (!standing)
      await insertRecord(
        unit.tx,
        { id: recordId, sittingId: sitting.id, roomId, content: record, hash },
        unit.now,
      )
    await insertSignature(
      unit.tx,
      recordId,
      { accountId: unit.actor.accountId, personId: signer.personId, name: signer.name },
      unit.now,
    )
    const signatures = (standing?.signatures.length ?? 0) + 1
    await unit.emit(roomRecordSigned(sitting.id, { record: recordId, room: roomId, hash, signatures }))
    return ok({ recordId, hash, signatures, complete: signatures >= signers })
  },
})
