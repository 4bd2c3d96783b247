import { sql } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { PassRule } from '../domain/grading.ts'
import type { ItemScore } from '../domain/scoring.ts'
import type { ExamTables } from './tables.ts'

export interface ResultRow {
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

export interface ResultSetRow {
  readonly id: string
  readonly sittingId: string
  readonly run: number
  readonly paperHash: string
  readonly passRule: PassRule
  readonly computedAt: Date
  readonly hash: string
  readonly releasedAt: Date | null
}

export const insertResultSet = async (
  tx: Tx,
  set: Omit<ResultSetRow, 'releasedAt' | 'computedAt'>,
  rows: readonly ResultRow[],
  by: string | null,
  now: Date,
): Promise<void> => {
  await as<ExamTables>(tx)
    .insertInto('resultSet')
    .values({ ...set, passRule: JSON.stringify(set.passRule), computedAt: now, computedBy: by })
    .execute()
  await sql`insert into result (result_set_id, attempt_id, person_id, status, score, maximum, passed, grade_zh, grade_en, exam_date, items, journal_root, row_hash)
    select ${set.id}, (r->>'attemptId')::uuid, (r->>'personId')::uuid, r->>'status', r->>'score', r->>'maximum', (r->>'passed')::boolean, r->>'gradeZh', r->>'gradeEn',
      (r->>'examDate')::date, r->'items', r->>'journalRoot', r->>'rowHash'
    from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) r`.execute(tx)
}

const setColumns = sql`t.id, t.sitting_id, t.run, t.paper_hash, t.pass_rule, t.computed_at, t.hash, l.released_at`

export const resultSetsOf = async (tx: Db | Tx, sittingId: string): Promise<ResultSetRow[]> => {
  const { rows } =
    await sql<ResultSetRow>`select ${setColumns} from result_set t left join result_release l on l.result_set_id = t.id
    where t.sitting_id = ${sittingId} order by t.run`.execute(tx)
  return rows
}

export const findResultSet = async (tx: Db | Tx, resultSetId: string): Promise<ResultSetRow | undefined> => {
  const { rows } =
    await sql<ResultSetRow>`select ${setColumns} from result_set t left join result_release l on l.result_set_id = t.id where t.id = ${resultSetId}`.execute(
      tx,
    )
  return rows[0]
}

export const resultsOf = (tx: Db | Tx, resultSetId: string): Promise<ResultRow[]> =>
  as<ExamTables>(tx)
    .selectFrom('result')
    .select([
      'attemptId',
      'personId',
      'status',
      'score',
      'maximum',
      'passed',
      'gradeZh',
      'gradeEn',
      'examDate',
      'items',
      'journalRoot',
      'rowHash',
    ])
    .where('resultSetId', '=', resultSetId)
    .orderBy('attemptId')
    .execute()

export const insertRelease = async (
  tx: Tx,
  resultSetId: string,
  by: string | null,
  now: Date,
): Promise<void> => {
  await as<ExamTables>(tx)
    .insertInto('resultRelease')
    .values({ resultSetId, releasedAt: now, releasedBy: by })
    .execute()
}

/** Released results of one person in force, by sitting. */
export const releasedOfPerson = async (tx: Db | Tx, personId: string): Promise<Map<string, ResultRow>> => {
  const { rows } = await sql<ResultRow & { sittingId: string }>`
    select sitting_id, attempt_id, person_id, status, score, maximum, passed, grade_zh, grade_en, exam_date, row_hash from pub_exam_result where person_id = any(pub_person_ids(${personId}))`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.sittingId, row]))
}
