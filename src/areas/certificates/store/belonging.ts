import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'

/** Names of the events that tell of issue. */
export interface IssuingEvents {
  readonly certificatesIssued: string
  readonly certificateReplaced: string
}

/** A certificate that does not belong where it was issued to. */
export interface Misplaced {
  readonly number: string
  /** `gone` and `untold`: one of certificate and event is without the other; else the column that is not what was issued. */
  readonly off: string
}

/** The employer a certificate is listed under, which nothing else of one of a closing tells: a row of its issuing event. */
export const employerLine = (number: string, employerId: string | null): string =>
  `${number} ${employerId ?? '-'}`

/**
 * Holds whose every certificate is, which no signature tells, to the trail that told of its issue and to the enrolment and class,
 * or the row of a closing, it was issued for. In one pass over each: the database joins, and sorts on its disk what it has no
 * memory for. The person is the trail's: a certificate is written to the record that speaks for somebody on that day, and
 * merges are undone.
 */
export const misplaced = async (
  db: Db,
  { certificatesIssued, certificateReplaced }: IssuingEvents,
): Promise<Misplaced[]> => {
  const { rows } = await sql<Misplaced>`
    with told as (
      select one->>'number' as number, one->>'person' as person, one->>'enrolment' as enrolment, subject_id as issued_for
      from event, jsonb_array_elements(data->'certificates') one where name = ${certificatesIssued}
      union all select data->>'by', subject_id::text, null, null from event where name = ${certificateReplaced}),
    employers as (
      select split_part(line, ' ', 1) as number, nullif(split_part(line, ' ', 2), '-') as employer
      from event, jsonb_array_elements_text(data->'rows') line where name in (${certificatesIssued}, ${certificateReplaced}))
    select coalesce(c.number, told.number) as number, v.off
    from certificate c full join told on told.number = c.number
      left join employers m on m.number = c.number
      left join certificate before on before.number = c.supersedes
      left join pub_enrolment e on e.id = c.enrolment_id
      left join pub_training_class k on k.id = c.class_id
      left join pub_closing_row r on r.id = c.closing_row_id
      cross join lateral (values
        ('gone', c.programme_id is null),
        ('untold', told.person is null),
        ('person_id', c.person_id::text <> told.person),
        ('enrolment_id', case when told.issued_for is not null then c.enrolment_id::text is distinct from told.enrolment
          else c.enrolment_id is distinct from before.enrolment_id end),
        ('class_id', c.class_id is distinct from e.class_id or c.class_id <> told.issued_for),
        ('closing_id', c.closing_id is distinct from r.closing_id or c.closing_id <> told.issued_for),
        ('institution_id', c.institution_id is distinct from k.institution_id),
        ('programme_id', c.programme_id is distinct from coalesce(k.programme_id, r.programme_id)),
        -- Erasing took it; and what an event of a closing did not tell yet is not judged.
        ('employer_id', c.holder <> '' and case when c.closing_row_id is null then c.employer_id is distinct from e.employer_id
          else m.number is not null and c.employer_id::text is distinct from m.employer end)
      ) as v (off, wrong)
    where v.wrong and (v.off in ('gone', 'untold') or (c.programme_id is not null and told.person is not null))
    order by 1, 2`.execute(db)
  return rows
}
