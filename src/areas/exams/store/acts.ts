import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/database.ts'
import type { ActAsKept } from '../domain/console-trail.ts'
import type { ActKind } from '../domain/room-record.ts'

export type ActScope = 'seat' | 'room' | 'sitting'
export type IncidentCode =
  | 'power'
  | 'network'
  | 'machine'
  | 'software'
  | 'question'
  | 'identity'
  | 'misconduct'
  | 'medical'
  | 'environment'

/** A place as an act names it: the room's name stays readable when the room is renamed. */
export interface Place {
  readonly roomId: string | null
  readonly room: string | null
  readonly seat: number | null
}

/** An act of an invigilator at some seats; never changed. */
export interface ActToWrite {
  readonly id: string
  readonly sittingId: string
  readonly kind: 'admit' | 'fence' | 'move' | 'message' | 'incident'
  readonly scope: ActScope
  readonly code: IncidentCode | null
  readonly note: string
  readonly facts: { readonly identitySeen?: boolean; readonly from?: Place; readonly to?: Place }
  readonly madeBy: string | null
}

export const insertAct = async (
  tx: Tx,
  act: ActToWrite,
  seats: readonly { readonly attemptId: string; readonly number?: number }[],
  now: Date,
): Promise<void> => {
  await sql`insert into exam_act (id, sitting_id, kind, scope, code, note, facts, made_at, made_by)
    values (${act.id}, ${act.sittingId}, ${act.kind}, ${act.scope}, ${act.code}, ${act.note}, ${JSON.stringify(act.facts)}::jsonb, ${now}, ${act.madeBy})`.execute(
    tx,
  )
  await sql`insert into exam_act_seat (act_id, attempt_id, number)
    select ${act.id}, id, number from unnest(${seats.map((one) => one.attemptId)}::uuid[], ${seats.map((one) => one.number ?? null)}::int[]) as given (id, number)`.execute(
    tx,
  )
}

/** The acts of a sitting as their rows keep them, whole. */
export const keptActs = async (tx: Db | Tx, sittingId: string): Promise<ActAsKept[]> => {
  const { rows } = await sql<ActAsKept>`
    select m.id, m.kind, m.scope, m.code, m.note, m.facts, m.made_at, m.made_by,
      coalesce((select array_agg(c.attempt_id::text) from exam_act_seat c where c.act_id = m.id), '{}') as attempts
    from exam_act m where m.sitting_id = ${sittingId}`.execute(tx)
  return rows
}

export const setShut = async (tx: Tx, attemptIds: readonly string[], shut: boolean): Promise<void> => {
  await sql`update attempt set shut = ${shut} where id = any(${[...attemptIds]}::uuid[]) and shut <> ${shut}`.execute(
    tx,
  )
}

/** Seats a candidate elsewhere; the machine left behind is not let in again. */
export const setSeat = async (
  tx: Tx,
  attemptId: string,
  place: { readonly roomId: string | null; readonly seat: number },
  leftMachine: string | null,
): Promise<void> => {
  await sql`update attempt set room_id = ${place.roomId}, seat = ${place.seat}, left_machine = ${leftMachine}, shut = false where id = ${attemptId}`.execute(
    tx,
  )
}

/** Counts the messages of some attempts up; answers the number each has now. */
export const countMessagesUp = async (
  tx: Tx,
  attemptIds: readonly string[],
): Promise<{ attemptId: string; number: number }[]> => {
  const { rows } = await sql<{ attemptId: string; number: number }>`
    update attempt set messages = messages + 1 where id = any(${[...attemptIds]}::uuid[]) returning id as attempt_id, messages as number`.execute(
    tx,
  )
  return rows
}

export interface MessageRow {
  readonly number: number
  readonly text: string
  readonly at: Date
  readonly readAt: Date | null
}

export const messagesOf = async (tx: Db | Tx, attemptId: string): Promise<MessageRow[]> => {
  const { rows } = await sql<MessageRow>`
    select c.number, m.note as text, m.made_at as at, r.read_at from exam_act_seat c join exam_act m on m.id = c.act_id
      left join exam_message_read r on r.act_id = c.act_id and r.attempt_id = c.attempt_id
    where c.attempt_id = ${attemptId} and m.kind = 'message' order by c.number`.execute(tx)
  return rows
}

/** Notes that messages up to a number were read; those noted before stay as they are. */
export const insertReadings = async (
  tx: Tx,
  attemptId: string,
  through: number,
  now: Date,
): Promise<void> => {
  await sql`insert into exam_message_read (act_id, attempt_id, read_at)
    select c.act_id, c.attempt_id, ${now} from exam_act_seat c where c.attempt_id = ${attemptId} and c.number <= ${through} on conflict do nothing`.execute(
    tx,
  )
}

/** One line of what was done in a sitting, whichever table keeps it. `attempts` names the seats it was done to. */
export interface LoggedAct {
  readonly id: string
  readonly kind: ActKind
  readonly scope: ActScope
  /** Code of an incident, or cause of time given or held. */
  readonly code: string | null
  readonly note: string
  readonly facts: ActToWrite['facts'] & {
    readonly seconds?: number
    readonly pastClose?: boolean
    readonly effectiveAt?: string
    readonly accepted?: boolean
  }
  readonly at: Date
  readonly by: string | null
  readonly attempts: string[]
}

/** Everything invigilators did in a sitting, oldest first: acts, the time ledger, what they handed in and decided to count. */
export const actsOfSitting = async (tx: Db | Tx, sittingId: string): Promise<LoggedAct[]> => {
  const { rows } = await sql<LoggedAct>`
    select done.id, done.kind, done.scope, done.code, done.note, done.facts, done.at, b.display_name as by, done.attempts from (
      select m.id, m.kind, m.scope, m.code, m.note, m.facts, m.made_at as at, m.made_by,
        coalesce((select array_agg(c.attempt_id order by c.attempt_id) from exam_act_seat c where c.act_id = m.id), '{}') as attempts
      from exam_act m where m.sitting_id = ${sittingId}
      union all
      select t.act_id, t.kind, min(t.scope), min(t.cause), min(t.reason),
        jsonb_strip_nulls(jsonb_build_object('seconds', case when t.kind = 'time' then min(t.seconds) end, 'pastClose', bool_or(t.past_close),
          'effectiveAt', case when t.kind <> 'time' then to_char(min(t.effective_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') end)),
        min(t.made_at), min(t.made_by::text)::uuid, array_agg(distinct t.attempt_id)
      from time_adjustment t join attempt a on a.id = t.attempt_id where a.sitting_id = ${sittingId} group by t.act_id, t.kind
      union all
      select u.attempt_id, 'submit', 'seat', null, coalesce(u.reason, ''), '{}', u.submitted_at, u.submitted_by, array[u.attempt_id]
      from attempt_submission u join attempt a on a.id = u.attempt_id where a.sitting_id = ${sittingId} and u.by = 'invigilator'
      union all
      select n.attempt_id, 'tail', 'seat', null, n.reason, '{}', n.consented_at, n.account_id, array[n.attempt_id]
      from exam_tail_consent n join attempt a on a.id = n.attempt_id where a.sitting_id = ${sittingId}
      union all
      select d.attempt_id, 'late', 'seat', null, d.reason, jsonb_build_object('accepted', d.accepted), d.decided_at, d.decided_by, array[d.attempt_id]
      from exam_late_decision d join attempt a on a.id = d.attempt_id where a.sitting_id = ${sittingId}
    ) as done left join pub_account b on b.id = done.made_by
    order by done.at, done.id`.execute(tx)
  return rows
}

/** What the console shows of a seat beside its attempt. */
export interface SeatSigns {
  readonly attemptId: string
  readonly identitySeen: boolean
  readonly incidents: number
  /** Newest incident's code, for the flag. */
  readonly incident: IncidentCode | null
  readonly unread: number
  readonly silentSeconds: number
}

export const signsOfSitting = async (tx: Db | Tx, sittingId: string): Promise<Map<string, SeatSigns>> => {
  const { rows } = await sql<SeatSigns>`
    select a.id as attempt_id,
      coalesce(bool_or(m.kind = 'admit' and m.facts @> '{"identitySeen": true}'), false) as identity_seen,
      count(*) filter (where m.kind = 'incident')::int as incidents,
      (array_agg(m.code order by m.made_at desc) filter (where m.kind = 'incident'))[1] as incident,
      count(*) filter (where m.kind = 'message' and r.act_id is null)::int as unread,
      (select coalesce(sum(e.silent_seconds), 0)::int from attempt_epoch e where e.attempt_id = a.id) as silent_seconds
    from attempt a
    left join exam_act_seat c on c.attempt_id = a.id
    left join exam_act m on m.id = c.act_id
    left join exam_message_read r on r.act_id = c.act_id and r.attempt_id = c.attempt_id
    where a.sitting_id = ${sittingId} group by a.id`.execute(tx)
  return new Map(rows.map((row) => [row.attemptId, row]))
}
