import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/database.ts'
import type { DeclarationRecord } from './declarations.ts'

export interface DeclarationListRow
  extends Pick<
    DeclarationRecord,
    | 'id'
    | 'personId'
    | 'programmeId'
    | 'kind'
    | 'kindZh'
    | 'kindEn'
    | 'title'
    | 'fromDay'
    | 'toDay'
    | 'state'
    | 'waitingRole'
    | 'dueOn'
  > {
  readonly personName: string
  readonly employerName: string | null
  readonly programmeName: string
  readonly programmeNameEn: string
  readonly waitingName: string | null
  readonly waitingNameEn: string | null
  readonly reversed: boolean
  readonly reason: string | null
  readonly changedAt: Date
}

/** Whose declarations a list shows: own ones whole, those of others from their first submission on. */
export interface Reach {
  readonly all: boolean
  readonly persons: readonly string[]
  readonly employers: readonly string[]
  readonly associations: readonly string[]
  readonly districts: readonly string[]
  readonly offices: readonly string[]
}

export interface ListFilter {
  readonly q: string | undefined
  readonly state: string | undefined
  readonly kind: string | undefined
  readonly personId: string | undefined
  readonly waiting: boolean
  readonly late: boolean
  readonly today: string
}

const ids = (list: readonly string[]) => sql`any(${[...list]}::uuid[])`

const rowColumns = sql`d.id, p.survivor_id as person_id, p.name as person_name, e.name as employer_name, d.programme_id, g.name as programme_name,
  g.name_en as programme_name_en, d.kind, d.kind_zh, d.kind_en, d.title, d.from_day, d.to_day, d.state, d.waiting_role, d.due_on, d.changed_at,
  coalesce(w.name, case when d.waiting_role = 'professional' then p.name end) as waiting_name, w.name_en as waiting_name_en,
  exists (select from pub_activity a where a.reverses = d.id) as reversed,
  (select t.words from declaration_act t where t.declaration_id = d.id and t.act = d.state and t.act in ('returned', 'refused')
    order by t.step desc limit 1) as reason`
const joins = sql`declaration d
  join pub_person p on p.id = d.person_id
  join pub_programme g on g.id = d.programme_id
  left join pub_organisation e on e.id = d.employer_id
  left join pub_organisation w on w.id = d.waiting_for`

const within = (reach: Reach) =>
  reach.all
    ? sql`true`
    : sql`(p.survivor_id in (select pub_person_id(own.id) from unnest(${[...reach.persons]}::uuid[]) as own (id)) or (d.first_submitted_on is not null and (d.employer_id = ${ids(reach.employers)}
      or d.association_id = ${ids(reach.associations)} or d.district_id = ${ids(reach.districts)} or g.office_id = ${ids(reach.offices)})))`

/** What waits for one of the reader's: a person for what was returned and drafts, an organisation for its act. */
const waitingFor = (reach: Reach) =>
  reach.all
    ? sql`d.waiting_for is not null`
    : sql`d.waiting_for = ${ids([...reach.persons, ...reach.employers, ...reach.associations, ...reach.districts, ...reach.offices])}`

const matching = (filter: ListFilter) => sql`
  ${filter.state ? sql`d.state = ${filter.state}` : sql`true`}
  and ${filter.kind ? sql`d.kind = ${filter.kind}` : sql`true`}
  and ${filter.personId ? sql`d.person_id = any(pub_person_ids(${filter.personId}))` : sql`true`}
  and ${filter.late ? sql`d.due_on < ${filter.today}::date` : sql`true`}
  and ${filter.q ? sql`(position(lower(${filter.q}) in lower(d.title)) > 0 or position(lower(${filter.q}) in lower(p.name)) > 0)` : sql`true`}`

/** Newest first. */
export const listRows = async (
  tx: Db | Tx,
  reach: Reach,
  filter: ListFilter,
  before: string | undefined,
  limit: number,
): Promise<DeclarationListRow[]> =>
  (
    await sql<DeclarationListRow>`select ${rowColumns} from ${joins}
      where ${within(reach)} and ${matching(filter)} and ${before ? sql`d.id < ${before}` : sql`true`}
      order by d.id desc limit ${limit}`.execute(tx)
  ).rows

const never = '9999-12-31'

/** What waits for the reader: by its last day, the earliest first. */
export const waitingRows = async (
  tx: Db | Tx,
  reach: Reach,
  filter: ListFilter,
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<DeclarationListRow[]> =>
  (
    await sql<DeclarationListRow>`select ${rowColumns} from ${joins}
      where ${within(reach)} and ${waitingFor(reach)} and ${matching(filter)}
        and ${after ? sql`(coalesce(d.due_on, ${never}::date), d.id) > (${after[0]}::date, ${after[1]}::uuid)` : sql`true`}
      order by coalesce(d.due_on, ${never}::date), d.id limit ${limit}`.execute(tx)
  ).rows

export const waitingKey = (row: DeclarationListRow): readonly [string, string] => [row.dueOn ?? never, row.id]

export const oneRow = async (tx: Db | Tx, id: string): Promise<DeclarationListRow | undefined> =>
  (await sql<DeclarationListRow>`select ${rowColumns} from ${joins} where d.id = ${id}`.execute(tx)).rows[0]

/** What the stations of a declaration are called. */
export const organisationNames = async (
  tx: Db | Tx,
  wanted: readonly string[],
): Promise<ReadonlyMap<string, { readonly name: string; readonly nameEn: string }>> => {
  const { rows } = await sql<{ id: string; name: string; nameEn: string }>`
    select id, name, name_en from pub_organisation where id = ${ids(wanted)}`.execute(tx)
  return new Map(rows.map(({ id, ...names }) => [id, names]))
}
