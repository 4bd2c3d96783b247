import { heldBefore, inTime, timeLeftAt } from '../../../kernel/exam-journal/deadline.ts'
import { query, type Reading } from '../../../platform/perform.ts'
import type { Services } from '../../../platform/services.ts'
import type { AskedAbout } from '../domain/effective.ts'
import { isAwaited } from '../domain/lateness.ts'
import { attemptState } from '../domain/sitting.ts'
import { actsOfSitting, signsOfSitting, type SeatSigns } from '../store/acts.ts'
import { attemptsOfSitting, type AttemptRow } from '../store/attempts.ts'
import { countForeign, readPresence, type PresenceRow } from '../store/journal.ts'
import { roomsOfSite, roomsOfSitting } from '../store/rooms.ts'
import { findSitting, ownersOfSitting } from '../store/sittings.ts'
import { tailsOfSitting, type Tail } from '../store/tails.ts'
import { answeredCounts } from './answered-counts.ts'
import { deadlineOfAttempt, heldReply, slackOf } from './freeze-attempt.ts'
import { answersOf, undecidedLate } from './late-answers.ts'
import { attemptTimes, newest } from './read-sittings.ts'

const loadSitting = async (reading: Reading, input: { sittingId: string }) => {
  const sitting = await findSitting(reading.tx, input.sittingId)
  return sitting ? { owners: await ownersOfSitting(reading.tx, sitting), sitting } : undefined
}

/** The seat map: every seat with its state, its time and what an invigilator should know of it. Presence comes from memory first. */
export const showConsole = (services: Services, fresh: ReadonlyMap<string, PresenceRow>) =>
  query({
    name: 'exams.showConsole',
    action: 'exam.invigilate',
    load: loadSitting,
    async reply(reading, input, { sitting }) {
      const attempts = await attemptsOfSitting(reading.tx, input.sittingId)
      const written = await readPresence(reading.tx, input.sittingId)
      const answered = await answeredCounts(services, reading.tx, input.sittingId)
      const foreign = await countForeign(reading.tx, input.sittingId)
      const signs = await signsOfSitting(reading.tx, input.sittingId)
      const tails = await tailsOfSitting(reading.tx, input.sittingId)
      const late = await undecidedLate(reading.tx, attempts, services.now())
      const used = await roomsOfSitting(reading.tx, input.sittingId)
      const site = sitting.siteId ? await roomsOfSite(reading.tx, sitting.siteId) : []
      const now = services.now()
      const rooms = [...used, ...site.filter((room) => !used.some((one) => one.id === room.id))]
      return {
        serverTime: now.toISOString(),
        questions: attempts[0]?.questions ?? 0,
        rooms: rooms.map(({ id, name, seats }) => ({
          roomId: id,
          name,
          seats,
          used: used.some((room) => room.id === id),
        })),
        items: attempts.map((one) => ({
          ...seatReply(one, now),
          ...lateReply(one, late.get(one.id) ?? [], newest(fresh.get(one.id), written.get(one.id)), now),
          ...signsReply(signs.get(one.id)),
          ...tailReply(tails.filter((tail) => tail.attemptId === one.id)),
          answered: one.submission?.answered ?? answered.get(one.id) ?? 0,
          foreign: foreign.get(one.id) ?? 0,
          ...presenceReply(one, newest(fresh.get(one.id), written.get(one.id))),
        })),
      }
    },
  })

const seatReply = (one: AttemptRow, now: Date) => {
  const deadline = deadlineOfAttempt(one, now)
  const held = heldReply(one.holds, now)
  const until = held?.until ?? null
  const slack = slackOf(one, now)
  return {
    attemptId: one.id,
    name: one.name,
    ticketNumber: one.ticketNumber,
    roomId: one.roomId,
    room: one.roomName,
    seat: one.seat,
    state: attemptState(
      {
        startedAt: one.startedAt?.getTime() ?? null,
        submittedAt: one.submission?.submittedAt.getTime() ?? null,
      },
      attemptTimes(one, now),
      now.getTime(),
    ),
    startedAt: one.startedAt?.toISOString() ?? null,
    deadline: deadline === null ? null : new Date(deadline).toISOString(),
    leftSeconds:
      deadline === null
        ? null
        : Math.max(
            0,
            Math.ceil(
              timeLeftAt(
                {
                  deadline,
                  toldAt: now.getTime(),
                  held: held && { until: until === null ? null : Date.parse(until) },
                },
                now.getTime(),
              ) / 1000,
            ),
          ),
    held: one.submission ? null : held,
    heldForItself: !one.submission && one.holds.some((hold) => hold.to === null && hold.scope === 'seat'),
    slackSeconds: slack === null ? null : Math.floor(slack / 1000),
    addedSeconds: one.adjustments.reduce((sum, { seconds }) => sum + seconds, 0),
    heldSeconds: Math.round(heldBefore(one.holds, now.getTime()) / 1000),
    epochs: one.epoch,
    shut: one.shut,
    moved: one.leftMachine !== null,
    submittedAt: one.submission?.submittedAt.toISOString() ?? null,
    submittedBy: one.submission?.by ?? null,
    receipt: one.submission?.receipt ?? null,
  }
}

const signsReply = (signs: SeatSigns | undefined) => ({
  identitySeen: signs?.identitySeen ?? false,
  incidents: signs?.incidents ?? 0,
  incident: signs?.incident ?? null,
  unread: signs?.unread ?? 0,
  silentSeconds: signs?.silentSeconds ?? 0,
})

const tailReply = (tails: readonly Tail[]) => ({
  leftBehind: tails.reduce((sum, { answers }) => sum + answers, 0),
  tails: tails.map(({ epoch, through, answers, names }) => ({ epoch, through, answers, names })),
})

const lateReply = (
  one: AttemptRow,
  asked: readonly AskedAbout[],
  alive: PresenceRow | undefined,
  now: Date,
) => {
  const deadline = deadlineOfAttempt(one, now)
  const over = deadline !== null && !one.submission && !inTime(deadline, now.getTime())
  const heard = alive ? { at: alive.at.getTime(), unsent: alive.unsent } : null
  return {
    awaited: over && isAwaited({ deadline, heard }, now.getTime()),
    late: asked.map((item) => ({
      epoch: item.epoch,
      through: item.through,
      answers: answersOf(item),
      signed: item.head !== null,
      claimedUntil: claimedUntil(item),
      silentFrom: item.head?.lastContact ? new Date(item.head.lastContact).toISOString() : null,
      receivedAt: new Date(item.events[0]?.receivedAt ?? now).toISOString(),
    })),
  }
}

/** When the last of late answers was made, as their page states over its signature; null where that says nothing. */
const claimedUntil = ({ head, events }: AskedAbout): string | null => {
  const last = events.findLast(({ event }) => event.type === 'answer')?.event
  return head && last && last.origin === null ? new Date(last.mono + head.offset).toISOString() : null
}

const presenceReply = (one: AttemptRow, alive: PresenceRow | undefined) => ({
  unsent: one.submission ? null : (alive?.unsent ?? null),
  lastContact: alive?.at.toISOString() ?? null,
})

/** What was done in a sitting, newest first, with author and reason. */
export const listActs = query({
  name: 'exams.listActs',
  action: 'exam.invigilate',
  load: loadSitting,
  async reply(reading, input) {
    const acts = await actsOfSitting(reading.tx, input.sittingId)
    const names = new Map(
      (await attemptsOfSitting(reading.tx, input.sittingId)).map((one) => [one.id, one.name]),
    )
    return {
      items: acts.toReversed().map(({ at, attempts, ...act }) => ({
        ...act,
        at: at.toISOString(),
        seats: attempts.length,
        names: attempts.slice(0, 3).map((id) => names.get(id) ?? ''),
      })),
    }
  },
})
