/** Why somebody does not complete a class. Codes; the sentences are the screens'. */
export interface Reason {
  readonly code: 'attendance.short' | 'exam.failed' | 'exam.not-taken' | 'exam.pending'
  readonly params: Record<string, string | number>
}

/** Frozen on closing: what the decision rested on, and the decision. */
export interface Outcome {
  readonly attendedMinutes: number
  readonly totalMinutes: number
  readonly requiredMinutes: number
  readonly score: string | null
  readonly maximum: string | null
  /** In the words of the exam's pass rule; null without an exam. */
  readonly grade: string | null
  readonly gradeEn: string | null
  readonly examDate: string | null
  readonly decision: 'completed' | 'not-completed'
  readonly reasons: Reason[]
}

export interface Share {
  readonly numerator: number
  readonly denominator: number
}

/** Where the office has set nothing: two thirds of the class's minutes. */
export const fallbackShare: Share = { numerator: 2, denominator: 3 }

/** A released exam result that counts for a person; no result, or absent from every sitting, is no exam taken. */
export interface ExamResult {
  readonly status: 'scored' | 'absent'
  readonly score: string | null
  readonly maximum: string
  readonly passed: boolean
  readonly grade: string
  readonly gradeEn: string
  readonly date: string | null
}

/** The fewest whole minutes that reach the share. */
export const requiredMinutes = (totalMinutes: number, share: Share): number =>
  Math.ceil((totalMinutes * share.numerator) / share.denominator)

/** The rule of completion: enough minutes proven, and the exam passed where the course has one. */
export const decideCompletion = (facts: {
  readonly attendedMinutes: number
  readonly totalMinutes: number
  readonly share: Share
  readonly examNeeded: boolean
  readonly exam: ExamResult | null
  /** Results are still to come: whoever has none may have sat all the same. */
  readonly resultsDue?: boolean
}): Outcome => {
  const { attendedMinutes, totalMinutes, share } = facts
  const exam = facts.examNeeded && facts.exam?.status === 'scored' ? facts.exam : null
  const reasons: Reason[] = []
  // Judged by cross-multiplication: the share is exact where a quotient would not be.
  if (attendedMinutes * share.denominator < totalMinutes * share.numerator) {
    reasons.push({
      code: 'attendance.short',
      params: {
        attended: attendedMinutes,
        required: requiredMinutes(totalMinutes, share),
        total: totalMinutes,
      },
    })
  }
  if (facts.examNeeded) reasons.push(...examReasons(exam, facts.resultsDue ?? false))
  return {
    attendedMinutes,
    totalMinutes,
    requiredMinutes: requiredMinutes(totalMinutes, share),
    score: exam?.score ?? null,
    maximum: exam?.maximum ?? null,
    grade: exam?.grade ?? null,
    gradeEn: exam?.gradeEn ?? null,
    examDate: exam?.date ?? null,
    decision: reasons.length === 0 ? 'completed' : 'not-completed',
    reasons,
  }
}

const examReasons = (exam: ExamResult | null, due: boolean): Reason[] => {
  if (!exam) return [{ code: due ? 'exam.pending' : 'exam.not-taken', params: {} }]
  return exam.passed
    ? []
    : [{ code: 'exam.failed', params: { score: exam.score ?? '0', maximum: exam.maximum } }]
}
