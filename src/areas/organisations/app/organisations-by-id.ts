import type { Db, Tx } from '../../../platform/db/database.ts'
import { organisationRows } from '../store/organisation-lists.ts'

export type NamedOrganisation = Awaited<ReturnType<typeof organisationRows>>[number]

/** Names and kinds of organisations by id; unknown ids are absent. */
export const organisationsById = async (
  tx: Db | Tx,
  ids: readonly string[],
): Promise<Map<string, NamedOrganisation>> =>
  ids.length === 0 ? new Map() : new Map((await organisationRows(tx, ids)).map((row) => [row.id, row]))
