import { type RawBuilder, sql } from 'kysely'

/** The id of the record that speaks for a person: itself, unless it was merged into another. */
export const survivorOf = (personId: string): RawBuilder<string> => sql<string>`pub_person_id(${personId})`

/** Whether a row is that person's, under whichever of their ids it was recorded. */
export const isPersonOf = (personId: string): RawBuilder<boolean> =>
  sql<boolean>`person_id = any(pub_person_ids(${personId}))`
