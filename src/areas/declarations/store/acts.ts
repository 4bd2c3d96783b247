import { type Insertable, sql } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { DeclarationTables } from './tables.ts'

export const insertAct = async (
  tx: Tx,
  act: Omit<Insertable<DeclarationTables['declarationAct']>, 'content'> & { content?: object },
): Promise<void> => {
  const { content, ...row } = act
  await as<DeclarationTables>(tx)
    .insertInto('declarationAct')
    .values({ ...row, content: content ? JSON.stringify(content) : null })
    .execute()
}

/** Whose hands the last check was in. */
export const lastCheck = (tx: Db | Tx, declarationId: string) =>
  as<DeclarationTables>(tx)
    .selectFrom('declarationAct')
    .select(['byAccount', 'onBehalfOf', 'byPersons'])
    .where('declarationId', '=', declarationId)
    .where('act', '=', 'checked')
    .orderBy('step', 'desc')
    .limit(1)
    .executeTakeFirst()

export interface ActRow {
  readonly act: DeclarationTables['declarationAct']['act']
  readonly role: DeclarationTables['declarationAct']['role']
  readonly organisation: string | null
  readonly organisationEn: string | null
  readonly by: string | null
  readonly onBehalfOf: string | null
  readonly at: Date
  readonly words: string
}

export const actsOf = async (tx: Db | Tx, declarationId: string): Promise<ActRow[]> =>
  (
    await sql<ActRow>`
      select a.act, a.role, o.name as organisation, o.name_en as organisation_en, b.display_name as by, f.display_name as on_behalf_of, a.at, a.words
      from declaration_act a
        left join pub_organisation o on o.id = a.organisation_id
        left join pub_account b on b.id = a.by_account
        left join pub_account f on f.id = a.on_behalf_of
      where a.declaration_id = ${declarationId} order by a.step`.execute(tx)
  ).rows
