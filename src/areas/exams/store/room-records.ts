import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../../../platform/db/database.ts'
import type { RoomRecord } from '../domain/room-record.ts'

export interface RoomSignature {
  readonly accountId: string
  readonly personId: string | null
  readonly name: string
  readonly signedAt: Date
}

/** A frozen record with who signed it, in order. */
export interface KeptRecord {
  readonly id: string
  readonly roomId: string | null
  readonly content: RoomRecord
  readonly hash: string
  readonly madeAt: Date
  readonly signatures: RoomSignature[]
}

interface RawRecord extends Omit<KeptRecord, 'signatures'> {
  readonly signatures: (Omit<RoomSignature, 'signedAt'> & { readonly signedAt: string })[]
}

/** Records of one room of a sitting (null: a sitting without rooms), newest first. */
export const recordsOfRoom = async (
  tx: Db | Tx,
  sittingId: string,
  roomId: string | null,
): Promise<KeptRecord[]> => recordsWhere(tx, sittingId, sql`d.room_id is not distinct from ${roomId}::uuid`)

/** Every frozen record of a sitting. */
export const recordsOfSitting = async (tx: Db | Tx, sittingId: string): Promise<KeptRecord[]> =>
  recordsWhere(tx, sittingId, sql`true`)

const recordsWhere = async (
  tx: Db | Tx,
  sittingId: string,
  which: RawBuilder<unknown>,
): Promise<KeptRecord[]> => {
  const { rows } = await sql<RawRecord>`
    select d.id, d.room_id, d.content, d.hash, d.made_at,
      coalesce((select jsonb_agg(jsonb_build_object('accountId', g.account_id, 'personId', g.person_id, 'name', g.name, 'signedAt', g.signed_at) order by g.signed_at)
        from exam_room_signature g where g.record_id = d.id), '[]') as signatures
    from exam_room_record d where d.sitting_id = ${sittingId} and ${which} order by d.made_at desc, d.id desc`.execute(
    tx,
  )
  return rows.map((row) => ({
    ...row,
    signatures: row.signatures.map((one) => ({ ...one, signedAt: new Date(one.signedAt) })),
  }))
}

export const insertRecord = async (
  tx: Tx,
  record: Pick<KeptRecord, 'id' | 'roomId' | 'content' | 'hash'> & { readonly sittingId: string },
  now: Date,
): Promise<void> => {
  await sql`insert into exam_room_record (id, sitting_id, room_id, content, hash, made_at)
    values (${record.id}, ${record.sittingId}, ${record.roomId}, ${JSON.stringify(record.content)}::jsonb, ${record.hash}, ${now})`.execute(
    tx,
  )
}

export const insertSignature = async (
  tx: Tx,
  recordId: string,
  by: Omit<RoomSignature, 'signedAt'>,
  now: Date,
): Promise<void> => {
  await sql`insert into exam_room_signature (record_id, account_id, person_id, name, signed_at)
    values (${recordId}, ${by.accountId}, ${by.personId}, ${by.name}, ${now})`.execute(tx)
}

/** The person behind an account and the name it goes by, for a signature. */
export const signerOf = async (
  tx: Db | Tx,
  accountId: string,
): Promise<{ personId: string | null; name: string } | undefined> => {
  const { rows } = await sql<{ personId: string | null; name: string }>`
    select person_id, display_name as name from pub_account where id = ${accountId}`.execute(tx)
  return rows[0]
}
