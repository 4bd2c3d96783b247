import { plain, texts } from '../../../platform/db/array-literal.ts'
import { preparedRead, type Db } from '../../../platform/db/database.ts'
import type { JournalEvent } from '../../../kernel/exam-journal/event.ts'
import type { EpochState } from '../domain/admission.ts'
import type { AppendState } from './journal.ts'

/** A batch that continues what this process knows of a page: its events follow the page's head without a gap. */
interface KnownAppend {
  readonly personId: string
  /** As known: nothing waits above its mark, and it has no fence. */
  readonly epoch: EpochState
  /** As known: of the ledger that its time was worked out from. */
  readonly timeVersion: number
  /** By number, from the mark on. */
  readonly events: readonly JournalEvent[]
  readonly receivedAt: Date
}

/** What may have changed about an attempt whose page has no fence and whose time is as known. */
type Appended = Pick<AppendState, 'currentEpoch' | 'shut' | 'leftMachine' | 'messages'>

/**
 * Appends batches of different attempts and moves their marks, in one statement and one commit. What is known of a page is
 * no more than a guess: only where the attempt is that person's, its time is as known, and the epoch stands in the database
 * exactly as known and has no fence, once the locks are held that every act on an attempt takes, is anything written. All of
 * it stands in the rows that are locked and moved, which PostgreSQL reads again after a wait; of another table it would
 * see what there was when the statement began.
 *
 * @returns what the attempts that were written are answered with, by attempt; of the others nothing has changed.
 */
export const appendKnown = async (
  db: Db,
  appends: readonly KnownAppend[],
): Promise<Map<string, Appended>> => {
  // In one order, so that two processes wait for each other instead of deadlocking.
  const ordered = appends.toSorted((a, b) => (a.epoch.attempt < b.epoch.attempt ? -1 : 1))
  const chain: string[] = []
  const starts = ordered.map(({ epoch, events }) => {
    chain.push(epoch.head)
    for (const { hash } of events) chain.push(hash)
    return chain.length - events.length - 1
  })
  const events = ordered.flatMap(({ events: own }, at) => own.map((event, nth) => ({ at, event, nth })))
  const rows = await preparedRead<Appended & { readonly at: number }>(db, {
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
      plain(ordered.map(({ timeVersion }) => timeVersion)),
    ],
  })
  return new Map(rows.map(({ at, ...told }) => [(ordered[at - 1] as KnownAppend).epoch.attempt, told]))
}

// Every step hands on what the next one needs: joined to the batch again, PostgreSQL compares each row with each.
// The chain is every head followed by the hashes of its batch, 32 bytes each: before each event stands its predecessor.
const statement = `
  with locked as materialized (
    select given.*, a.epoch as current_epoch, a.shut, a.left_machine, a.messages, a.time_version = given.version as as_known
    from unnest($1::uuid[], $2::int[], $3::uuid[], $4::int[], $5::int[], $6::int[], $7::timestamptz[], $18::int[])
      with ordinality as given (id, epoch, person, mark, n, start, received_at, version, at)
    join attempt a on a.id = given.id and a.person_id = given.person
    where a.started_at is not null order by a.id for update of a
  ), moved as (
    update attempt_epoch e set high_water = locked.mark + locked.n, reach = locked.mark + locked.n,
      head = substring($8::bytea from (locked.start + locked.n) * 32 + 1 for 32)
    from locked
    where locked.as_known and e.attempt_id = locked.id and e.epoch = locked.epoch and e.fence is null and e.high_water = locked.mark and e.reach = locked.mark
      and e.head = substring($8::bytea from locked.start * 32 + 1 for 32)
    returning locked.*
  ), appended as (
    insert into response_event (attempt_id, epoch, seq, slot, type, body, mono, wall, origin_epoch, origin_seq, prev, hash, received_at)
    select moved.id, moved.epoch, moved.mark + one.nth, one.slot, one.type, one.body::jsonb, one.mono, one.wall, one.origin_epoch, one.origin_seq,
      substring($8::bytea from (moved.start + one.nth - 1) * 32 + 1 for 32), substring($8::bytea from (moved.start + one.nth) * 32 + 1 for 32), moved.received_at
    from unnest($9::int[], $10::int[], $11::text[], $12::text[], $13::text[], $14::bigint[], $15::bigint[], $16::int[], $17::int[])
      as one (at, nth, slot, type, body, mono, wall, origin_epoch, origin_seq)
    join moved using (at)
  )
  select at::int, current_epoch as "currentEpoch", shut, left_machine as "leftMachine", messages from moved`
