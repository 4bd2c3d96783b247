import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../../../platform/db/database.ts'
import type { ClassState } from '../domain/class-state.ts'
import type { Mode } from './tables.ts'
import { withinScope, type ReadScope } from './scope.ts'

export interface ClassListRow {
  readonly id: string
  readonly filingNumber: string
  readonly name: string
  readonly nameEn: string
  readonly programmeId: string
  readonly programmeName: string
  readonly programmeNameEn: string
  readonly courseId: string
  readonly courseVersionId: string
  readonly courseTitle: string
  readonly courseTitleEn: string
  readonly institutionId: string
  readonly institutionName: string
  readonly institutionNameEn: string
  readonly mode: Mode
  readonly from: string
  readonly to: string
  readonly capacity: number
  readonly enrolled: number
  readonly waiting: number
  readonly feeFen: number
  readonly state: ClassState
  readonly demo: boolean
  readonly sessions: number
  readonly sessionsConfirmed: number
  readonly sessionsOverdue: number
}

export interface ClassFilter {
  readonly programmeId?: string | undefined
  readonly institutionId?: string | undefined
  readonly courseId?: string | undefined
  readonly state?: string | undefined
  readonly mode?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly q?: string | undefined
  readonly overdue?: boolean | undefined
}

/** Columns every reading of a class shows, over `summaryFrom`. */
export const summaryColumns = sql`
  k.id, k.filing_number, k.name, k.name_en, k.programme_id, p.name as programme_name, p.name_en as programme_name_en,
  c.course_id, k.course_version_id, c.title as course_title, c.title_en as course_title_en,
  k.institution_id, o.name as institution_name, o.name_en as institution_name_en,
  k.mode, k.from_day as "from", k.to_day as "to", k.capacity, people.enrolled, people.waiting, k.fee_fen, k.state, k.demo`

export const summaryFrom = sql`
  training_class k
  join pub_programme p on p.id = k.programme_id
  join pub_course c on c.version_id = k.course_version_id
  join pub_organisation o on o.id = k.institution_id
  cross join lateral (
    select count(*) filter (where e.state in ('confirmed', 'completed', 'not-completed'))::int as enrolled,
      count(*) filter (where e.state = 'waiting')::int as waiting
    from enrolment e where e.class_id = k.id
  ) as people`

/** Sessions of `k`: all that were not cancelled, those confirmed, and those over by `now` that are not. */
const sessionCounts = (now: Date): RawBuilder<unknown> => sql`
  cross join lateral (
    select count(*)::int as sessions, count(f.session_id)::int as sessions_confirmed,
      count(*) filter (where f.session_id is null and upper(s.during) <= ${now}::timestamptz at time zone p.zone)::int as sessions_overdue
    from class_session s left join attendance_confirmation f on f.session_id = s.id
    where s.class_id = k.id and not s.cancelled
  ) as held`

/** `%` and `_` typed by a reader mean themselves. */
const like = (text: string): string => `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`

const wanted = (filter: ClassFilter): RawBuilder<unknown>[] => {
  const { programmeId, institutionId, courseId, mode, from, to } = filter
  const q = filter.q?.trim()
  return [
    programmeId ? sql`k.programme_id = ${programmeId}` : sql`true`,
    institutionId ? sql`k.institution_id = ${institutionId}` : sql`true`,
    courseId ? sql`c.course_id = ${courseId}` : sql`true`,
    mode ? sql`k.mode = ${mode}` : sql`true`,
    from ? sql`k.to_day >= ${from}` : sql`true`,
    to ? sql`k.from_day <= ${to}` : sql`true`,
    q
      ? sql`(k.name ilike ${like(q)} or k.name_en ilike ${like(q)} or c.title ilike ${like(q)} or c.title_en ilike ${like(q)} or k.filing_number ilike ${like(q)})`
      : sql`true`,
    filter.overdue
      ? sql`held.sessions_overdue > 0 and k.state in ('filed', 'enrolling', 'running')`
      : sql`true`,
  ]
}

/** Classes within a scope, newest first; one row more than asked tells that there are more. */
export const listClasses = async (
  connection: Db | Tx,
  asked: {
    scope: ReadScope
    filter: ClassFilter
    after?: readonly [string, string] | undefined
    limit: number
    now: Date
    today: string
  },
): Promise<ClassListRow[]> => {
  const { filter, after } = asked
  const { rows } = await sql<ClassListRow>`
    select ${summaryColumns}, held.sessions, held.sessions_confirmed, held.sessions_overdue
    from ${summaryFrom} ${sessionCounts(asked.now)}
    where ${withinScope(asked.scope, asked.today)} and ${sql.join(wanted(filter), sql` and `)}
      and ${filter.state ? sql`k.state = ${filter.state}` : sql`true`}
      and ${after ? sql`(k.from_day, k.id) < (${after[0]}::date, ${after[1]}::uuid)` : sql`true`}
    order by k.from_day desc, k.id desc limit ${asked.limit + 1}`.execute(connection)
  return rows
}

/** How many classes of each state the same scope and filter hold, whatever state is being looked at. */
export const countClasses = async (
  connection: Db | Tx,
  asked: { scope: ReadScope; filter: ClassFilter; now: Date; today: string },
): Promise<Record<string, number>> => {
  const { rows } = await sql<{ state: string; n: number }>`
    select k.state, count(*)::int as n
    from training_class k
    join pub_programme p on p.id = k.programme_id
    join pub_course c on c.version_id = k.course_version_id
    join pub_organisation o on o.id = k.institution_id ${asked.filter.overdue ? sessionCounts(asked.now) : sql``}
    where ${withinScope(asked.scope, asked.today)} and ${sql.join(wanted(asked.filter), sql` and `)}
    group by k.state`.execute(connection)
  return Object.fromEntries(rows.map((row) => [row.state, row.n]))
}
