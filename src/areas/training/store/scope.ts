import { sql, type RawBuilder } from 'kysely'
import type { Owners } from '../../../access/index.ts'

/** Everything, or only what the reader's organisations and person own; the shape of `scopeFor`. */
export type ReadScope = { readonly all: true } | { readonly all: false; readonly owners: Owners }

/**
 * Condition on a class `k`, its programme `p` and its institution `o`: whose classes a list may show. The words mean
 * the same as in `classOwners`, which judges a single class.
 */
export const withinScope = (scope: ReadScope, today: string): RawBuilder<boolean> => {
  if (scope.all) return sql<boolean>`true`
  const {
    office = [],
    institution = [],
    district = [],
    association = [],
    employer = [],
    professional = [],
  } = scope.owners
  const parts = [
    office.length > 0 && sql`p.office_id = any(${office}::uuid[])`,
    institution.length > 0 && sql`k.institution_id = any(${institution}::uuid[])`,
    district.length > 0 && sql`o.district_id = any(${district}::uuid[])`,
    association.length > 0 &&
      sql`exists (select 1 from pub_association_member m where m.member_id = k.institution_id and m.association_id = any(${association}::uuid[])
        and m.from_day <= ${today} and (m.to_day is null or m.to_day >= ${today}))`,
    employer.length > 0 &&
      sql`exists (select 1 from enrolment e where e.class_id = k.id and e.employer_id = any(${employer}::uuid[]))`,
    professional.length > 0 &&
      sql`exists (select 1 from enrolment e where e.class_id = k.id and e.person_id = any(${professional}::uuid[]))`,
  ].filter((part) => part !== false)
  return parts.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(parts, sql` or `)})`
}
