import { sql } from 'kysely'
import { as, type Tx } from '../../../platform/db/database.ts'
import type { ItemKind, KeyedQuestion, Media, Option, Part } from '../domain/item.ts'
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
  readonly parts: Part[]
  readonly media: Media[]
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
    insert into question_version (id, question_id, programme_id, number, kind, title, stem, options, key, parts, media, question_hash, key_hash, created_at)
    select (q->>'versionId')::uuid, made.id, ${programmeId}, 1, q->>'kind', q->>'title', q->>'stem', q->'options', q->'key',
      coalesce(q->'parts', '[]'), coalesce(q->'media', '[]'), q->>'questionHash', q->>'keyHash', ${now}
    from missing join made on made.id = (q->>'questionId')::uuid
    returning id`.execute(tx)
  const { rows } = await sql<{ id: string }>`
    select distinct on (given.at) v.id from jsonb_array_elements(${json}::jsonb) with ordinality as given (q, at)
    join question_version v on v.programme_id = ${programmeId} and v.question_hash = q->>'questionHash' and v.key_hash = q->>'keyHash'
    order by given.at, v.id desc`.execute(tx)
  const versionIds = [...new Set(rows.map(({ id }) => id))]
  return { versionIds, alreadyKnown: versionIds.length - fresh.length }
}

/** Keeps another version of a question that is in the bank. Call after `lockQuestion`. */
export const keepVersion = async (
  tx: Tx,
  { questionId, ...version }: QuestionToKeep,
  now: Date,
): Promise<void> => {
  await sql`insert into question_version (id, question_id, programme_id, number, kind, title, stem, options, key, parts, media, question_hash, key_hash, created_at)
    select ${version.versionId}, id, programme_id, (select max(number) + 1 from question_version where question_id = ${questionId}),
      ${version.kind}, ${version.title}, ${version.stem}, ${JSON.stringify(version.options)}, ${JSON.stringify(version.key)},
      ${JSON.stringify(version.parts ?? [])}, ${JSON.stringify(version.media ?? [])}, ${version.questionHash}, ${version.keyHash}, ${now}
    from question where id = ${questionId}`.execute(tx)
}

/** A version with its key, its question locked against another new version. */
export const lockQuestion = async (
  tx: Tx,
  versionId: string,
): Promise<(QuestionToKeep & { readonly programmeId: string }) | undefined> => {
  await sql`select q.id from question q join question_version v on v.question_id = q.id where v.id = ${versionId} for update of q`.execute(
    tx,
  )
  const { rows } = await sql<QuestionToKeep & { programmeId: string }>`
    select id as version_id, question_id, programme_id, kind, title, stem, options, key, parts, media, question_hash, key_hash
    from question_version where id = ${versionId}`.execute(tx)
  return rows[0]
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

const columns = sql`v.id as version_id, v.question_id, v.number, v.kind, v.title, v.stem, v.options, v.parts, v.media,
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
    .select(['id', 'programmeId', 'kind', 'options', 'parts', 'key'])
    .where('id', '=', versionId)
    .executeTakeFirst()
