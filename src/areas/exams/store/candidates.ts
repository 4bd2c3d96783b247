import { sql } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { RegisterLine } from '../domain/register.ts'
import type { ExamTables } from './tables.ts'

/** People with a place in a class who are not candidates of the sitting yet, in the order of the class list. */
export const peopleToExamine = async (tx: Tx, classId: string, sittingId: string): Promise<string[]> => {
  const { rows } = await sql<{ personId: string }>`
    select n.survivor_id as person_id from pub_enrolment e join pub_person n on n.id = e.person_id
    where e.class_id = ${classId} and e.state = 'confirmed'
      and not exists (select 1 from exam_candidate c where c.sitting_id = ${sittingId} and c.person_id = any(pub_person_ids(e.person_id)))
    order by e.position`.execute(tx)
  return rows.map((row) => row.personId)
}

export const countPeople = async (tx: Tx, classId: string): Promise<number> => {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from pub_enrolment where class_id = ${classId} and state = 'confirmed'`.execute(
    tx,
  )
  return rows[0]?.n ?? 0
}

export interface CandidateToRegister {
  readonly candidateId: string
  readonly attemptId: string
  readonly personId: string
  readonly ticketNumber: string
  readonly permutation: string
  readonly permutationHash: string
  readonly roomId: string | null
  readonly seat: number | null
}

/** Registers candidates and makes their attempts, two statements for any number. */
export const insertCandidates = async (
  tx: Tx,
  sitting: { id: string; paperId: string },
  candidates: readonly CandidateToRegister[],
  now: Date,
): Promise<void> => {
  if (candidates.length === 0) return
  const column = <T>(pick: (one: CandidateToRegister) => T): T[] => candidates.map(pick)
  const [ids, people] = [column((one) => one.candidateId), column((one) => one.personId)]
  await sql`insert into exam_candidate (id, sitting_id, person_id, ticket_number, registered_at)
    select id, ${sitting.id}, person, ticket, ${now} from unnest(${ids}::uuid[], ${people}::uuid[], ${column((one) => one.ticketNumber)}::text[]) as given (id, person, ticket)`.execute(
    tx,
  )
  await sql`insert into attempt (id, sitting_id, candidate_id, person_id, paper_id, permutation, permutation_hash, created_at, room_id, seat)
    select id, ${sitting.id}, candidate, person, ${sitting.paperId}, permutation::jsonb, hash, ${now}, room, seat
    from unnest(${column((one) => one.attemptId)}::uuid[], ${ids}::uuid[], ${people}::uuid[], ${column((one) => one.permutation)}::text[],
      ${column((one) => one.permutationHash)}::text[], ${column((one) => one.roomId)}::uuid[], ${column((one) => one.seat)}::int[]) as given (id, candidate, person, permutation, hash, room, seat)`.execute(
    tx,
  )
}

export const countCandidates = async (tx: Tx, sittingId: string): Promise<number> => {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from exam_candidate where sitting_id = ${sittingId}`.execute(tx)
  return rows[0]?.n ?? 0
}

/** The register of a sitting as it stands, in no order. */
export const registerOfSitting = async (tx: Tx, sittingId: string): Promise<RegisterLine[]> => {
  const { rows } = await sql<RegisterLine>`
    select c.id as candidate_id, c.person_id, c.ticket_number, a.id as attempt_id, a.person_id as attempt_person_id, a.permutation_hash
    from exam_candidate c left join attempt a on a.candidate_id = c.id where c.sitting_id = ${sittingId}`.execute(
    tx,
  )
  return rows
}

export interface TicketRow {
  readonly attemptId: string
  readonly candidateId: string
  readonly personId: string
  readonly name: string
  readonly ticketNumber: string
  readonly ticketIssue: number
}

const ticketColumns = sql`a.id as attempt_id, c.id as candidate_id, c.person_id, p.name, c.ticket_number, c.ticket_issue`

/** Tickets of a sitting in the order in which they are laid out: room by room, seat by seat. */
export const listTicketRows = async (
  tx: Tx,
  sittingId: string,
): Promise<(TicketRow & { readonly room: string | null; readonly seat: number | null })[]> => {
  const { rows } = await sql<TicketRow & { room: string | null; seat: number | null }>`
    select ${ticketColumns}, r.name as room, a.seat
    from exam_candidate c join attempt a on a.candidate_id = c.id join exam_sitting s on s.id = c.sitting_id
    join pub_person p on p.id = c.person_id left join pub_room r on r.id = coalesce(a.room_id, s.room_id)
    where c.sitting_id = ${sittingId} order by r.name nulls last, a.seat nulls last, c.ticket_number`.execute(
    tx,
  )
  return rows
}

export const findTicket = async (
  tx: Db | Tx,
  ticketNumber: string,
): Promise<(TicketRow & { sittingId: string }) | undefined> => {
  const { rows } = await sql<
    TicketRow & { sittingId: string }
  >`select ${ticketColumns}, c.sitting_id from exam_candidate c join attempt a on a.candidate_id = c.id
    join pub_person p on p.id = c.person_id where c.ticket_number = ${ticketNumber}`.execute(tx)
  return rows[0]
}

/** Makes the older code worthless, and the keys of seats that were opened with it. */
export const countTicketUp = async (tx: Tx, attemptId: string): Promise<void> => {
  await sql`update exam_candidate c set ticket_issue = ticket_issue + 1 from attempt a where a.id = ${attemptId} and c.id = a.candidate_id`.execute(
    tx,
  )
  await sql`delete from seat_key where attempt_id = ${attemptId}`.execute(tx)
}

export const insertSeatKey = async (tx: Tx, keyHash: Buffer, attemptId: string, now: Date): Promise<void> => {
  await sql`insert into seat_key (key_hash, attempt_id, issued_at) values (${keyHash}, ${attemptId}, ${now})`.execute(
    tx,
  )
}

export const findSeat = async (
  tx: Db | Tx,
  keyHash: Buffer,
): Promise<{ attemptId: string; personId: string } | undefined> => {
  const { rows } = await sql<{ attemptId: string; personId: string }>`
    select a.id as attempt_id, a.person_id from seat_key k join attempt a on a.id = k.attempt_id where k.key_hash = ${keyHash}`.execute(
    tx,
  )
  return rows[0]
}

export const sittingOfAttempt = async (tx: Db | Tx, attemptId: string): Promise<string | undefined> =>
  (
    await as<ExamTables>(tx)
      .selectFrom('attempt')
      .select('sittingId')
      .where('id', '=', attemptId)
      .executeTakeFirst()
  )?.sittingId

/** Attempts of a sitting that bear another person, or another sitting, than the registration they were made for. */
export const attemptsOfStrangers = async (
  tx: Tx,
  sittingId: string,
): Promise<{ attemptId: string; ticketNumber: string }[]> => {
  const { rows } = await sql<{ attemptId: string; ticketNumber: string }>`
    select a.id as attempt_id, c.ticket_number from attempt a join exam_candidate c on c.id = a.candidate_id
    where a.sitting_id = ${sittingId} and (a.person_id <> c.person_id or a.sitting_id <> c.sitting_id) order by a.id`.execute(
    tx,
  )
  return rows
}
