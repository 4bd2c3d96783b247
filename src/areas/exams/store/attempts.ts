import { sql } from 'kysely'
import { as, executePlanned, type Db, type Tx } from '../../../platform/db/database.ts'
import type { PassRule } from '../domain/grading.ts'
import type { Permutation } from '../domain/paper.ts'
import { titleEn } from './sittings.ts'
import type { ExamTables } from './tables.ts'
import { ledgerColumn, timeOf, type LedgerEntry, type TimeLedger } from './time-ledger.ts'

export interface SubmissionRow {
  readonly by: 'candidate' | 'time' | 'invigilator'
  readonly submittedAt: Date
  readonly heads: { epoch: number; seq: number; hash: string }[]
  readonly answered: number
  readonly root: string
  readonly receipt: string
}

/** One attempt with its sitting, its time ledger and its submission: everything but the journal. */
export interface AttemptRow extends TimeLedger {
  readonly id: string
  readonly personId: string
  readonly name: string
  readonly ticketNumber: string
  readonly paperId: string
  readonly paperHash: string
  readonly questions: number
  readonly maximum: string
  readonly permutation: Permutation
  readonly permutationHash: string
  readonly startedAt: Date | null
  readonly epoch: number
  readonly sittingId: string
  readonly classId: string | null
  readonly siteId: string | null
  readonly title: string
  readonly titleEn: string
  readonly className: string | null
  readonly classNameEn: string | null
  readonly siteName: string | null
  readonly siteNameEn: string | null
  readonly roomName: string | null
  readonly opensAt: Date
  readonly entryUntil: Date
  readonly closesAt: Date
  readonly durationMinutes: number
  readonly passRule: PassRule
  readonly leaveAfterMinutes: number | null
  readonly configKeys: readonly string[]
  readonly endedAt: Date | null
  readonly cancelledAt: Date | null
  /** Where the candidate sits; null where the sitting has no places. */
  readonly roomId: string | null
  readonly seat: number | null
  readonly shut: boolean
  readonly leftMachine: string | null
  readonly messages: number
  readonly submission: SubmissionRow | null
}

const attemptQuery = sql`
  select a.id, a.person_id, p.name, c.ticket_number, a.paper_id, x.hash as paper_hash, x.item_count as questions, x.maximum, a.permutation,
    a.permutation_hash, a.started_at, a.epoch, s.id as sitting_id, s.class_id, s.site_id, s.title, ${titleEn},
    k.name as class_name, k.name_en as class_name_en, o.name as site_name, o.name_en as site_name_en, r.name as room_name,
    s.opens_at, s.entry_until, s.closes_at, s.duration_minutes, s.pass_rule, s.leave_after_minutes, s.config_keys, s.ended_at, s.cancelled_at,
    coalesce(a.room_id, s.room_id) as room_id, a.seat, a.shut, a.left_machine, a.messages, ${ledgerColumn},
    u.by, u.submitted_at, u.heads, u.answered, u.root, u.receipt
  from attempt a
  join exam_sitting s on s.id = a.sitting_id
  join exam_paper x on x.id = a.paper_id
  join exam_candidate c on c.id = a.candidate_id
  join pub_person p on p.id = a.person_id
  left join pub_training_class k on k.id = s.class_id
  left join pub_organisation o on o.id = s.site_id
  left join pub_room r on r.id = coalesce(a.room_id, s.room_id)
  left join attempt_submission u on u.attempt_id = a.id`

type RawAttempt = Omit<AttemptRow, 'submission' | keyof TimeLedger> & {
  readonly ledger: LedgerEntry[] | null
} & {
  [K in keyof SubmissionRow]: SubmissionRow[K] | null
}

const attemptOf = ({
  by,
  submittedAt,
  heads,
  answered,
  root,
  receipt,
  ledger,
  ...row
}: RawAttempt): AttemptRow => ({
  ...row,
  ...timeOf(ledger),
  submission:
    by && submittedAt && heads && answered !== null && root && receipt
      ? { by, submittedAt, heads, answered, root, receipt }
      : null,
})

export const findAttempt = async (tx: Db | Tx, attemptId: string): Promise<AttemptRow | undefined> => {
  const { rows } = await executePlanned(
    tx,
    'exams.attempt',
    sql<RawAttempt>`${attemptQuery} where a.id = ${attemptId}`,
  )
  return rows[0] && attemptOf(rows[0])
}

/** Locks first and reads after, so that what is read is what the lock protects. */
export const lockAttempt = async (tx: Tx, attemptId: string): Promise<AttemptRow | undefined> => {
  await sql`select id from attempt where id = ${attemptId} for update`.execute(tx)
  return findAttempt(tx, attemptId)
}

export const attemptsOfSitting = async (tx: Db | Tx, sittingId: string): Promise<AttemptRow[]> => {
  const { rows } =
    await sql<RawAttempt>`${attemptQuery} where a.sitting_id = ${sittingId} order by c.ticket_number`.execute(
      tx,
    )
  return rows.map(attemptOf)
}

/** Locks attempts of a sitting in one order, so that two acts on many attempts wait for each other instead of deadlocking. */
export const lockAttempts = async (
  tx: Tx,
  sittingId: string,
  attemptIds?: readonly string[],
  roomId?: string,
): Promise<AttemptRow[]> => {
  const named = attemptIds ? sql`id = any(${[...attemptIds]}::uuid[])` : sql`true`
  const there = roomId
    ? sql`coalesce(room_id, (select s.room_id from exam_sitting s where s.id = sitting_id)) = ${roomId}`
    : sql`true`
  const { rows: locked } = await sql<{
    id: string
  }>`select id from attempt where sitting_id = ${sittingId} and ${named} and ${there} order by id for update`.execute(
    tx,
  )
  const { rows } =
    await sql<RawAttempt>`${attemptQuery} where a.id = any(${locked.map(({ id }) => id)}::uuid[]) order by c.ticket_number`.execute(
      tx,
    )
  return rows.map(attemptOf)
}

export const attemptsOfPerson = async (tx: Db | Tx, personId: string): Promise<AttemptRow[]> => {
  const { rows } =
    await sql<RawAttempt>`${attemptQuery} where a.person_id = any(pub_person_ids(${personId})) order by s.opens_at desc, a.id`.execute(
      tx,
    )
  return rows.map(attemptOf)
}

export const setStarted = async (
  tx: Tx,
  attemptId: string,
  epoch: number,
  startedAt: Date,
): Promise<void> => {
  await as<ExamTables>(tx)
    .updateTable('attempt')
    .set({ startedAt, epoch })
    .where('id', '=', attemptId)
    .execute()
}

/** The epoch of a page made ready before the start. */
export const setEpoch = async (tx: Tx, attemptId: string, epoch: number): Promise<void> => {
  await as<ExamTables>(tx).updateTable('attempt').set({ epoch }).where('id', '=', attemptId).execute()
}

/** Starts many attempts in one statement; answers those that had not begun. */
export const markStarted = async (
  tx: Tx,
  begun: readonly { readonly attemptId: string; readonly startedAt: Date }[],
): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    with locked as (
      select a.id, given.started_at from unnest(${begun.map((one) => one.attemptId)}::uuid[], ${begun.map((one) => one.startedAt)}::timestamptz[]) as given (id, started_at)
      join attempt a on a.id = given.id where a.started_at is null order by a.id for update of a
    )
    update attempt a set started_at = locked.started_at from locked where a.id = locked.id and a.started_at is null returning a.id`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

/**
 * Attempts of a sitting, not handed in, whose time as the sitting gives it to everybody runs out after `from` and by
 * `until`, whatever was given or held.
 */
export const plainlyDue = async (tx: Tx, sittingId: string, from: Date, until: Date): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select a.id from attempt a join exam_sitting s on s.id = a.sitting_id
    cross join lateral (select least(s.closes_at, a.started_at + make_interval(mins => s.duration_minutes)) as at) as plain
    where a.sitting_id = ${sittingId} and a.started_at is not null and plain.at > ${from} and plain.at <= ${until}
      and not exists (select from attempt_submission u where u.attempt_id = a.id)
    order by a.id`.execute(tx)
  return rows.map(({ id }) => id)
}

export interface FreezeToWrite extends SubmissionRow {
  readonly attemptId: string
  readonly submittedBy: string | null
  readonly reason: string | null
  readonly fences: readonly { readonly epoch: number; readonly fence: number }[]
}

/** Fences the pages of attempts that have no fence yet, and writes the one submission of each, in one statement. */
export const freezeAttempts = async (tx: Tx, frozen: readonly FreezeToWrite[]): Promise<void> => {
  const fences = frozen.flatMap(({ attemptId, fences: own }) => own.map((one) => ({ ...one, attemptId })))
  await executePlanned(
    tx,
    'exams.freeze-attempts',
    sql`with fenced as (
        update attempt_epoch e set fence = given.fence
        from unnest(${fences.map((one) => one.attemptId)}::uuid[], ${fences.map((one) => one.epoch)}::int[], ${fences.map((one) => one.fence)}::int[]) as given (id, epoch, fence)
        where e.attempt_id = given.id and e.epoch = given.epoch and e.fence is null
      )
      insert into attempt_submission (attempt_id, by, submitted_at, submitted_by, reason, heads, answered, root, receipt)
      select id, by, at, who, reason, heads::jsonb, answered, root, receipt
      from unnest(${frozen.map((one) => one.attemptId)}::uuid[], ${frozen.map((one) => one.by)}::text[], ${frozen.map((one) => one.submittedAt)}::timestamptz[],
        ${frozen.map((one) => one.submittedBy)}::uuid[], ${frozen.map((one) => one.reason)}::text[], ${frozen.map((one) => JSON.stringify(one.heads))}::text[],
        ${frozen.map((one) => one.answered)}::int[], ${frozen.map((one) => one.root)}::text[], ${frozen.map((one) => one.receipt)}::text[])
        as given (id, by, at, who, reason, heads, answered, root, receipt)`,
  )
}

/** One act on the time of some attempts. `effectiveAt` and `holds` belong to holds and their releases. */
export interface TimeAct {
  readonly actId: string
  readonly kind: LedgerEntry[1]
  readonly scope: LedgerEntry[6]
  readonly seconds: number
  readonly pastClose: boolean
  readonly cause: string
  readonly reason: string
  readonly madeBy: string | null
  readonly effectiveAt: Date | null
}

/** Writes an act into the time ledger of every attempt it is for; a release names the hold it ends. */
export const insertAdjustments = async (
  tx: Tx,
  act: TimeAct,
  rows: readonly { id: string; attemptId: string; holdId?: string }[],
  now: Date,
): Promise<void> => {
  await sql`insert into time_adjustment (id, act_id, attempt_id, kind, scope, seconds, past_close, cause, reason, effective_at, hold_id, made_at, made_by)
    select id, ${act.actId}, attempt, ${act.kind}, ${act.scope}, ${act.seconds}, ${act.pastClose}, ${act.cause}, ${act.reason}, ${act.effectiveAt}, hold, ${now}, ${act.madeBy}
    from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.attemptId)}::uuid[], ${rows.map((row) => row.holdId ?? null)}::uuid[]) as given (id, attempt, hold)`.execute(
    tx,
  )
}

export const findReceipt = async (tx: Db | Tx, receipt: string) => {
  const { rows } = await sql<{
    receipt: string
    title: string
    titleEn: string
    submittedAt: Date
    by: SubmissionRow['by']
    answered: number
    questions: number
    root: string
  }>`
    select u.receipt, s.title, ${titleEn}, u.submitted_at, u.by, u.answered, x.item_count as questions, u.root
    from attempt_submission u join attempt a on a.id = u.attempt_id join exam_sitting s on s.id = a.sitting_id join exam_paper x on x.id = a.paper_id
      left join pub_training_class k on k.id = s.class_id
    where u.receipt = ${receipt}`.execute(tx)
  return rows[0]
}
