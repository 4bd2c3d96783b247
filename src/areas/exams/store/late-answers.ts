import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/database.ts'
import type { LateDecision, LateEvidence, LateHead } from '../domain/lateness.ts'

/** Public key of a page's epoch, DER (SPKI); null where the page has none. */
export const epochKey = async (tx: Db | Tx, attemptId: string, epoch: number): Promise<Buffer | null> => {
  const { rows } = await sql<{ publicKey: Buffer | null }>`
    select public_key from attempt_epoch where attempt_id = ${attemptId} and epoch = ${epoch}`.execute(tx)
  return rows[0]?.publicKey ?? null
}

/** Keeps a signed head; the one that came first stands. */
export const insertLateHead = async (tx: Tx, attemptId: string, head: LateHead): Promise<void> => {
  await sql`insert into exam_late_head (attempt_id, epoch, seq, hash, mono, wall, offset_ms, signature, received_at, last_contact)
    values (${attemptId}, ${head.epoch}, ${head.seq}, decode(${head.hash}, 'hex'), ${head.mono}, ${head.wall}, ${head.offset}, decode(${head.signature}, 'base64'),
      ${new Date(head.receivedAt)}, ${head.lastContact === null ? null : new Date(head.lastContact)}) on conflict do nothing`.execute(
    tx,
  )
}

type RawHead = Omit<LateHead, 'receivedAt' | 'lastContact'> & {
  readonly attemptId: string
  readonly receivedAt: Date
  readonly lastContact: Date | null
}

/** What was signed and decided about late answers, by attempt; attempts without any are missing. */
export const lateEvidence = async (
  tx: Db | Tx,
  attemptIds: readonly string[],
): Promise<Map<string, LateEvidence>> => {
  const { rows: heads } = await sql<RawHead>`
    select attempt_id, epoch, seq, encode(hash, 'hex') as hash, mono, wall, offset_ms as "offset", encode(signature, 'base64') as signature, received_at, last_contact
    from exam_late_head where attempt_id = any(${[...attemptIds]}::uuid[]) order by attempt_id, epoch, seq, received_at`.execute(
    tx,
  )
  const { rows: decisions } = await sql<LateDecision & { readonly attemptId: string }>`
    select attempt_id, epoch, through, accepted from exam_late_decision
    where attempt_id = any(${[...attemptIds]}::uuid[]) order by attempt_id, epoch, through`.execute(tx)
  const told = new Map<string, { heads: LateHead[]; decisions: LateDecision[] }>()
  const of = (attemptId: string) => {
    const known = told.get(attemptId) ?? { heads: [], decisions: [] }
    told.set(attemptId, known)
    return known
  }
  for (const { attemptId, receivedAt, lastContact, signature, ...head } of heads)
    of(attemptId).heads.push({
      ...head,
      // PostgreSQL breaks base64 into lines.
      signature: signature.replaceAll('\n', ''),
      receivedAt: receivedAt.getTime(),
      lastContact: lastContact?.getTime() ?? null,
    })
  for (const { attemptId, ...decision } of decisions) of(attemptId).decisions.push(decision)
  return told
}

export const insertLateDecision = async (
  tx: Tx,
  attemptId: string,
  decision: LateDecision & { readonly reason: string; readonly by: string | null },
  now: Date,
): Promise<void> => {
  await sql`insert into exam_late_decision (attempt_id, epoch, through, accepted, reason, decided_at, decided_by)
    values (${attemptId}, ${decision.epoch}, ${decision.through}, ${decision.accepted}, ${decision.reason}, ${now}, ${decision.by})`.execute(
    tx,
  )
}

/** Attempts of a sitting to which something came after a deadline that may still have to be decided about. */
export const attemptsWithLate = async (
  tx: Db | Tx,
  deadlines: readonly { readonly attemptId: string; readonly after: Date }[],
): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select given.id from unnest(${deadlines.map((one) => one.attemptId)}::uuid[], ${deadlines.map((one) => one.after)}::timestamptz[]) as given (id, after)
    where exists (select 1 from response_event r where r.attempt_id = given.id and r.received_at > given.after)`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

/**
 * The last instant anything was heard of a seat (a record received before `recordsBefore`, a sign of life, or a page let
 * in), with its last sign of life where one is on record: a database that crashed has none.
 */
export const contactOf = async (
  tx: Db | Tx,
  attemptId: string,
  recordsBefore: Date | 'infinity' = 'infinity',
): Promise<{ at: Date; alive: { at: Date; unsent: number } | null } | null> => {
  const { rows } = await sql<{
    at: Date | null
    aliveAt: Date | null
    unsent: number | null
  }>`select greatest(
      (select max(received_at) from response_event where attempt_id = a.id and received_at < ${recordsBefore}), p.at,
      (select max(granted_at) from attempt_epoch where attempt_id = a.id)) as at, p.at as alive_at, p.unsent
    from attempt a left join attempt_presence p on p.attempt_id = a.id where a.id = ${attemptId}`.execute(tx)
  const row = rows[0]
  if (!row?.at) return null
  return {
    at: row.at,
    alive: row.aliveAt && row.unsent !== null ? { at: row.aliveAt, unsent: row.unsent } : null,
  }
}

/** Whether something was decided about late answers of a sitting after an instant. */
export const decidedSince = async (tx: Tx, sittingId: string, since: Date): Promise<boolean> => {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select 1 from exam_late_decision d join attempt a on a.id = d.attempt_id
      where a.sitting_id = ${sittingId} and d.decided_at > ${since}) as found`.execute(tx)
  return rows[0]?.found ?? false
}

/** Keys of the epochs of some attempts to which something signed came late, by attempt. */
export const keysOfLate = async (
  tx: Db | Tx,
  attemptIds: readonly string[],
): Promise<Map<string, { readonly epoch: number; readonly publicKey: Buffer | null }[]>> => {
  const { rows } = await sql<{ attemptId: string; epoch: number; publicKey: Buffer | null }>`
    select e.attempt_id, e.epoch, e.public_key from attempt_epoch e
    where e.attempt_id = any(${[...attemptIds]}::uuid[])
      and exists (select 1 from exam_late_head h where h.attempt_id = e.attempt_id and h.epoch = e.epoch)`.execute(
    tx,
  )
  return Map.groupBy(rows, ({ attemptId }) => attemptId)
}
