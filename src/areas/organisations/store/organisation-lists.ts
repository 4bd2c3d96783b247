import { sql, type RawBuilder } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { OrganisationKind } from '../domain/organisation-facts.ts'
import type { OrganisationStatus } from './organisations.ts'
import type { OrganisationTables } from './tables.ts'

/** What a reader's roles let a list show: everything, or these organisations, the regions of these districts, the members of these associations. */
export type Reach =
  | { readonly all: true }
  | {
      readonly all: false
      readonly organisations: readonly string[]
      readonly districts: readonly string[]
      readonly associations: readonly string[]
    }

export interface OrganisationFilter {
  readonly kind?: OrganisationKind | undefined
  readonly status?: OrganisationStatus | undefined
  readonly districtId?: string | undefined
  readonly q?: string | undefined
}

export interface OrganisationListRow {
  readonly id: string
  readonly kind: OrganisationKind
  readonly name: string
  readonly nameEn: string
  readonly shortName: string
  readonly creditCode: string | null
  readonly districtId: string | null
  readonly districtName: string | null
  readonly districtNameEn: string | null
  readonly status: OrganisationStatus
  readonly demo: boolean
}

const within = (reach: Reach, today: string): RawBuilder<unknown> =>
  reach.all
    ? sql`true`
    : sql`(o.id = any(${[...reach.organisations]}::uuid[]) or o.district_id = any(${[...reach.districts]}::uuid[])
        or exists (select 1 from association_member m where m.member_id = o.id and m.association_id = any(${[...reach.associations]}::uuid[])
          and m.consented_at is not null and m.from_day <= ${today}::date and (m.to_day is null or m.to_day >= ${today}::date)))`

/** The text somewhere in name, English name, short name or credit code; pairs of characters find candidates by index. */
export const named = (q: string | undefined): RawBuilder<unknown> => {
  if (q === undefined || q.trim() === '') return sql`true`
  const pairs =
    [...q.normalize('NFKC').replace(/\s+/gu, '')].length > 1
      ? sql`name_grams(o.search_key) @> name_grams(name_key(${q})) and`
      : sql``
  return sql`(${pairs} position(name_key(${q}) in o.search_key) > 0)`
}

export const listOrganisationRows = async (
  tx: Db | Tx,
  filter: OrganisationFilter,
  reach: Reach,
  today: string,
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<OrganisationListRow[]> => {
  const { rows } = await sql<OrganisationListRow>`
    select o.id, o.kind, o.name, o.name_en, o.short_name, o.credit_code, o.district_id, d.name as district_name, d.name_en as district_name_en, o.status, o.demo
    from organisation o left join organisation d on d.id = o.district_id
    where ${within(reach, today)} and ${named(filter.q)}
      and ${filter.kind ? sql`o.kind = ${filter.kind}` : sql`true`}
      and ${filter.status ? sql`o.status = ${filter.status}` : sql`true`}
      and ${filter.districtId ? sql`o.district_id = ${filter.districtId}` : sql`true`}
      and ${after ? sql`(o.name, o.id) > (${after[0]}, ${after[1]}::uuid)` : sql`true`}
    order by o.name, o.id limit ${limit}`.execute(tx)
  return rows
}

/** Names for pickers: those that begin with the text first. */
export const lookupRows = async (
  tx: Db | Tx,
  kind: OrganisationKind,
  q: string | undefined,
  limit: number,
) => {
  const { rows } = await sql<{
    id: string
    name: string
    nameEn: string
    districtName: string | null
    districtNameEn: string | null
    status: OrganisationStatus
  }>`
    select o.id, o.name, o.name_en, d.name as district_name, d.name_en as district_name_en, o.status
    from organisation o left join organisation d on d.id = o.district_id
    where o.kind = ${kind} and o.status <> 'closed' and ${named(q)}
    order by ${q ? sql`position(name_key(${q}) in o.search_key), length(o.name),` : sql``} o.name, o.id limit ${limit}`.execute(
    tx,
  )
  return rows
}

/** Below this likeness two names are two firms: 浦东 and 浦西 in an otherwise equal name stay apart. */
const nearEnough = 0.58

/** Organisations of a kind whose names, legal forms aside, are near the given one; nearest first. */
export const nearNames = async (
  tx: Db | Tx,
  kind: OrganisationKind,
  name: string,
  except: string | undefined,
  limit: number,
) => {
  const { rows } = await sql<{ id: string; name: string; status: OrganisationStatus; likeness: number }>`
    select o.id, o.name, o.status, similarity(name_core(o.name), name_core(${name})) as likeness
    from organisation o
    where o.kind = ${kind} and ${except ? sql`o.id <> ${except}` : sql`true`}
      and name_core(o.name) % name_core(${name}) and similarity(name_core(o.name), name_core(${name})) >= ${nearEnough}
    order by likeness desc, o.name limit ${limit}`.execute(tx)
  return rows
}

export const organisationRows = (tx: Db | Tx, ids: readonly string[]) =>
  as<OrganisationTables>(tx)
    .selectFrom('organisation')
    .select(['id', 'kind', 'name', 'nameEn', 'status', 'districtId'])
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute()
