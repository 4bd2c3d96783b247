import { plain, texts } from '../../../platform/db/array-literal.ts'
import { preparedRead, type Db } from '../../../platform/db/database.ts'
import type { JournalEvent } from '../../../kernel/exam-journal/event.ts'
import type { EpochState } from '../domain/admission.ts'
import type { AppendState } from './journal.ts'
import { ledgerText, timeOf, type LedgerEntry } from './time-ledger.ts'

/** A batch that continues what this process knows of a page: its events follow the page's head without a gap. */
interface KnownAppend {
  readonly personId: string
  readonly paperId: string
  /** As known: nothing waits above its mark, and it has no fence. */
  readonly epoch: EpochState
  /** As known: acts that took time back. */
  readonly takenBack: number
  /** By number, from the mark on. */
  readonly events: readonly JournalEvent[]
  readonly receivedAt: Date
}

/**
 * Appends batches of different attempts and moves their marks, in one statement and one commit. What is known of a page is
 * no more than a guess: only where the attempt is that person's and the epoch stands in the database exactly as known and has
 * no fence, once the locks are held that every act on an attempt takes, is anything written; nor where more time was taken back
 * when the statement began. What is taken back while it waits for a lock it does not see: that batch is in the log, for
 * whoever weighs late answers to decide.
 *
 * @returns the states of the attempts that were written, to answer with, by attempt; of the others nothing has changed.
 */
export const appendKnown = async (
  db: Db,
  appends: readonly KnownAppend[],
): Promise<Map<string, Omit<AppendState, 'epoch'>>> => {
  // In one order, so that two processes wait for each other instead of deadlocking.
  const ordered = appends.toSorted((a, b) => (a.epoch.attempt < b.epoch.attempt ? -1 : 1))
  const chain: string[] = []
  const starts = ordered.map(({ epoch, events }) => {
    chain.push(epoch.head)
    for (const { hash } of events) chain.push(hash)
    return chain.length - events.length - 1
  })
  const events = ordered.flatMap(({ events: own }, at) => own.map((event, nth) => ({ at, event, nth })))
  const rows = await preparedRead<StateRow>(db, {
    name: 'exams.append-known',
    text: statement,
    values: [
      plain(ordered.map(({ epoch }) => epoch.attempt)),
      plain(ordered.map(({ epoch }) => epoch.epoch)),
      plain(ordered.map(({ personId }) => personId)),
      plain(ordered.map(({ epoch }) => epoch.highWater)),
      plain(ordered.map(({ events: own }) => own.length)),
      plain(starts),
      texts(ordered.map(({ receivedAt }) => receivedAt.toISOString())),
      Buffer.from(chain.join(''), 'hex'),
      plain(events.map(({ at }) => at + 1)),
      plain(events.map(({ nth }) => nth + 1)),
      texts(events.map(({ event }) => event.slot)),
      texts(events.map(({ event }) => event.type)),
      texts(events.map(({ event }) => JSON.stringify(event.body))),
      plain(events.map(({ event }) => event.mono)),
      plain(events.map(({ event }) => event.wall)),
      plain(events.map(({ event }) => event.origin?.epoch ?? null)),
      plain(events.map(({ event }) => event.origin?.seq ?? null)),
      plain(ordered.map(({ takenBack }) => takenBack)),
    ],
  })
  return new Map(
    rows.map(({ at, ledger, ...state }) => {
      const { epoch, personId, paperId } = ordered[at - 1] as KnownAppend
      return [
        epoch.attempt,
        { ...state, attemptId: epoch.attempt, personId, paperId, ...timeOf(ledger) },
      ] as const
    }),
  )
}

interface StateRow
  extends Omit<AppendState, 'epoch' | 'attemptId' | 'personId' | 'paperId' | 'adjustments' | 'holds'> {
  readonly at: number
  readonly ledger: LedgerEntry[] | null
}

// Whether time was taken back is a column of what is locked: as a condition there it was measured to cost PostgreSQL more
// (`npm run bench -- exam --only append`).
// The chain is every head followed by the hashes of its batch, 32 bytes each: before each event stands its predecessor.
const statement = `
  with given as materialized (
    select * from unnest($1::uuid[], $2::int[], $3::uuid[], $4::int[], $5::int[], $6::int[], $7::timestamptz[], $18::int[])
      with ordinality as given (id, epoch, person, mark, n, start, received_at, taken_back, at)
  ), locked as materialized (
    select given.at, a.epoch as current_epoch, a.started_at, a.sitting_id, a.shut, a.left_machine, a.messages,
      given.taken_back = (select count(*) from time_adjustment t where t.attempt_id = a.id and t.seconds < 0) as as_known
    from given join attempt a on a.id = given.id and a.person_id = given.person
    where a.started_at is not null order by a.id for update of a
  ), moved as (
    update attempt_epoch e set high_water = given.mark + given.n, reach = given.mark + given.n,
      head = substring($8::bytea from (given.start + given.n) * 32 + 1 for 32)
    from given join locked using (at)
    where locked.as_known and e.attempt_id = given.id and e.epoch = given.epoch and e.fence is null and e.high_water = given.mark and e.reach = given.mark
      and e.head = substring($8::bytea from given.start * 32 + 1 for 32)
    returning given.at
  ), appended as (
    insert into response_event (attempt_id, epoch, seq, slot, type, body, mono, wall, origin_epoch, origin_seq, prev, hash, received_at)
    select given.id, given.epoch, given.mark + one.nth, one.slot, one.type, one.body::jsonb, one.mono, one.wall, one.origin_epoch, one.origin_seq,
      substring($8::bytea from (given.start + one.nth - 1) * 32 + 1 for 32), substring($8::bytea from (given.start + one.nth) * 32 + 1 for 32), given.received_at
    from unnest($9::int[], $10::int[], $11::text[], $12::text[], $13::text[], $14::bigint[], $15::bigint[], $16::int[], $17::int[])
      as one (at, nth, slot, type, body, mono, wall, origin_epoch, origin_seq)
    join given using (at) join moved using (at)
  )
  select moved.at::int, a.current_epoch as "currentEpoch", a.started_at as "startedAt", s.duration_minutes as "durationMinutes", s.closes_at as "closesAt",
    a.shut, a.left_machine as "leftMachine", a.messages, u.receipt,
    ${ledgerText('given.id')} as ledger
  from moved join locked a using (at) join given using (at) join exam_sitting s on s.id = a.sitting_id
  left join attempt_submission u on u.attempt_id = given.id`
