import { sql } from 'kysely'
import { as, type Tx } from '../../../platform/db/database.ts'
import type { ItemKind, KeyedQuestion, Option } from '../domain/item.ts'
import type { ExamTables } from './tables.ts'

export interface QuestionToKeep extends KeyedQuestion {
  readonly questionId: string
  readonly versionId: string
  readonly questionHash: string
  readonly keyHash: string
}

export interface QuestionRow {
  readonly versionId: string
  readonly questionId: string
  readonly number: number
  readonly kind: ItemKind
  readonly title: string
  readonly stem: string
  readonly options: Option[]
  readonly usedOn: number
}

/**
 * Keeps what is new to the programme's bank as first versions and leaves what is there already, in three statements
 * however many there are. Answers the version of each, in the order given.
 */
export const keepQuestions = async (
  tx: Tx,
  programmeId: string,
  questions: readonly QuestionToKeep[],
  by: string | null,
  now: Date,
): Promise<{ readonly versionIds: string[]; readonly alreadyKnown: number }> => {
  const json = JSON.stringify(questions)
  await sql`select pg_advisory_xact_lock(hashtextextended(${`question-bank:${programmeId}`}, 0))`.execute(tx)
  const { rows: fresh } = await sql<{ id: string }>`
    with given as (
      select distinct on (q->>'questionHash', q->>'keyHash') q from jsonb_array_elements(${json}::jsonb) q
    ), missing as (
      select q from given where not exists (
        select 1 from question_version v
        where v.programme_id = ${programmeId} and v.question_hash = q->>'questionHash' and v.key_hash = q->>'keyHash')
    ), made as (
      insert into question (id, programme_id, created_at, created_by)
      select (q->>'questionId')::uuid, ${programmeId}, ${now}, ${by} from missing returning id
    )
    insert into question_version (id, question_id, programme_id, number, kind, title, stem, options, key, question_hash, key_hash, created_at)
    select (q->>'versionId')::uuid, made.id, ${programmeId}, 1, q->>'kind', q->>'title', q->>'stem', q->'options', q->'key', q->>'questionHash', q->>'keyHash', ${now}
    from missing join made on made.id = (q->>'questionId')::uuid
    returning id`.execute(tx)
  const { rows } = await sql<{ id: string }>`
    select v.id from jsonb_array_elements(${json}::jsonb) with ordinality as given (q, at)
    join question_version v on v.programme_id = ${programmeId} and v.question_hash = q->>'questionHash' and v.key_hash = q->>'keyHash'
    order by given.at`.execute(tx)
  const versionIds = [...new Set(rows.map(({ id }) => id))]
  return { versionIds, alreadyKnown: versionIds.length - fresh.length }
}

export const recordImport = async (
  tx: Tx,
  made: {
    id: string
    programmeId: string
    fileName: string
    fileHash: string
    versionIds: readonly string[]
    alreadyKnown: number
    refused: object
    by: string | null
  },
  now: Date,
): Promise<void> => {
  await sql`insert into question_import (id, programme_id, file_name, file_hash, version_ids, already_known, refused, made_at, made_by)
    values (${made.id}, ${made.programmeId}, ${made.fileName}, ${made.fileHash}, ${[...made.versionIds]}::uuid[], ${made.alreadyKnown},
      ${JSON.stringify(made.refused)}::jsonb, ${now}, ${made.by})`.execute(tx)
}

const columns = sql`v.id as version_id, v.question_id, v.number, v.kind, v.title, v.stem, v.options,
  (select count(*) from exam_paper_item i where i.question_version_id = v.id)::int as used_on`

export const questionsById = async (tx: Tx, versionIds: readonly string[]): Promise<QuestionRow[]> => {
  const { rows } =
    await sql<QuestionRow>`select ${columns} from unnest(${[...versionIds]}::uuid[]) with ordinality as wanted (id, at)
    join question_version v on v.id = wanted.id order by wanted.at`.execute(tx)
  return rows
}

/** Newest version of each question of a programme, newest first, from after a version id. */
export const listQuestionRows = async (
  tx: Tx,
  programmeId: string,
  q: string | undefined,
  after: string | undefined,
  limit: number,
): Promise<QuestionRow[]> => {
  const like = q ? `%${q.replace(/[\\%_]/g, (mark) => `\\${mark}`)}%` : undefined
  const { rows } = await sql<QuestionRow>`select ${columns} from question_version v
    where v.programme_id = ${programmeId}
      and not exists (select 1 from question_version later where later.question_id = v.question_id and later.number > v.number)
      and ${like ? sql`(v.title ilike ${like} or v.stem ilike ${like})` : sql`true`}
      and ${after ? sql`v.id < ${after}::uuid` : sql`true`}
    order by v.id desc limit ${limit}`.execute(tx)
  return rows
}

export const findKey = async (tx: Tx, versionId: string) =>
  as<ExamTables>(tx)
    .selectFrom('questionVersion')
    .select(['id', 'programmeId', 'key'])
    .where('id', '=', versionId)
    .executeTakeFirst()
