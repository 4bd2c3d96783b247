import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'

/**
 * Changes whose words, author or instant are not what was told when they were made: the log carries the cause alone. Of an
 * erased holder the words are gone, and nothing else.
 */
export const changesOff = async (
  db: Db,
  {
    certificateRevoked,
    certificateReplaced,
  }: { readonly [name in 'certificateRevoked' | 'certificateReplaced']: string },
): Promise<string[]> => {
  const { rows } = await sql<{ number: string }>`
    select c.number from certificate_change c
      left join certificate_log l on l.index = c.log_index
      left join certificate_erasure x on x.number = c.number
      left join event e on e.name in (${certificateRevoked}, ${certificateReplaced}) and e.data->>'number' = c.number
    where c.at is distinct from l.at
      or (e.id is not null and (c.cause is distinct from e.data->>'cause' or c.changed_by is distinct from e.actor_account
        or (c.reason is distinct from e.data->>'reason' and not (x.number is not null and c.reason = ''))))
    order by 1`.execute(db)
  return rows.map((row) => row.number)
}
