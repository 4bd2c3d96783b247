import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { DeliveryState, NotificationTables } from './tables.ts'

export type Delivery = Selectable<NotificationTables['delivery']>

/** Puts a delivery on record; false when the same thing was told to the same address before. */
export const insertDelivery = async (
  tx: Tx,
  delivery: Insertable<NotificationTables['delivery']>,
): Promise<boolean> => {
  const inserted = await as<NotificationTables>(tx)
    .insertInto('delivery')
    .values(delivery)
    .onConflict((clash) => clash.column('key').doNothing())
    .executeTakeFirst()
  return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export const lockDelivery = (tx: Tx, id: string): Promise<Delivery | undefined> =>
  as<NotificationTables>(tx)
    .selectFrom('delivery')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export const updateDelivery = async (
  tx: Tx,
  id: string,
  change: Updateable<NotificationTables['delivery']>,
): Promise<void> => {
  await as<NotificationTables>(tx).updateTable('delivery').set(change).where('id', '=', id).execute()
}

/** Deliveries newest first, each with the name of whom it is for. */
export const listDeliveries = (
  db: Db | Tx,
  shown: { readonly state?: DeliveryState | undefined; readonly channel?: 'email' | 'sms' | undefined },
  after: string | undefined,
  limit: number,
) =>
  as<NotificationTables>(db)
    .selectFrom('delivery as d')
    .leftJoin('pubAccount as a', 'a.id', 'd.recipientId')
    .leftJoin('pubPerson as p', 'p.id', 'd.recipientId')
    .leftJoin('pubOrganisation as o', 'o.id', 'd.recipientId')
    .select([
      'd.id',
      'd.template',
      'd.channel',
      'd.language',
      'd.recipientKind',
      'd.recipientId',
      'd.aboutKind',
      'd.aboutId',
      'd.hint',
      'd.state',
      'd.reason',
      'd.replyCode',
      'd.tries',
      'd.queuedAt',
      'd.nextTryAt',
      'd.settledAt',
      sql<boolean>`d.content is not null`.as('hasContent'),
      sql<string | null>`coalesce(p.name, o.name, a.display_name)`.as('recipientName'),
    ])
    .$if(shown.state !== undefined, (all) => all.where('d.state', '=', shown.state ?? 'queued'))
    .$if(shown.channel !== undefined, (all) => all.where('d.channel', '=', shown.channel ?? 'email'))
    .$if(after !== undefined, (all) => all.where('d.id', '<', after ?? ''))
    .orderBy('d.id', 'desc')
    .limit(limit)
    .execute()
