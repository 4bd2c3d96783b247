import { sql } from 'kysely'
import { plain, texts } from '../../../platform/db/array-literal.ts'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { YearStanding } from '../../ledger/index.ts'
import type { Verdict } from '../domain/verdict.ts'
import type { TitleReviewTables } from './tables.ts'

export interface NewReview {
  readonly id: string
  readonly programmeId: string
  readonly role: 'office' | 'employer'
  readonly organisationId: string
  readonly purpose: string
  readonly fromYear: number
  readonly toYear: number
  readonly onDay: string
  readonly askedBy: string | null
}

export interface NewCandidate {
  readonly row: number
  readonly name: string
  readonly personId: string | null
  readonly otherName: boolean
}

export const insertReview = async (
  tx: Tx,
  review: NewReview,
  candidates: readonly NewCandidate[],
  now: Date,
): Promise<void> => {
  await as<TitleReviewTables>(tx)
    .insertInto('titleReview')
    .values({ ...review, candidates: candidates.length, askedAt: now })
    .execute()
  await sql`
    insert into title_review_candidate (review_id, row, name, person_id, other_name)
    select ${review.id}, given.row, given.name, given.person_id, given.other_name
    from unnest(${plain(candidates.map(({ row }) => row))}::int[], ${texts(candidates.map(({ name }) => name))}::text[],
      ${plain(candidates.map(({ personId }) => personId))}::uuid[], ${plain(candidates.map(({ otherName }) => String(otherName)))}::bool[])
      as given (row, name, person_id, other_name)`.execute(tx)
}

const reviews = (connection: Db | Tx) =>
  as<TitleReviewTables>(connection)
    .selectFrom('titleReview as r')
    .innerJoin('pubProgramme as p', 'p.id', 'r.programmeId')
    .innerJoin('pubOrganisation as o', 'o.id', 'r.organisationId')
    .selectAll('r')
    .select([
      'p.name as programmeName',
      'p.nameEn as programmeNameEn',
      'o.name as organisationName',
      'o.nameEn as organisationNameEn',
    ])

export const findReview = (connection: Db | Tx, reviewId: string) =>
  reviews(connection).where('r.id', '=', reviewId).executeTakeFirst()

export type ReviewRow = NonNullable<Awaited<ReturnType<typeof findReview>>>

export const lockReview = (tx: Tx, reviewId: string) =>
  as<TitleReviewTables>(tx)
    .selectFrom('titleReview')
    .selectAll()
    .where('id', '=', reviewId)
    .forUpdate()
    .executeTakeFirst()

/** Newest first. */
export const listReviewRows = (
  connection: Db | Tx,
  organisations: readonly string[] | null,
  before: string | undefined,
  limit: number,
) =>
  reviews(connection)
    .$if(organisations !== null, (built) => built.where('r.organisationId', 'in', [...(organisations ?? [])]))
    .$if(before !== undefined, (built) => built.where('r.id', '<', before as string))
    .orderBy('r.id', 'desc')
    .limit(limit)
    .execute()

export const countVerdicts = async (
  connection: Db | Tx,
  reviewId: string,
): Promise<Readonly<Partial<Record<Verdict, number>>>> => {
  const rows = await as<TitleReviewTables>(connection)
    .selectFrom('titleReviewCandidate')
    .select(['verdict', ({ fn }) => fn.countAll<number>().as('n')])
    .where('reviewId', '=', reviewId)
    .where('verdict', 'is not', null)
    .groupBy('verdict')
    .execute()
  return Object.fromEntries(rows.map(({ verdict, n }) => [verdict, Number(n)]))
}

export const candidateRows = (
  connection: Db | Tx,
  reviewId: string,
  verdict: Verdict | undefined,
  after: number | undefined,
  limit: number,
) =>
  as<TitleReviewTables>(connection)
    .selectFrom('titleReviewCandidate')
    .selectAll()
    .where('reviewId', '=', reviewId)
    .$if(verdict !== undefined, (built) => built.where('verdict', '=', verdict as Verdict))
    .$if(after !== undefined, (built) => built.where('row', '>', after as number))
    .orderBy('row')
    .limit(limit)
    .execute()

export type CandidateRow = Awaited<ReturnType<typeof candidateRows>>[number]

/** The next candidates nobody has judged. */
export const unjudged = (tx: Tx, reviewId: string, limit: number) =>
  as<TitleReviewTables>(tx)
    .selectFrom('titleReviewCandidate')
    .select(['row', 'personId'])
    .where('reviewId', '=', reviewId)
    .where('verdict', 'is', null)
    .orderBy('row')
    .limit(limit)
    .execute()

export const saveVerdict = async (
  tx: Tx,
  reviewId: string,
  row: number,
  verdict: Verdict,
  years: readonly YearStanding[],
): Promise<void> => {
  await as<TitleReviewTables>(tx)
    .updateTable('titleReviewCandidate')
    .set({ verdict, years: JSON.stringify(years) })
    .where('reviewId', '=', reviewId)
    .where('row', '=', row)
    .execute()
}

export const countJudged = async (tx: Tx, reviewId: string, judged: number, now: Date): Promise<void> => {
  await sql`update title_review set judged = judged + ${judged},
    done_at = case when judged + ${judged} = candidates then ${now}::timestamptz end where id = ${reviewId}`.execute(
    tx,
  )
}
