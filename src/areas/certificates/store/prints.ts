import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/database.ts'

/** A first print on record. */
export interface Print {
  readonly number: string
  /** SHA-256 of the file, hex. */
  readonly file: string
  readonly classId: string | null
  /** The class or the closing. */
  readonly issuedFor: string
}

/** First prints of these certificates, of one class or one closing. */
export const printsOf = async (tx: Tx, numbers: readonly string[]): Promise<Print[]> => {
  const { rows } = await sql<Print>`
    select number, encode(p.file_hash, 'hex') as file, c.class_id, coalesce(c.class_id, c.closing_id) as issued_for
    from certificate_pdf p join certificate c using (number) where number = any(${[...numbers]}::text[]) order by number`.execute(
    tx,
  )
  return rows
}

/** Certificates whose first print the trail tells of, in events of this name, and that is gone, or is not what it tells. */
export const printsOff = async (
  db: Db,
  printed: string,
): Promise<{ readonly number: string; readonly gone: boolean }[]> => {
  const { rows } = await sql<{ number: string; gone: boolean }>`
    with told as (
      select distinct on (1) split_part(line, ' ', 1) as number, split_part(line, ' ', 2) as file
      from event, jsonb_array_elements_text(data->'rows') line where name = ${printed} order by 1, place)
    select number, p.number is null as gone from told left join certificate_pdf p using (number)
    where encode(p.file_hash, 'hex') is distinct from told.file order by 1`.execute(db)
  return rows
}
