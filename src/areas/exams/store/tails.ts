import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/database.ts'
import type { ConsentAsKept } from '../domain/console-trail.ts'
import { consentsNeeded } from '../domain/epochs.ts'

/** Fence of epoch `e`: what had arrived when it was fenced, or as far as two people let the rest of it count. */
export const fenceColumn = sql`greatest(e.fence, (select max(through) from (
    select n.through from exam_tail_consent n where e.fence is not null and n.attempt_id = e.attempt_id and n.epoch = e.epoch
    group by n.through having count(*) >= ${sql.lit(consentsNeeded)}) as agreed)) as fence`

/** What an earlier page left behind: answers kept that do not count, up to number `through`, and who would let them. */
export interface Tail {
  readonly attemptId: string
  readonly epoch: number
  readonly through: number
  /** By how many questions they are to, however often an answer was changed. */
  readonly answers: number
  readonly names: string[]
}

/** Tails of a sitting, of each attempt the newest epoch first. Answers a later page of the same machine took over are not among them. */
export const tailsOfSitting = async (tx: Db | Tx, sittingId: string): Promise<Tail[]> => {
  const { rows } = await sql<Tail>`
    select t.attempt_id, t.epoch, t.through, t.answers,
      coalesce((select array_agg(n.name order by n.consented_at) from exam_tail_consent n
        where n.attempt_id = t.attempt_id and n.epoch = t.epoch and n.through = t.through), '{}') as names
    from (
      select e.attempt_id, e.epoch, e.high_water as through, count(distinct v.slot)::int as answers
      from attempt a
      join lateral (select e.attempt_id, e.epoch, e.high_water, ${fenceColumn} from attempt_epoch e where e.attempt_id = a.id and e.epoch < a.epoch) as e on true
      join response_event v on v.attempt_id = e.attempt_id and v.epoch = e.epoch and v.seq > e.fence and v.type = 'answer'
      where a.sitting_id = ${sittingId} and not exists (
        select 1 from response_event n where n.attempt_id = v.attempt_id and n.epoch > v.epoch and n.origin_epoch = v.epoch and n.origin_seq = v.seq)
      group by e.attempt_id, e.epoch, e.high_water
    ) as t order by t.attempt_id, t.epoch desc`.execute(tx)
  return rows
}

export const insertConsent = async (
  tx: Tx,
  consent: {
    readonly attemptId: string
    readonly epoch: number
    readonly through: number
    readonly accountId: string
    readonly personId: string | null
    readonly name: string
    readonly reason: string
  },
  now: Date,
): Promise<number> => {
  const { attemptId, epoch, through } = consent
  await sql`insert into exam_tail_consent (attempt_id, epoch, through, account_id, person_id, name, reason, consented_at)
    values (${attemptId}, ${epoch}, ${through}, ${consent.accountId}, ${consent.personId}, ${consent.name}, ${consent.reason}, ${now})`.execute(
    tx,
  )
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from exam_tail_consent
    where attempt_id = ${attemptId} and epoch = ${epoch} and through = ${through}`.execute(tx)
  return rows[0]?.n ?? 0
}

/** Every consent of a sitting. */
export const consentsOfSitting = async (tx: Db | Tx, sittingId: string): Promise<ConsentAsKept[]> => {
  const { rows } = await sql<ConsentAsKept>`
    select n.attempt_id, n.epoch, n.through, n.account_id, n.reason from exam_tail_consent n join attempt a on a.id = n.attempt_id
    where a.sitting_id = ${sittingId}`.execute(tx)
  return rows
}
