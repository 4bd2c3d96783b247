import { preparedRead, type Db, type Tx } from '../../../platform/db/database.ts'
import type { Mode } from '../domain/syllabus.ts'
import type { ListedCourse } from './public-courses.ts'

export interface CatalogueFilter {
  readonly q?: string | undefined
  readonly field?: string | undefined
  readonly mode?: Mode | undefined
}

type Given = string | number | null

interface Statement {
  readonly name: string
  readonly text: string
  readonly values: Given[]
}

/** Courses whose code is the text, or whose institution's name holds it. Titles are compared row by row: there are thousands, not millions. */
const coursesFor = (q: string): string => `(select i.id from course i where i.code = upper(${q})
  or i.institution_id in (select o.id from pub_organisation o where o.kind = 'institution' and position(name_key(${q}) in o.search_key) > 0))`

const inField = (field: string): string => `v.course_id in (
  select f.id from course f join pub_key_area k on k.id = f.key_area_id join pub_programme p on p.id = f.programme_id
  where k.code = ${field} or p.code = ${field} or p.field = ${field} or p.field_en = ${field})`

/** Versions in the order of approval as the index gives them, so that a page reads its own rows and no more. */
const byApproval = (conditions: readonly string[]) => ({
  versions: 'course_version v',
  conditions,
  order: 'v.decided_at desc nulls last, v.id',
})

/** Versions that match a text, titles before institutions; put in order before anything is looked up for them. */
const byMatch = (conditions: readonly string[], q: string) => {
  const titled = `position(name_key(${q}) in v.search_key) > 0`
  return {
    versions: `(select v.id, v.course_id, v.number, v.title, v.title_en, v.course_type, v.category, v.minutes_by_mode, v.fee_fen, v.valid_to, v.decided_at,
        ${titled} as titled from course_version v
      where ${[...conditions, `(${titled} or v.course_id in ${coursesFor(q)})`].join(' and ')}
      order by titled desc, v.decided_at desc nulls last, v.id offset 0) v`,
    conditions: [],
    order: 'v.titled desc, v.decided_at desc nulls last, v.id',
  }
}

/**
 * One page of the public catalogue: versions approved and valid, of running programmes, from institutions approved. What
 * filters does so on the version alone; `offset 0` keeps the rest as look-ups made row by row in the order of the versions:
 * left to itself the planner joins the whole catalogue to show twenty rows of it.
 */
const statementFor = (filter: CatalogueFilter, today: string, limit: number, offset: number): Statement => {
  const values: Given[] = [today, limit, offset]
  const placed = (value: string): string => `$${values.push(value)}::text`
  const [q, field, mode] = [
    filter.q?.trim() ? placed(filter.q) : undefined,
    filter.field && placed(filter.field),
    filter.mode && placed(filter.mode),
  ]
  const conditionsOfVersion = [
    "v.status = 'approved' and v.valid_from <= $1::date and v.valid_to >= $1::date",
    ...(field ? [inField(field)] : []),
    ...(mode ? [`(v.minutes_by_mode ->> ${mode})::int > 0`] : []),
  ]
  const { versions, conditions, order } = q
    ? byMatch(conditionsOfVersion, q)
    : byApproval(conditionsOfVersion)
  const text = `
    select c.id as "courseId", c.code, v.number as version, v.title, v.title_en as "titleEn", v.course_type as "courseType", v.category,
      c.institution_id as "institutionId", o.name as institution, o.name_en as "institutionEn",
      jsonb_build_object('code', k.code, 'name', k.name, 'nameEn', k.name_en) as field,
      jsonb_build_object('code', p.code, 'name', p.name, 'nameEn', p.name_en) as programme,
      v.minutes_by_mode as "minutesByMode", v.fee_fen as "feeFen", v.valid_to as "validTo",
      (select min(t.from_day) from course_version w join pub_training_class t on t.course_version_id = w.id
        where w.course_id = c.id and t.state = 'enrolling' and t.from_day >= $1::date) as "nextClassOn"
    from ${versions}
      cross join lateral (select * from course c where c.id = v.course_id offset 0) c
      cross join lateral (select * from pub_programme p where p.id = c.programme_id offset 0) p
      cross join lateral (select * from pub_organisation o where o.id = c.institution_id offset 0) o
      cross join lateral (select * from pub_key_area k where k.id = c.key_area_id offset 0) k
    where ${[
      ...conditions,
      "p.status = 'active' and o.status <> 'closed'",
      `exists (select 1 from pub_institution_approval a where a.institution_id = c.institution_id and a.programme_id = c.programme_id
        and a.status = 'approved' and a.from_day <= $1::date and a.to_day >= $1::date offset 0)`,
    ].join(' and ')}
    order by ${order} limit $2 offset $3`
  return { name: `catalogue${q ? '-text' : ''}${field ? '-field' : ''}${mode ? '-mode' : ''}`, text, values }
}

/** Courses in the catalogue on a day that fit a filter, a page of them. */
export const searchListed = (
  db: Db | Tx,
  filter: CatalogueFilter,
  today: string,
  limit: number,
  offset: number,
): Promise<(ListedCourse & { nextClassOn: string | null })[]> =>
  preparedRead(db, statementFor(filter, today, limit, offset))
