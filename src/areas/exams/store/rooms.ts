import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/database.ts'

/** A room with its seats, numbered from 1. */
export interface RoomRow {
  readonly id: string
  readonly organisationId: string
  readonly name: string
  readonly seats: number
}

export const roomsById = async (tx: Db | Tx, ids: readonly string[]): Promise<RoomRow[]> => {
  const { rows } = await sql<RoomRow>`
    select id, organisation_id, name, seats from pub_room where id = any(${[...ids]}::uuid[]) order by name, id`.execute(
    tx,
  )
  return rows
}

/** Rooms of a site that are in use, by name. */
export const roomsOfSite = async (tx: Db | Tx, siteId: string): Promise<RoomRow[]> => {
  const { rows } = await sql<RoomRow>`
    select id, organisation_id, name, seats from pub_room where organisation_id = ${siteId} and active order by name, id`.execute(
    tx,
  )
  return rows
}

/** Seats of a sitting that are given out, room by room; null stands for candidates without a room. */
export const takenSeats = async (
  tx: Db | Tx,
  sittingId: string,
): Promise<{ roomId: string | null; seat: number; hash: string }[]> => {
  const { rows } = await sql<{ roomId: string | null; seat: number; hash: string }>`
    select coalesce(a.room_id, s.room_id) as room_id, a.seat, a.permutation_hash as hash from attempt a join exam_sitting s on s.id = a.sitting_id
    where a.sitting_id = ${sittingId} and a.seat is not null`.execute(tx)
  return rows
}

/** Rooms a sitting uses: those its candidates sit in. */
export const roomsOfSitting = async (tx: Db | Tx, sittingId: string): Promise<RoomRow[]> => {
  const { rows } = await sql<RoomRow>`
    select r.id, r.organisation_id, r.name, r.seats from pub_room r
    where r.id in (select coalesce(a.room_id, s.room_id) from attempt a join exam_sitting s on s.id = a.sitting_id where a.sitting_id = ${sittingId})
    order by r.name, r.id`.execute(tx)
  return rows
}
