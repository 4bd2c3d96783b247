import { query } from '../../../platform/perform.ts'
import { attemptsOfPerson } from '../store/attempts.ts'
import { releasedOfPerson } from '../store/results.ts'
import { deadlineOfAttempt } from './freeze-attempt.ts'
import { attemptPhase } from './show-attempt.ts'

/** Everything a person is or was a candidate of, the latest first; results once released. */
export const ownExams = query({
  name: 'exams.listOwnExams',
  action: 'exam.own',
  load: async (_reading, input: { personId: string }) => ({ owners: { professional: [input.personId] } }),
  async reply(reading, input) {
    const attempts = await attemptsOfPerson(reading.tx, input.personId)
    const released = await releasedOfPerson(reading.tx, input.personId)
    return {
      items: attempts.map((attempt) => {
        const deadline = deadlineOfAttempt(attempt, reading.now)
        const result = released.get(attempt.sittingId)
        return {
          attemptId: attempt.id,
          sittingId: attempt.sittingId,
          title: attempt.title,
          titleEn: attempt.titleEn,
          className: attempt.className,
          classNameEn: attempt.classNameEn,
          siteName: attempt.siteName,
          siteNameEn: attempt.siteNameEn,
          roomName: attempt.roomName,
          ticketNumber: attempt.ticketNumber,
          opensAt: attempt.opensAt.toISOString(),
          entryUntil: attempt.entryUntil.toISOString(),
          closesAt: attempt.closesAt.toISOString(),
          durationMinutes: attempt.durationMinutes,
          ...attemptPhase(attempt, reading.now),
          deadline: deadline === null ? null : new Date(deadline).toISOString(),
          receipt: attempt.submission?.receipt ?? null,
          result: result
            ? {
                status: result.status,
                score: result.score,
                maximum: result.maximum,
                passed: result.passed,
                grade: { zh: result.gradeZh, en: result.gradeEn },
                examDate: result.examDate,
              }
            : null,
        }
      }),
    }
  },
})
