import { foldAnswers, type Answers } from '../../../kernel/exam-journal/answers.ts'
import { canonicalJson } from '../../../kernel/canonical-json.ts'
import type { Digest } from '../../../kernel/sha256.ts'
import type { LoggedEvent } from './lateness.ts'
import { grade, type PassRule } from './grading.ts'
import { scorePaper, type ItemScore, type ScoredItem, type ScoringProfile } from './scoring.ts'

/** What scoring one attempt needs: the sealed paper and the events that count. Nothing else enters into a mark. */
export interface AttemptToScore {
  readonly attemptId: string
  readonly personId: string
  /** Events that count, or null for a candidate who never began. */
  readonly events: readonly LoggedEvent[] | null
  readonly journalRoot: string | null
  readonly examDate: string | null
}

export interface ScoringRule {
  readonly items: readonly ScoredItem[]
  readonly profile: ScoringProfile
  readonly maximum: string
  readonly passRule: PassRule
}

export interface ScoredAttempt {
  readonly attemptId: string
  readonly personId: string
  readonly status: 'scored' | 'absent'
  readonly score: string | null
  readonly maximum: string
  readonly passed: boolean
  readonly gradeZh: string
  readonly gradeEn: string
  readonly examDate: string | null
  readonly items: ItemScore[]
  readonly journalRoot: string | null
  readonly rowHash: string
}

/** Questions with an answer standing, of all that counts. */
export const answeredSlots = (answers: Answers): number =>
  [...answers.values()].filter((state) => state.response !== null).length

/** Scores one attempt from its log: the one function behind results, release and verification. */
export const scoreAttempt = (attempt: AttemptToScore, rule: ScoringRule, digest: Digest): ScoredAttempt => {
  const { attemptId, personId, journalRoot, examDate } = attempt
  if (attempt.events === null) {
    const row = {
      attemptId,
      personId,
      status: 'absent' as const,
      score: null,
      maximum: rule.maximum,
      passed: false,
      gradeZh: '缺考',
      gradeEn: 'Absent',
      examDate: null,
      items: [],
      journalRoot: null,
    }
    return { ...row, rowHash: rowHash(row, digest) }
  }
  const responses = new Map([...foldAnswers(attempt.events)].map(([slot, state]) => [slot, state.response]))
  const scored = scorePaper(rule.items, responses, rule.profile)
  const row = {
    attemptId,
    personId,
    status: 'scored' as const,
    score: scored.score,
    maximum: rule.maximum,
    ...grade(scored.score, rule.maximum, rule.passRule),
    examDate,
    items: [...scored.items],
    journalRoot,
  }
  return { ...row, rowHash: rowHash(row, digest) }
}

/** Hash of a result row: what a certificate cites. */
export const rowHash = (row: Omit<ScoredAttempt, 'rowHash'>, digest: Digest): string =>
  digest(
    canonicalJson({
      attempt: row.attemptId,
      examDate: row.examDate,
      gradeEn: row.gradeEn,
      gradeZh: row.gradeZh,
      items: row.items.map(({ slot, verdict, points }) => ({ points, slot, verdict })),
      maximum: row.maximum,
      passed: row.passed,
      person: row.personId,
      root: row.journalRoot,
      score: row.score,
      status: row.status,
    }),
  )

/** Hash that freezes a scoring run: its paper, its rule and every row. */
export const resultSetHash = (
  set: {
    readonly sittingId: string
    readonly run: number
    readonly paperHash: string
    readonly passRule: PassRule
    readonly rowHashes: readonly string[]
  },
  digest: Digest,
): string =>
  digest(
    canonicalJson({
      paper: set.paperHash,
      passRule: {
        bands: set.passRule.bands.map((band) => ({
          atLeast: { denominator: band.atLeast.denominator, numerator: band.atLeast.numerator },
          en: band.en,
          zh: band.zh,
        })),
        passMark: {
          denominator: set.passRule.passMark.denominator,
          numerator: set.passRule.passMark.numerator,
        },
      },
      rows: set.rowHashes.toSorted(),
      run: set.run,
      sitting: set.sittingId,
    }),
  )
