import { cursorParts, keyPart, pageOf } from '../../../platform/page.ts'
import { listing, query, type Reading } from '../../../platform/perform.ts'
import type { Services } from '../../../platform/services.ts'
import { attemptState, phaseOf } from '../domain/sitting.ts'
import { attemptsOfSitting, type AttemptRow } from '../store/attempts.ts'
import { countForeign, readPresence, type PresenceRow } from '../store/journal.ts'
import { findPaper } from '../store/papers.ts'
import { findSitting, listSittingRows, ownersOfSitting, type SittingListRow } from '../store/sittings.ts'
import { answeredCounts } from './answered-counts.ts'
import { deadlineOfAttempt, entryUntilOf } from './freeze-attempt.ts'

export const sittingTimes = (
  row: Pick<AttemptRow, 'opensAt' | 'entryUntil' | 'closesAt' | 'endedAt' | 'cancelledAt'>,
) => ({
  opensAt: row.opensAt.getTime(),
  entryUntil: row.entryUntil.getTime(),
  closesAt: row.closesAt.getTime(),
  endedAt: row.endedAt?.getTime() ?? null,
  cancelledAt: row.cancelledAt?.getTime() ?? null,
})

/** The times of a sitting for one candidate: who was held at the door may come in later by as much. */
export const attemptTimes = (row: AttemptRow, now: Date) => ({
  ...sittingTimes(row),
  entryUntil: entryUntilOf(row, now),
})

const sittingReply = (row: SittingListRow, now: Date) => ({
  sittingId: row.id,
  number: row.number,
  title: row.title,
  titleEn: row.titleEn,
  programmeId: row.programmeId,
  classId: row.classId,
  className: row.className,
  classNameEn: row.classNameEn,
  siteId: row.siteId,
  siteName: row.siteName,
  siteNameEn: row.siteNameEn,
  roomId: row.roomId,
  roomName: row.roomName,
  opensAt: row.opensAt.toISOString(),
  entryUntil: row.entryUntil.toISOString(),
  closesAt: row.closesAt.toISOString(),
  durationMinutes: row.durationMinutes,
  phase: phaseOf(sittingTimes(row), now.getTime()),
  candidates: row.candidates,
  running: row.running,
  submitted: row.submitted,
  results: row.results,
})

/** Sittings a reader's offices, institutions and sites are concerned with. */
export const listSittings = query({
  name: 'exams.listSittings',
  action: 'exam.read',
  load: listing,
  async reply(
    reading,
    input: {
      classId?: string | undefined
      programmeId?: string | undefined
      current?: boolean | undefined
      cursor?: string | undefined
      limit?: number | undefined
    },
    _loaded,
    scope,
  ) {
    const limit = input.limit ?? 50
    const after = cursorParts(input.cursor, keyPart.instant, keyPart.id)
    const reach = scope.all
      ? ({ all: true } as const)
      : ({
          all: false,
          offices: scope.owners.office ?? [],
          institutions: scope.owners.institution ?? [],
          sites: scope.owners.invigilator ?? [],
        } as const)
    const filter = {
      classId: input.classId,
      programmeId: input.programmeId,
      ...(input.current ? { notOverAt: reading.now } : {}),
      reach,
    }
    const rows = await listSittingRows(reading.tx, filter, after, limit + 1)
    return pageOf(
      rows,
      limit,
      (row) => [row.opensAt.toISOString(), row.id],
      (row) => sittingReply(row, reading.now),
    )
  },
})

const loadSitting = async (reading: Reading, input: { sittingId: string }) => {
  const sitting = await findSitting(reading.tx, input.sittingId)
  return sitting ? { owners: await ownersOfSitting(reading.tx, sitting), sitting } : undefined
}

export const showSitting = query({
  name: 'exams.showSitting',
  action: 'exam.read',
  load: loadSitting,
  async reply(reading, input, { owners, sitting }) {
    const [row] = await listSittingRows(
      reading.tx,
      { sittingId: input.sittingId, reach: { all: true } },
      undefined,
      1,
    )
    const paper = await findPaper(reading.tx, sitting.paperId)
    if (!row || !paper) throw new Error(`sitting ${sitting.id} lost its paper`)
    return {
      ...sittingReply(row, reading.now),
      paper: {
        paperId: paper.id,
        title: paper.title,
        hash: paper.hash,
        items: paper.itemCount,
        maximum: paper.maximum,
      },
      passMark: sitting.passRule.passMark,
      bands: [...sitting.passRule.bands],
      endedAt: sitting.endedAt?.toISOString() ?? null,
      endReason: sitting.endReason,
      cancelledAt: sitting.cancelledAt?.toISOString() ?? null,
      cancelReason: sitting.cancelReason,
      zone: reading.ports.zone,
      may: reading.may(owners, ['exam.arrange', 'exam.invigilate', 'exam.score', 'exam.results.read']),
    }
  },
})

/** The room at a glance. Signs of life this process holds in memory are newer than those written down. */
export const listAttempts = (services: Services, fresh: ReadonlyMap<string, PresenceRow>) =>
  query({
    name: 'exams.listAttempts',
    action: 'exam.read',
    load: loadSitting,
    async reply(reading, input) {
      const attempts = await attemptsOfSitting(reading.tx, input.sittingId)
      const written = await readPresence(reading.tx, input.sittingId)
      const answered = await answeredCounts(services, reading.tx, input.sittingId)
      const foreign = await countForeign(reading.tx, input.sittingId)
      const items = attempts.map((one) => {
        const deadline = deadlineOfAttempt(one, reading.now)
        const alive = newest(fresh.get(one.id), written.get(one.id))
        return {
          attemptId: one.id,
          name: one.name,
          ticketNumber: one.ticketNumber,
          state: attemptState(
            {
              startedAt: one.startedAt?.getTime() ?? null,
              submittedAt: one.submission?.submittedAt.getTime() ?? null,
            },
            attemptTimes(one, reading.now),
            reading.now.getTime(),
          ),
          startedAt: one.startedAt?.toISOString() ?? null,
          deadline: deadline === null ? null : new Date(deadline).toISOString(),
          addedSeconds: one.adjustments.reduce((sum, { seconds }) => sum + seconds, 0),
          answered: one.submission?.answered ?? answered.get(one.id) ?? 0,
          unsent: one.submission ? null : (alive?.unsent ?? null),
          lastContact: alive?.at.toISOString() ?? null,
          epochs: one.epoch,
          foreign: foreign.get(one.id) ?? 0,
          submittedAt: one.submission?.submittedAt.toISOString() ?? null,
          submittedBy: one.submission?.by ?? null,
          receipt: one.submission?.receipt ?? null,
        }
      })
      return { serverTime: services.now().toISOString(), questions: attempts[0]?.questions ?? 0, items }
    },
  })

export const newest = (a: PresenceRow | undefined, b: PresenceRow | undefined): PresenceRow | undefined =>
  a && b ? (a.at > b.at ? a : b) : (a ?? b)
