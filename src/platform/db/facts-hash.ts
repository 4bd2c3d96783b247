import { type RawBuilder, sql } from 'kysely'

/**
 * SHA-256 (hex) over columns of a row, as the database makes it: said in the event of whatever wrote them, and made anew by
 * `doctor`. Columns whose text depends on a setting of the session (instants, floats) have no place in it.
 */
export const factsHash = (columns: RawBuilder<unknown>): RawBuilder<string> =>
  sql<string>`encode(sha256(convert_to(jsonb_build_array(${columns})::text, 'UTF8')), 'hex')`
