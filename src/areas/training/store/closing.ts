import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/database.ts'
import type { ExamResult, Outcome } from '../domain/completion.ts'

export interface ToDecide {
  readonly enrolmentId: string
  readonly personId: string
  readonly seat: number
  readonly attendedMinutes: number
  /** The released result that counts: a pass before a failure, of equals the later sitting. */
  readonly exam: ExamResult | null
}

/** Everybody with a place, with what the decision rests on. */
export const toDecide = async (connection: Db | Tx, classId: string): Promise<ToDecide[]> => {
  const { rows } = await sql<ToDecide>`
    with proven as (
      select a.enrolment_id, sum(a.minutes)::int as minutes
      from class_session s join attendance_confirmation f on f.session_id = s.id join pub_attendance a on a.session_id = s.id
      where s.class_id = ${classId} and not s.cancelled group by a.enrolment_id
    ), counting as (
      select distinct on (n.survivor_id) n.survivor_id as person_id, json_build_object('status', r.status, 'score', r.score, 'maximum', r.maximum,
        'passed', r.passed, 'grade', r.grade_zh, 'gradeEn', r.grade_en, 'date', r.exam_date) as exam
      from pub_exam_result r join pub_person n on n.id = r.person_id where r.class_id = ${classId}
      order by n.survivor_id, r.passed desc, (r.status = 'scored') desc, r.exam_date desc nulls last, r.sitting_id desc
    )
    select e.id as enrolment_id, n.survivor_id as person_id, e.position as seat, coalesce(p.minutes, 0) as attended_minutes, c.exam
    from enrolment e join pub_person n on n.id = e.person_id left join proven p on p.enrolment_id = e.id left join counting c on c.person_id = n.survivor_id
    where e.class_id = ${classId} and e.state = 'confirmed' order by e.position`.execute(connection)
  return rows
}

/** Sittings of a class that were not called off, and how many have their results released. */
export const sittingsOf = async (
  connection: Db | Tx,
  classId: string,
): Promise<{ sittings: number; released: number }> => {
  const { rows } = await sql<{ sittings: number; released: number }>`
    select count(*)::int as sittings, count(*) filter (where released)::int as released
    from pub_exam_sitting where class_id = ${classId} and cancelled_at is null`.execute(connection)
  return rows[0] ?? { sittings: 0, released: 0 }
}

/** Freezes outcomes and the states that follow from them, thousands in one statement. */
export const freezeOutcomes = async (
  tx: Tx,
  outcomes: readonly { enrolmentId: string; outcome: Outcome }[],
): Promise<void> => {
  if (outcomes.length === 0) return
  await sql`
    update enrolment e set state = given.decision, outcome = given.outcome
    from unnest(
      ${outcomes.map((one) => one.enrolmentId)}::uuid[], ${outcomes.map((one) => one.outcome.decision)}::text[],
      ${outcomes.map((one) => JSON.stringify(one.outcome))}::jsonb[]
    ) as given (id, decision, outcome)
    where e.id = given.id`.execute(tx)
}

/** SHA-256 over everybody's decision and what it rested on, hex; what `doctor` makes anew of the rows of a closed class. */
export const outcomesHash = async (tx: Tx, classId: string): Promise<string> => {
  const { rows } = await sql<{ hash: string }>`
    select ${outcomesOf} as hash from enrolment e where e.class_id = ${classId}`.execute(tx)
  return rows[0]?.hash ?? ''
}

/** An aggregate over the enrolments `e` of one class. */
export const outcomesOf = sql<string>`encode(sha256(convert_to(coalesce(
  string_agg(concat_ws(' ', e.id, e.state, e.outcome), E'\\n' order by e.id) filter (where e.state in ('completed', 'not-completed')), ''), 'UTF8')), 'hex')`

export interface NamedPerson {
  readonly enrolmentId: string
  readonly name: string
  readonly employerName: string | null
}

export const namesOf = async (
  connection: Db | Tx,
  enrolmentIds: readonly string[],
): Promise<Map<string, NamedPerson>> => {
  const { rows } = await sql<NamedPerson>`
    select e.id as enrolment_id, n.name, o.name as employer_name
    from enrolment e join pub_person n on n.id = e.person_id left join pub_organisation o on o.id = e.employer_id
    where e.id = any(${enrolmentIds}::uuid[])`.execute(connection)
  return new Map(rows.map((row) => [row.enrolmentId, row]))
}

/** Outcomes frozen when the class was closed. */
export const frozenOutcomes = async (
  connection: Db | Tx,
  classId: string,
): Promise<{ enrolmentId: string; personId: string; seat: number; outcome: Outcome }[]> => {
  const { rows } = await sql<{ enrolmentId: string; personId: string; seat: number; outcome: Outcome }>`
    select e.id as enrolment_id, n.survivor_id as person_id, e.position as seat, e.outcome from enrolment e join pub_person n on n.id = e.person_id
    where e.class_id = ${classId} and e.state in ('completed', 'not-completed') order by e.position`.execute(
    connection,
  )
  return rows
}
