import { sql } from 'kysely'
import type { JournalEvent } from '../../../kernel/exam-journal/event.ts'
import { as, executePlanned, type Db, type Tx } from '../../../platform/db/database.ts'
import type { EpochState, ForeignReason } from '../domain/admission.ts'
import type { LoggedEvent } from '../domain/lateness.ts'
import type { ExamTables } from './tables.ts'
import { fenceColumn } from './tails.ts'
import { ledgerColumn, timeOf, type LedgerEntry, type TimeLedger } from './time-ledger.ts'

/** What the time of one attempt depends on. */
export interface AttemptClock extends TimeLedger {
  readonly startedAt: Date
  readonly durationMinutes: number
  readonly closesAt: Date
}

/** What an append needs of one attempt: whose it is, its epoch, and its time. */
export interface AppendState extends AttemptClock {
  readonly attemptId: string
  readonly personId: string
  readonly paperId: string
  readonly currentEpoch: number
  /** Of the ledger of its time. */
  readonly timeVersion: number
  readonly shut: boolean
  readonly leftMachine: string | null
  readonly messages: number
  readonly receipt: string | null
  /** Null when this epoch was never granted. */
  readonly epoch: EpochState | null
}

interface RawState extends Omit<AppendState, 'epoch' | keyof TimeLedger> {
  readonly ledger: LedgerEntry[] | null
  readonly asked: number
  readonly machine: string | null
  readonly writer: string
  readonly fence: number | null
  readonly highWater: number
  readonly head: Buffer
  readonly reach: number
}

/** Takes the row locks of attempts in one order. */
export const lockForAppend = async (tx: Tx, attemptIds: readonly string[]): Promise<void> => {
  await sql`select id from attempt where id = any(${[...attemptIds]}::uuid[]) order by id for update`.execute(
    tx,
  )
}

/** States of many attempts at once, one epoch of each; attempts that do not exist or never started are missing. */
export const readAppendStates = async (
  tx: Db | Tx,
  wanted: readonly { readonly attemptId: string; readonly epoch: number }[],
): Promise<AppendState[]> => {
  const { rows } = await sql<RawState>`
    select a.id as attempt_id, a.person_id, a.paper_id, a.epoch as current_epoch, a.started_at, s.duration_minutes, s.closes_at,
      a.shut, a.left_machine, a.messages, a.time_version, ${ledgerColumn},
      u.receipt, wanted.epoch as asked, e.machine, e.writer, e.fence, e.high_water, e.head, e.reach
    from unnest(${wanted.map((one) => one.attemptId)}::uuid[], ${wanted.map((one) => one.epoch)}::int[]) as wanted (id, epoch)
    join attempt a on a.id = wanted.id
    join exam_sitting s on s.id = a.sitting_id
    left join attempt_epoch e on e.attempt_id = a.id and e.epoch = wanted.epoch
    left join attempt_submission u on u.attempt_id = a.id
    where a.started_at is not null`.execute(tx)
  return rows.map(({ asked, machine, writer, fence, highWater, head, reach, ledger, ...state }) => ({
    ...state,
    ...timeOf(ledger),
    epoch:
      machine === null
        ? null
        : {
            attempt: state.attemptId,
            epoch: asked,
            machine,
            writer,
            fence,
            highWater,
            head: head.toString('hex'),
            reach,
          },
  }))
}

/** Hashes of stored events an admission must know: those at the numbers of a batch, and those waiting above a gap. */
export const readStoredHashes = async (
  tx: Tx,
  wanted: readonly { readonly attemptId: string; readonly epoch: number; readonly from: number }[],
): Promise<(Pick<JournalEvent, 'seq' | 'hash' | 'prev'> & { attemptId: string; epoch: number })[]> => {
  const { rows } = await sql<{ attemptId: string; epoch: number; seq: number; hash: string; prev: string }>`
    select r.attempt_id, r.epoch, r.seq, encode(r.hash, 'hex') as hash, encode(r.prev, 'hex') as prev
    from unnest(${wanted.map((one) => one.attemptId)}::uuid[], ${wanted.map((one) => one.epoch)}::int[], ${wanted.map((one) => one.from)}::int[]) as wanted (id, epoch, start)
    join response_event r on r.attempt_id = wanted.id and r.epoch = wanted.epoch and r.seq >= wanted.start`.execute(
    tx,
  )
  return rows
}

export interface EventToAppend {
  readonly attemptId: string
  readonly epoch: number
  /** When the request arrived, not when it was written: a busy centre makes nobody late. */
  readonly receivedAt: Date
  readonly event: JournalEvent
}

export interface MarkToSet {
  readonly attemptId: string
  readonly epoch: number
  readonly highWater: number
  readonly head: string
  readonly reach: number
}

/** Appends events of many attempts and moves their marks, in one statement. */
export const appendToLog = async (
  tx: Tx,
  events: readonly EventToAppend[],
  marks: readonly MarkToSet[],
): Promise<void> => {
  const column = <T>(pick: (one: EventToAppend) => T): T[] => events.map(pick)
  await sql`
    with appended as (
      insert into response_event (attempt_id, epoch, seq, slot, type, body, mono, wall, origin_epoch, origin_seq, prev, hash, received_at)
      select id, epoch, seq, slot, type, body::jsonb, mono, wall, origin_epoch, origin_seq, decode(prev, 'hex'), decode(hash, 'hex'), received_at
      from unnest(${column((one) => one.attemptId)}::uuid[], ${column((one) => one.epoch)}::int[], ${column((one) => one.event.seq)}::int[],
        ${column((one) => one.event.slot)}::text[], ${column((one) => one.event.type)}::text[], ${column((one) => JSON.stringify(one.event.body))}::text[],
        ${column((one) => one.event.mono)}::bigint[], ${column((one) => one.event.wall)}::bigint[], ${column((one) => one.event.origin?.epoch ?? null)}::int[],
        ${column((one) => one.event.origin?.seq ?? null)}::int[], ${column((one) => one.event.prev)}::text[], ${column((one) => one.event.hash)}::text[],
        ${column((one) => one.receivedAt)}::timestamptz[])
        as given (id, epoch, seq, slot, type, body, mono, wall, origin_epoch, origin_seq, prev, hash, received_at)
      on conflict do nothing
    )
    update attempt_epoch e set high_water = given.high_water, head = decode(given.head, 'hex'), reach = given.reach
    from unnest(${marks.map((one) => one.attemptId)}::uuid[], ${marks.map((one) => one.epoch)}::int[], ${marks.map((one) => one.highWater)}::int[],
      ${marks.map((one) => one.head)}::text[], ${marks.map((one) => one.reach)}::int[]) as given (id, epoch, high_water, head, reach)
    where e.attempt_id = given.id and e.epoch = given.epoch`.execute(tx)
}

export const keepForeign = async (
  tx: Tx,
  kept: readonly (EventToAppend & { readonly reason: ForeignReason })[],
): Promise<void> => {
  for (const { attemptId, epoch, event, reason, receivedAt } of kept) {
    await sql`insert into response_foreign (attempt_id, epoch, seq, hash, reason, event, received_at)
      values (${attemptId}, ${epoch}, ${event.seq}, ${event.hash}, ${reason}, ${JSON.stringify(event)}::jsonb, ${receivedAt}) on conflict do nothing`.execute(
      tx,
    )
  }
}

export const readEpochs = async (tx: Db | Tx, attemptIds: readonly string[]): Promise<EpochState[]> => {
  const { rows } = await executePlanned(
    tx,
    'exams.epochs',
    sql<Omit<EpochState, 'head'> & { head: Buffer }>`
    select e.attempt_id as attempt, e.epoch, e.machine, e.writer, ${fenceColumn}, e.high_water, e.head, e.reach from attempt_epoch e
    where e.attempt_id = any(${[...attemptIds]}::uuid[]) order by e.attempt_id, e.epoch`,
  )
  return rows.map((row) => ({ ...row, head: row.head.toString('hex') }))
}

export const insertEpoch = async (
  tx: Tx,
  epoch: EpochState,
  silentSeconds: number,
  grantedBy: string | null,
  now: Date,
  publicKey: Buffer | null,
): Promise<void> => {
  await as<ExamTables>(tx)
    .insertInto('attemptEpoch')
    .values({
      attemptId: epoch.attempt,
      epoch: epoch.epoch,
      machine: epoch.machine,
      writer: epoch.writer,
      grantedAt: now,
      grantedBy,
      silentSeconds,
      head: Buffer.from(epoch.head, 'hex'),
      publicKey,
    })
    .execute()
}

export const setFence = async (tx: Tx, attemptId: string, epoch: number, fence: number): Promise<void> => {
  await as<ExamTables>(tx)
    .updateTable('attemptEpoch')
    .set({ fence })
    .where('attemptId', '=', attemptId)
    .where('epoch', '=', epoch)
    .where('fence', 'is', null)
    .execute()
}

interface RawEvent {
  readonly attemptId: string
  readonly epoch: number
  readonly seq: number
  readonly slot: string | null
  readonly type: JournalEvent['type']
  readonly body: JournalEvent['body']
  readonly mono: number
  readonly wall: number
  readonly originEpoch: number | null
  readonly originSeq: number | null
  readonly prev: string
  readonly hash: string
  readonly receivedAt: Date
}

/** The whole log of some attempts, by attempt. */
export const readLogs = async (
  tx: Db | Tx,
  attemptIds: readonly string[],
): Promise<Map<string, LoggedEvent[]>> => {
  const { rows } = await sql<RawEvent>`
    select attempt_id, epoch, seq, slot, type, body, mono, wall, origin_epoch, origin_seq, encode(prev, 'hex') as prev, encode(hash, 'hex') as hash, received_at
    from response_event where attempt_id = any(${[...attemptIds]}::uuid[]) order by attempt_id, epoch, seq`.execute(
    tx,
  )
  const logs = new Map<string, LoggedEvent[]>(attemptIds.map((id) => [id, []]))
  for (const { attemptId, epoch, receivedAt, originEpoch, originSeq, ...event } of rows) {
    const origin = originEpoch !== null && originSeq !== null ? { epoch: originEpoch, seq: originSeq } : null
    logs.get(attemptId)?.push({ epoch, event: { ...event, origin }, receivedAt: receivedAt.getTime() })
  }
  return logs
}

/** How far the log of a page goes, of every page of a sitting whose attempt is not handed in. */
export interface PageReach {
  readonly attemptId: string
  readonly epoch: number
  readonly highWater: number
  readonly reach: number
}

export const reachesOfSitting = async (tx: Db | Tx, sittingId: string): Promise<PageReach[]> => {
  const { rows } = await sql<PageReach>`
    select e.attempt_id, e.epoch, e.high_water, e.reach from attempt a join attempt_epoch e on e.attempt_id = a.id
    where a.sitting_id = ${sittingId} and not exists (select from attempt_submission u where u.attempt_id = a.id)`.execute(
    tx,
  )
  return rows
}

export interface AnswerAt {
  readonly attemptId: string
  readonly epoch: number
  readonly seq: number
  readonly slot: string
  readonly body: JournalEvent['body']
}

/** Answers of these pages beyond a number of each. */
export const answersBeyond = async (
  tx: Db | Tx,
  pages: readonly { readonly attemptId: string; readonly epoch: number; readonly beyond: number }[],
): Promise<AnswerAt[]> => {
  const { rows } = await sql<AnswerAt>`
    select r.attempt_id, r.epoch, r.seq, r.slot, r.body
    from unnest(${pages.map((one) => one.attemptId)}::uuid[], ${pages.map((one) => one.epoch)}::int[], ${pages.map((one) => one.beyond)}::int[]) as page (id, epoch, beyond)
    join response_event r on r.attempt_id = page.id and r.epoch = page.epoch and r.seq > page.beyond
    where r.type = 'answer' and r.slot is not null`.execute(tx)
  return rows
}

export const countForeign = async (tx: Db | Tx, sittingId: string): Promise<Map<string, number>> => {
  const { rows } = await sql<{ attemptId: string; n: number }>`
    select f.attempt_id, count(*)::int as n from response_foreign f join attempt a on a.id = f.attempt_id where a.sitting_id = ${sittingId} group by f.attempt_id`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.attemptId, row.n]))
}

export interface PresenceRow {
  readonly attemptId: string
  readonly at: Date
  readonly epoch: number
  readonly answered: number
  readonly unsent: number
}

export const savePresence = async (db: Db, rows: readonly PresenceRow[]): Promise<void> => {
  await sql`insert into attempt_presence (attempt_id, at, epoch, answered, unsent)
    select * from unnest(${rows.map((row) => row.attemptId)}::uuid[], ${rows.map((row) => row.at)}::timestamptz[], ${rows.map((row) => row.epoch)}::int[],
      ${rows.map((row) => row.answered)}::int[], ${rows.map((row) => row.unsent)}::int[])
    on conflict (attempt_id) do update set at = excluded.at, epoch = excluded.epoch, answered = excluded.answered, unsent = excluded.unsent
    where attempt_presence.at < excluded.at`.execute(db)
}

export const readPresence = async (tx: Db | Tx, sittingId: string): Promise<Map<string, PresenceRow>> => {
  const { rows } = await sql<PresenceRow>`
    select p.attempt_id, p.at, p.epoch, p.answered, p.unsent from attempt_presence p join attempt a on a.id = p.attempt_id where a.sitting_id = ${sittingId}`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.attemptId, row]))
}
