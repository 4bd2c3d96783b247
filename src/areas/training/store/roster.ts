import { type ColumnType, sql } from 'kysely'
import { as, type Tx } from '../../../platform/db/database.ts'
import type { RosterFinding } from '../domain/roster.ts'

/** What a preview keeps of a refused row: where and why, never what the cell held. */
export type KeptFinding = Pick<RosterFinding, 'row' | 'column' | 'code' | 'params'>

export interface PreviewRow {
  readonly id: string
  readonly classId: string
  readonly employerId: string | null
  readonly accepted: number
  readonly state: 'reading' | 'previewed' | 'applying' | 'applied' | 'stopped'
  readonly appliedBy: string | null
  readonly enrolled: number
  readonly waiting: number
  readonly alreadyEnrolled: number
  readonly newPeople: number
}

interface RosterTables {
  rosterPreview: PreviewRow & { tokenHash: Buffer }
  rosterPreviewPart: {
    previewId: string
    part: number
    rowCount: number
    sealed: Buffer
    newPeople: ColumnType<number, number | undefined, number>
  }
}

const kept = (tx: Tx) =>
  as<RosterTables>(tx)
    .selectFrom('rosterPreview')
    .select([
      'id',
      'classId',
      'employerId',
      'accepted',
      'state',
      'appliedBy',
      'enrolled',
      'waiting',
      'alreadyEnrolled',
      'newPeople',
    ])

export const insertPreview = async (
  tx: Tx,
  preview: {
    id: string
    classId: string
    accountId: string | null
    tokenHash: Buffer
    fileName: string
    employerId: string | null
  },
  now: Date,
): Promise<void> => {
  await sql`insert into roster_preview (id, class_id, account_id, token_hash, file_name, employer_id, made_at)
    values (${preview.id}, ${preview.classId}, ${preview.accountId}, ${preview.tokenHash}, ${preview.fileName}, ${preview.employerId}, ${now})`.execute(
    tx,
  )
}

export const findPreview = (tx: Tx, id: string): Promise<PreviewRow | undefined> =>
  kept(tx).where('id', '=', id).executeTakeFirst()

/** The preview, locked: two that apply it at once take turns. */
export const lockPreview = (tx: Tx, id: string): Promise<PreviewRow | undefined> =>
  kept(tx).where('id', '=', id).forUpdate().executeTakeFirst()

/** By its token, and for whoever made it: a token that leaked applies nothing in other hands. */
export const lockPreviewByToken = (
  tx: Tx,
  classId: string,
  accountId: string | null,
  tokenHash: Buffer,
): Promise<PreviewRow | undefined> =>
  kept(tx)
    .where('tokenHash', '=', tokenHash)
    .where('classId', '=', classId)
    .where(sql<boolean>`account_id is not distinct from ${accountId}::uuid`)
    .forUpdate()
    .executeTakeFirst()

export const insertPart = async (
  tx: Tx,
  previewId: string,
  part: number,
  rowCount: number,
  sealed: Buffer,
): Promise<void> => {
  await as<RosterTables>(tx)
    .insertInto('rosterPreviewPart')
    .values({ previewId, part, rowCount, sealed })
    .execute()
}

export const completePreview = async (
  tx: Tx,
  previewId: string,
  found: { accepted: number; refused: readonly KeptFinding[]; ignoredColumns: readonly string[] },
): Promise<void> => {
  await sql`update roster_preview set state = 'previewed', accepted = ${found.accepted}, refused = ${JSON.stringify(found.refused)}::jsonb,
    ignored_columns = ${JSON.stringify(found.ignoredColumns)}::jsonb where id = ${previewId} and state = 'reading'`.execute(
    tx,
  )
}

export const deletePreview = async (tx: Tx, previewId: string): Promise<void> => {
  await sql`delete from roster_preview where id = ${previewId} and state = 'reading'`.execute(tx)
}

/** Previews nobody applied go with the sealed numbers they hold. */
export const deleteStalePreviews = async (tx: Tx, before: Date): Promise<void> => {
  await sql`delete from roster_preview where made_at < ${before} and state in ('reading', 'previewed')`.execute(
    tx,
  )
}

/** Numbers of the parts not applied yet, in order. */
export const partsLeft = async (tx: Tx, previewId: string): Promise<number[]> => {
  const rows = await as<RosterTables>(tx)
    .selectFrom('rosterPreviewPart')
    .select('part')
    .where('previewId', '=', previewId)
    .orderBy('part')
    .execute()
  return rows.map(({ part }) => part)
}

export const sealedPart = async (tx: Tx, previewId: string, part: number): Promise<Buffer | undefined> =>
  (
    await as<RosterTables>(tx)
      .selectFrom('rosterPreviewPart')
      .select('sealed')
      .where('previewId', '=', previewId)
      .where('part', '=', part)
      .executeTakeFirst()
  )?.sealed

export const countNewPeople = async (
  tx: Tx,
  previewId: string,
  part: number,
  newPeople: number,
): Promise<void> => {
  await sql`update roster_preview_part set new_people = new_people + ${newPeople} where preview_id = ${previewId} and part = ${part}`.execute(
    tx,
  )
}

/** Takes a part away for good; `undefined` when it was taken before. */
export const takePart = (
  tx: Tx,
  previewId: string,
  part: number,
): Promise<{ newPeople: number } | undefined> =>
  as<RosterTables>(tx)
    .deleteFrom('rosterPreviewPart')
    .where('previewId', '=', previewId)
    .where('part', '=', part)
    .returning('newPeople')
    .executeTakeFirst()

export const startApplying = async (
  tx: Tx,
  previewId: string,
  by: string | null,
  now: Date,
): Promise<void> => {
  await sql`update roster_preview set state = 'applying', applied_by = ${by}::uuid, applied_at = ${now} where id = ${previewId}`.execute(
    tx,
  )
}

export interface PartCounts {
  readonly enrolled: number
  readonly waiting: number
  readonly alreadyEnrolled: number
  readonly newPeople: number
}

export const addCounts = async (tx: Tx, previewId: string, counts: PartCounts): Promise<void> => {
  await sql`update roster_preview set enrolled = enrolled + ${counts.enrolled}, waiting = waiting + ${counts.waiting},
    already_enrolled = already_enrolled + ${counts.alreadyEnrolled}, new_people = new_people + ${counts.newPeople} where id = ${previewId}`.execute(
    tx,
  )
}

/** Ends an application; what is left of the sealed rows goes. */
export const endApplying = async (
  tx: Tx,
  previewId: string,
  state: 'applied' | 'stopped',
  code: string | null,
): Promise<void> => {
  await sql`update roster_preview set state = ${state}, stopped_code = ${code} where id = ${previewId}`.execute(
    tx,
  )
  await sql`delete from roster_preview_part where preview_id = ${previewId}`.execute(tx)
}
