import { as, type Tx } from '../../../platform/db/database.ts'
import type { OrganisationTables } from './tables.ts'

export const listRoomRows = (tx: Tx, organisationId: string) =>
  as<OrganisationTables>(tx)
    .selectFrom('room')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .orderBy('active', 'desc')
    .orderBy('name')
    .orderBy('id')
    .execute()

export const lockRoom = (tx: Tx, roomId: string) =>
  as<OrganisationTables>(tx)
    .selectFrom('room')
    .selectAll()
    .where('id', '=', roomId)
    .forUpdate()
    .executeTakeFirst()

export const insertRoom = async (
  tx: Tx,
  room: { id: string; organisationId: string; name: string; seats: number },
): Promise<void> => {
  await as<OrganisationTables>(tx).insertInto('room').values(room).execute()
}

export const updateRoom = async (
  tx: Tx,
  roomId: string,
  room: { name: string; seats: number; active: boolean },
): Promise<void> => {
  await as<OrganisationTables>(tx).updateTable('room').set(room).where('id', '=', roomId).execute()
}
