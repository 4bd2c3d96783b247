import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/database.ts'

export interface MediaRow {
  readonly programmeId: string
  readonly hash: string
  readonly mediaType: string
  readonly name: string
  readonly content: Buffer
}

/** Keeps a file once; false where the programme has it already. */
export const keepMedia = async (tx: Tx, file: MediaRow, by: string | null, now: Date): Promise<boolean> => {
  const { rows } =
    await sql`insert into exam_media (programme_id, hash, media_type, name, content, added_at, added_by)
    values (${file.programmeId}, ${file.hash}, ${file.mediaType}, ${file.name}, ${file.content}, ${now}, ${by})
    on conflict do nothing returning hash`.execute(tx)
  return rows.length > 0
}

/** Types of files of a programme by hash; what is not there is missing from the answer. */
export const mediaTypesOf = async (
  tx: Tx,
  programmeId: string,
  hashes: readonly string[],
): Promise<Map<string, string>> => {
  const { rows } = await sql<{ hash: string; mediaType: string }>`
    select hash, media_type from exam_media where programme_id = ${programmeId} and hash = any(${[...hashes]})`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.hash, row.mediaType]))
}

/** A file of a programme's bank. */
export const mediaOfProgramme = async (
  tx: Db | Tx,
  programmeId: string,
  hash: string,
): Promise<Pick<MediaRow, 'mediaType' | 'content'> | undefined> => {
  const { rows } = await sql<{ mediaType: string; content: Buffer }>`
    select media_type, content from exam_media where programme_id = ${programmeId} and hash = ${hash}`.execute(
    tx,
  )
  return rows[0]
}

/** A file a paper shows; undefined for one that is on no question of it. */
export const mediaOnPaper = async (
  tx: Db | Tx,
  paperId: string,
  hash: string,
): Promise<Pick<MediaRow, 'mediaType' | 'content'> | undefined> => {
  const { rows } = await sql<{ mediaType: string; content: Buffer }>`
    select m.media_type, m.content from exam_paper p
    join exam_media m on m.programme_id = p.programme_id and m.hash = ${hash}
    where p.id = ${paperId} and exists (
      select 1 from exam_paper_item i join question_version v on v.id = i.question_version_id
      where i.paper_id = p.id and v.media @> jsonb_build_array(jsonb_build_object('hash', ${hash}::text)))`.execute(
    tx,
  )
  return rows[0]
}
