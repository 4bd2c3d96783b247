import { type Insertable, sql } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { DeclarationTables } from './tables.ts'

export const filesOf = (tx: Db | Tx, declarationId: string) =>
  as<DeclarationTables>(tx)
    .selectFrom('declarationFile')
    .select(['id', 'name', 'mediaType', 'bytes', 'sha256', 'addedAt', 'submitted'])
    .where('declarationId', '=', declarationId)
    .where('removedAt', 'is', null)
    .orderBy('id')
    .execute()

export const insertFile = async (
  tx: Tx,
  row: Insertable<DeclarationTables['declarationFile']>,
): Promise<void> => {
  await as<DeclarationTables>(tx).insertInto('declarationFile').values(row).execute()
}

/** A file by itself, its bytes included. */
export const fileContent = (tx: Db | Tx, declarationId: string, fileId: string) =>
  as<DeclarationTables>(tx)
    .selectFrom('declarationFile')
    .select(['name', 'mediaType', 'content'])
    .where('declarationId', '=', declarationId)
    .where('id', '=', fileId)
    .where('removedAt', 'is', null)
    .executeTakeFirst()

/** Takes a file off: put aside where it was once submitted, else gone. */
export const removeFile = async (
  tx: Tx,
  file: { readonly id: string; readonly submitted: boolean },
  now: Date,
): Promise<void> => {
  const table = as<DeclarationTables>(tx)
  if (file.submitted)
    await table.updateTable('declarationFile').set({ removedAt: now }).where('id', '=', file.id).execute()
  else await table.deleteFrom('declarationFile').where('id', '=', file.id).execute()
}

export const markSubmitted = async (tx: Tx, declarationId: string): Promise<void> => {
  await as<DeclarationTables>(tx)
    .updateTable('declarationFile')
    .set({ submitted: true })
    .where('declarationId', '=', declarationId)
    .where('removedAt', 'is', null)
    .where('submitted', '=', false)
    .execute()
}

export interface SameFile {
  readonly fileName: string
  readonly declarationId: string
}

/** The same bytes at other declarations that were once submitted, or are this person's. */
export const sameFiles = async (tx: Db | Tx, declarationId: string, personId: string): Promise<SameFile[]> =>
  (
    await sql<SameFile>`
      select distinct on (o.declaration_id) m.name as file_name, o.declaration_id
      from declaration_file m join declaration_file o on o.sha256 = m.sha256 and o.declaration_id <> m.declaration_id
        join declaration d on d.id = o.declaration_id
      where m.declaration_id = ${declarationId} and m.removed_at is null
        and (d.first_submitted_on is not null or d.person_id = any(pub_person_ids(${personId})))
      order by o.declaration_id, m.id limit 20`.execute(tx)
  ).rows
