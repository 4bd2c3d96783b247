import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/database.ts'

interface Study {
  readonly id: string
  readonly personId: string
  readonly kind: string
  readonly title: string
  readonly fromDay: string
  readonly toDay: string
}

/** Declarations of the same kind and title whose days meet: of anybody once submitted, of the person also drafts. */
export const alikeTo = async (tx: Db | Tx, study: Study): Promise<{ id: string }[]> =>
  (
    await sql<{ id: string }>`
      select d.id from declaration d
      where d.id <> ${study.id} and d.kind = ${study.kind} and d.state <> 'draft'
        and lower(regexp_replace(d.title, '\\s', '', 'g')) = lower(regexp_replace(${study.title}, '\\s', '', 'g'))
        and d.from_day <= ${study.toDay}::date and d.to_day >= ${study.fromDay}::date
        and not (d.state = 'withdrawn' and d.first_submitted_on is null)
      order by d.id limit 20`.execute(tx)
  ).rows

export interface ClassTaken {
  readonly id: string
  readonly title: string
  readonly fromDay: string
  readonly toDay: string
  readonly days: string[]
}

/** Classes on the person's record that were held on the days of a study. */
export const classesDuring = async (
  tx: Db | Tx,
  { personId, fromDay, toDay }: Pick<Study, 'personId' | 'fromDay' | 'toDay'>,
): Promise<ClassTaken[]> =>
  (
    await sql<ClassTaken>`
      select a.id, a.title, a.from_day, a.to_day, held.days
      from pub_activity a cross join lateral (
        select coalesce(array_agg(distinct s ->> 'date' order by s ->> 'date'), '{}') as days
        from jsonb_array_elements(case jsonb_typeof(a.sessions) when 'array' then a.sessions else '[]' end) s
        where s ->> 'date' between ${fromDay} and ${toDay}
      ) held
      where a.person_id = any(pub_person_ids(${personId})) and a.source_kind = 'class'
        and a.from_day <= ${toDay}::date and a.to_day >= ${fromDay}::date
        and (a.sessions is null or jsonb_typeof(a.sessions) <> 'array' or cardinality(held.days) > 0)
        and not exists (select from pub_activity r where r.reverses = a.id)
      order by a.from_day, a.id limit 20`.execute(tx)
  ).rows
