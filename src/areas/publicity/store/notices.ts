import { sql } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { PublicityTables } from './tables.ts'

export interface NoticeText {
  readonly programmeId: string | null
  readonly title: string
  readonly titleEn: string
  readonly body: string
  readonly bodyEn: string
  readonly publishedOn: string
}

const withProgramme = (db: Db | Tx) =>
  as<PublicityTables>(db)
    .selectFrom('notice as n')
    .leftJoin('pubProgramme as p', 'p.id', 'n.programmeId')
    .selectAll('n')
    .select(['p.name as programmeName', 'p.nameEn as programmeNameEn'])

/** Notices in the order of their day, newest first; the public sees those whose day has come. */
export const listNoticeRows = (
  db: Db | Tx,
  shown: { readonly until: string } | 'all',
  after: readonly [string, string] | undefined,
  limit: number,
) =>
  withProgramme(db)
    .$if(shown !== 'all', (notices) =>
      notices
        .where('n.withdrawnAt', 'is', null)
        .where('n.publishedOn', '<=', shown === 'all' ? '' : shown.until),
    )
    .$if(after !== undefined, (notices) =>
      notices.where(
        sql<boolean>`(n.published_on, n.id) < (${after?.[0] ?? null}::date, ${after?.[1] ?? null}::uuid)`,
      ),
    )
    .orderBy('n.publishedOn', 'desc')
    .orderBy('n.id', 'desc')
    .limit(limit)
    .execute()

export type NoticeRow = Awaited<ReturnType<typeof listNoticeRows>>[number]

export const findNotice = (db: Db | Tx, id: string): Promise<NoticeRow | undefined> =>
  withProgramme(db).where('n.id', '=', id).executeTakeFirst()

export const lockNotice = (tx: Tx, id: string) =>
  as<PublicityTables>(tx).selectFrom('notice').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const insertNotice = async (
  tx: Tx,
  id: string,
  text: NoticeText,
  by: string | null,
  now: Date,
): Promise<void> => {
  await as<PublicityTables>(tx)
    .insertInto('notice')
    .values({ id, ...text, withdrawnAt: null, createdBy: by, createdAt: now })
    .execute()
}

/** Saves over the revision that was read; false when somebody saved in between. */
export const updateNotice = async (
  tx: Tx,
  id: string,
  revision: number,
  text: NoticeText,
): Promise<boolean> => {
  const updated = await as<PublicityTables>(tx)
    .updateTable('notice')
    .set({ ...text, revision: revision + 1 })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}

export const setWithdrawn = async (
  tx: Tx,
  id: string,
  withdrawn: { at: Date; reason: string } | null,
): Promise<void> => {
  await as<PublicityTables>(tx)
    .updateTable('notice')
    .set({ withdrawnAt: withdrawn?.at ?? null, withdrawnReason: withdrawn?.reason ?? '' })
    .where('id', '=', id)
    .execute()
}

export const programmeExists = async (tx: Tx, id: string): Promise<boolean> =>
  (await as<PublicityTables>(tx)
    .selectFrom('pubProgramme')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst()) !== undefined
