import { sql } from 'kysely'
import type { Tx } from '../../../platform/db/database.ts'
import { organisationHash } from './organisations.ts'

/**
 * Makes the employers not on the register yet, unverified, in one statement; answers those it made. Sorted by key, so that two
 * rosters with the same new names wait for each other instead of deadlocking.
 */
export const insertUnknownEmployers = async (
  tx: Tx,
  candidates: readonly { id: string; name: string }[],
  now: Date,
): Promise<{ id: string; name: string; hash: string }[]> => {
  const { rows } = await sql<{ id: string; name: string; hash: string }>`
    insert into organisation (id, kind, name, status, created_at)
    select id, 'employer', name, 'unverified', ${now} from (
      select distinct on (name_key(name)) id, name
      from unnest(${candidates.map((one) => one.id)}::uuid[], ${candidates.map((one) => one.name)}::text[]) as given (id, name)
      order by name_key(name), id
    ) as fresh
    where not exists (select 1 from organisation o where o.kind = 'employer' and o.name_key = name_key(fresh.name))
    order by name_key(name)
    on conflict (kind, name_key) do nothing
    returning id, name, ${organisationHash} as hash`.execute(tx)
  return rows
}

/** The employer each name means today: of a closed one its successor. */
export const employersNamed = async (
  tx: Tx,
  names: readonly string[],
): Promise<{ given: string; id: string }[]> => {
  const { rows } = await sql<{ given: string; id: string }>`
    select given, coalesce(o.successor_id, o.id) as id
    from unnest(${[...names]}::text[]) as given join organisation o on o.kind = 'employer' and o.name_key = name_key(given)`.execute(
    tx,
  )
  return rows
}
