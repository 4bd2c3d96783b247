import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/database.ts'

type Mode = 'face-to-face' | 'distance' | 'advanced-seminar'

export interface ListedInstitution {
  readonly id: string
  readonly name: string
  readonly nameEn: string
  readonly districtName: string | null
  readonly districtNameEn: string | null
  readonly address: string
  readonly approvals: { programmeName: string; programmeNameEn: string; modes: Mode[]; to: string }[]
  readonly courses: number
}

/** Institutions approved today for a running programme, by name. */
export const listedInstitutions = async (
  db: Db | Tx,
  filter: { q?: string | undefined; mode?: Mode | undefined },
  today: string,
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<ListedInstitution[]> => {
  const { q, mode } = filter
  const { rows } = await sql<ListedInstitution>`
    select o.id, o.name, o.name_en, d.name as district_name, d.name_en as district_name_en, o.address, a.approvals,
      (select count(distinct c.course_id) from pub_course c where c.institution_id = o.id and c.status = 'approved'
        and c.valid_from <= ${today}::date and c.valid_to >= ${today}::date) as courses
    from pub_organisation o left join pub_organisation d on d.id = o.district_id
      join lateral (
        select jsonb_agg(jsonb_build_object('programmeName', p.name, 'programmeNameEn', p.name_en, 'modes', a.modes, 'to', a.to_day) order by p.from_day, p.id) as approvals,
          bool_or(${mode ?? null}::text is null or ${mode ?? null}::text = any(a.modes)) as fits
        from pub_institution_approval a join pub_programme p on p.id = a.programme_id and p.status = 'active'
        where a.institution_id = o.id and a.status = 'approved' and a.from_day <= ${today}::date and a.to_day >= ${today}::date
      ) a on a.approvals is not null and a.fits
    where o.kind = 'institution' and o.status <> 'closed'
      and ${q?.trim() ? sql`position(name_key(${q}) in o.search_key) > 0` : sql`true`}
      and ${after ? sql`(o.name, o.id) > (${after[0]}, ${after[1]}::uuid)` : sql`true`}
    order by o.name, o.id limit ${limit}`.execute(db)
  return rows
}

/** Test sites with the rooms and seats in use. */
export const listedSites = async (db: Db | Tx) => {
  const { rows } = await sql<{
    id: string
    name: string
    nameEn: string
    districtName: string | null
    districtNameEn: string | null
    address: string
    rooms: number
    seats: number
  }>`
    select o.id, o.name, o.name_en, d.name as district_name, d.name_en as district_name_en, o.address,
      (select count(*) from pub_room r where r.organisation_id = o.id and r.active) as rooms,
      (select coalesce(sum(r.seats), 0) from pub_room r where r.organisation_id = o.id and r.active)::int as seats
    from pub_organisation o left join pub_organisation d on d.id = o.district_id
    where o.kind = 'site' and o.status <> 'closed' order by o.name, o.id limit 200`.execute(db)
  return rows
}
