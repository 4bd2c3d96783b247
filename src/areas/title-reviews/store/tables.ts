import type { ColumnType } from 'kysely'
import type { YearStanding } from '../../ledger/index.ts'
import type { Verdict } from '../domain/verdict.ts'

type WithDefault<T> = ColumnType<T, T | undefined, T>

export interface TitleReviewTables {
  titleReview: {
    id: string
    programmeId: string
    role: 'office' | 'employer'
    organisationId: string
    purpose: string
    fromYear: number
    toYear: number
    onDay: string
    candidates: number
    judged: WithDefault<number>
    askedBy: string | null
    askedAt: ColumnType<Date, Date, never>
    doneAt: ColumnType<Date | null, Date | null | undefined, Date>
  }
  titleReviewCandidate: {
    reviewId: string
    row: number
    name: string
    personId: string | null
    otherName: boolean
    verdict: Verdict | null
    years: ColumnType<readonly YearStanding[] | null, string | null, string>
  }
  pubProgramme: { id: string; name: string; nameEn: string; officeId: string }
  pubOrganisation: { id: string; name: string; nameEn: string }
}
