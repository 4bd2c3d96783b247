import { query, type Reading } from '../../../platform/perform.ts'
import { effectiveEvents } from '../domain/effective.ts'
import { attemptState, phaseOf } from '../domain/sitting.ts'
import { findAttempt, type AttemptRow } from '../store/attempts.ts'
import { digest } from './digest.ts'
import { deadlineOfAttempt, heldReply, logsOf } from './freeze-attempt.ts'
import { attemptTimes } from './read-sittings.ts'
import { leaveFromOf, submissionReply } from './submit-attempt.ts'

const loadAttempt = async (reading: Reading, input: { attemptId: string }) => {
  const attempt = await findAttempt(reading.tx, input.attemptId)
  return attempt ? { owners: { professional: [attempt.personId] }, attempt } : undefined
}

export const attemptPhase = (attempt: AttemptRow, now: Date) => {
  const times = attemptTimes(attempt, now)
  return {
    phase: phaseOf(times, now.getTime()),
    state: attemptState(
      {
        startedAt: attempt.startedAt?.getTime() ?? null,
        submittedAt: attempt.submission?.submittedAt.getTime() ?? null,
      },
      times,
      now.getTime(),
    ),
  }
}

/** What a candidate sees before the start and after the end: the rules with their figures worked out, never the paper. */
export const showAttempt = query({
  name: 'exams.showAttempt',
  action: 'exam.sit',
  load: loadAttempt,
  async reply(reading, _input, { attempt }) {
    const opening = new Date(Math.max(reading.now.getTime(), attempt.opensAt.getTime()))
    return {
      attemptId: attempt.id,
      title: attempt.title,
      titleEn: attempt.titleEn,
      candidate: { name: attempt.name, ticketNumber: attempt.ticketNumber },
      siteName: attempt.siteName,
      siteNameEn: attempt.siteNameEn,
      roomName: attempt.roomName,
      seat: attempt.seat,
      shut: attempt.shut,
      held: heldReply(attempt.holds, reading.now),
      questions: attempt.questions,
      maximum: attempt.maximum,
      passMark: attempt.passRule.passMark,
      durationMinutes: attempt.durationMinutes,
      opensAt: attempt.opensAt.toISOString(),
      entryUntil: attempt.entryUntil.toISOString(),
      closesAt: attempt.closesAt.toISOString(),
      leaveFrom: leaveFromOf(attempt)?.toISOString() ?? null,
      ...attemptPhase(attempt, reading.now),
      // Before the start: until when the candidate would have, beginning at once.
      deadline: new Date(
        deadlineOfAttempt({ ...attempt, startedAt: attempt.startedAt ?? opening }, reading.now) as number,
      ).toISOString(),
      serverTime: reading.now.toISOString(),
      zone: reading.ports.zone,
      submission:
        attempt.submission && (await submissionReply(reading.tx, attempt, attempt.submission, reading.now)),
    }
  },
})

/** What the centre has of an attempt, each entry with whether it counts: a candidate can see what was received. */
export const showOwnJournal = query({
  name: 'exams.showOwnJournal',
  action: 'exam.sit',
  load: loadAttempt,
  async reply(reading, _input, { attempt }) {
    const log = (await logsOf(reading.tx, [attempt], reading.now)).get(attempt.id)
    if (!log) return { items: [] }
    const counting = new Set(effectiveEvents(log, digest).events)
    return {
      items: log.events.map((logged) => ({
        epoch: logged.epoch,
        seq: logged.event.seq,
        slot: logged.event.slot,
        type: logged.event.type,
        body: { ...logged.event.body },
        receivedAt: new Date(logged.receivedAt).toISOString(),
        counts: counting.has(logged),
      })),
    }
  },
})
