import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../../../platform/db/database.ts'
import type { Outcome } from '../domain/completion.ts'
import type { EnrolmentSource, EnrolmentState } from './tables.ts'

export interface EnrolmentListRow {
  readonly id: string
  readonly personId: string
  readonly name: string
  readonly personClass: string | null
  readonly employerId: string | null
  readonly employerName: string | null
  readonly source: EnrolmentSource
  readonly state: EnrolmentState
  readonly seat: number
  readonly waitingPosition: number | null
  readonly rosterRow: number | null
  readonly appliedAt: Date
  readonly withdrawnReason: string
  readonly outcome: Outcome | null
}

/** Whose rows of a class may be shown: all, or those of these employers and of one person, by every id of theirs. */
export type RowsShown =
  | { readonly all: true }
  | { readonly all: false; readonly employers: readonly string[]; readonly persons: readonly string[] }

const shown = (rows: RowsShown): RawBuilder<boolean> =>
  rows.all
    ? sql<boolean>`true`
    : sql<boolean>`(e.employer_id = any(${rows.employers}::uuid[]) or e.person_id = any(${rows.persons}::uuid[]))`

const like = (text: string): string => `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`

export interface EnrolmentFilter {
  readonly state?: string | undefined
  readonly employerId?: string | undefined
  readonly q?: string | undefined
}

/** People of a class in seating order, after a seat. */
export const enrolmentRows = async (
  connection: Db | Tx,
  asked: {
    classId: string
    programmeId: string
    shown: RowsShown
    filter: EnrolmentFilter
    afterSeat: number
    limit: number
    today: string
  },
): Promise<EnrolmentListRow[]> => {
  const { filter } = asked
  const q = filter.q?.trim()
  const { rows } = await sql<EnrolmentListRow>`
    select e.id, n.survivor_id as person_id, n.name, standing.class as person_class, e.employer_id, o.name as employer_name, e.source, e.state,
      e.position as seat, e.roster_row, e.applied_at, e.withdrawn_reason, e.outcome,
      case when e.state = 'waiting' then (
        select count(*)::int from enrolment w where w.class_id = e.class_id and w.state = 'waiting' and w.position <= e.position
      ) end as waiting_position
    from enrolment e
    join pub_person n on n.id = e.person_id
    left join pub_organisation o on o.id = e.employer_id
    left join lateral (
      select a.class from pub_person_class a
      where a.person_id = e.person_id and a.programme_id = ${asked.programmeId} and a.from_day <= ${asked.today}
      order by a.from_day desc, a.decided_at desc limit 1
    ) as standing on true
    where e.class_id = ${asked.classId} and ${shown(asked.shown)} and e.position > ${asked.afterSeat}
      and ${filter.state ? sql`e.state = ${filter.state}` : sql`true`}
      and ${filter.employerId ? sql`e.employer_id = ${filter.employerId}` : sql`true`}
      and ${q ? sql`n.name ilike ${like(q)}` : sql`true`}
    order by e.position limit ${asked.limit + 1}`.execute(connection)
  return rows
}

export const enrolmentCounts = async (
  connection: Db | Tx,
  classId: string,
  rowsShown: RowsShown,
): Promise<Record<string, number>> => {
  const { rows } = await sql<{ state: string; n: number }>`
    select e.state, count(*)::int as n from enrolment e where e.class_id = ${classId} and ${shown(rowsShown)} group by e.state`.execute(
    connection,
  )
  return Object.fromEntries(rows.map((row) => [row.state, row.n]))
}
