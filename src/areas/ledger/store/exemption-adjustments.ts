import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/database.ts'
import type { Exemption } from '../../../rules/index.ts'

/** An exemption that reaches a closed period and was granted, or taken back, after the row that speaks for it. */
export interface ExemptionAdjustmentRow {
  readonly kind: 'exemption-granted' | 'exemption-ended'
  readonly exemptionId: string
  readonly personId: string
  readonly name: string
  readonly period: string
  readonly fromDay: string
  readonly toDay: string
  readonly extent: Exemption['extent']
  /** Of what was done: for what it was granted, or why it was taken back. */
  readonly reason: string
  readonly recordedAt: Date
  readonly exactAt: string
}

// By what the row knew and not by the clock: a grant may begin before a closing and end after it.
const acts = sql`
  select a.kind, x.id as exemption_id, r.person_id, p.name, r.period, x.from_day, x.to_day, x.extent, a.reason, a.recorded_at,
    a.recorded_at::text as exact_at
  from exemption x left join exemption_end e on e.exemption_id = x.id
    cross join lateral unnest(pub_person_ids(x.person_id)) as own (id)
    join closing_row r on r.person_id = own.id and r.programme_id = x.programme_id
      and not exists (select from closing_row s where s.supersedes = r.id)
    join closing c on c.id = r.closing_id and x.from_day <= c.to_day and x.to_day >= c.from_day
    join pub_person p on p.id = r.person_id
    cross join lateral (
      select coalesce(r.content::jsonb #> '{evidence,exemptions}' @> jsonb_build_array(jsonb_build_object('id', x.id)), false) as known
    ) as k
    cross join lateral (
      select 'exemption-granted' as kind, x.reason, x.recorded_at where not k.known
      union all
      select 'exemption-ended', e.reason, e.recorded_at where e.exemption_id is not null
    ) as a
  where (k.known or e.ended_on is null or e.ended_on > r.closed_on)`

/** Of a person, oldest first. */
export const exemptionAdjustmentsOfPerson = async (
  tx: Db | Tx,
  personId: string,
  programmeId: string,
): Promise<ExemptionAdjustmentRow[]> => {
  const { rows } = await sql<ExemptionAdjustmentRow>`${acts}
      and x.person_id = any(pub_person_ids(${personId})) and x.programme_id = ${programmeId}
    order by a.recorded_at, x.id`.execute(tx)
  return rows
}

/** Of everybody whose period was closed, newest first, in pages; one row more than asked tells of a next one. */
export const exemptionAdjustmentsOfPeriod = async (
  tx: Db | Tx,
  { programmeId, period }: { readonly programmeId: string; readonly period: string },
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<ExemptionAdjustmentRow[]> => {
  const { rows } = await sql<ExemptionAdjustmentRow>`${acts}
      and x.programme_id = ${programmeId} and r.period = ${period}
      and ${after ? sql`(a.recorded_at, x.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
    order by a.recorded_at desc, x.id desc limit ${limit + 1}`.execute(tx)
  return rows
}
